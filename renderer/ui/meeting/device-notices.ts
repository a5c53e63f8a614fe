/** Says what happens to the devices during a meeting, and offers the one thing to do about it. */
import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { DeviceSwitch, LocalKind, LocalMedia } from '../../media/media-state.ts';
import { deviceTrouble } from '../error-words.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

export function useDeviceNotices(media: LocalMedia): void {
  useTroubleNotice(media, 'microphone');
  useTroubleNotice(media, 'camera');
  useStallNotice(media, 'microphone');
  useStallNotice(media, 'camera');
  useSwitchNotice(media);
}

/** A device that fails during the meeting; what failed before it was explained before joining. */
function useTroubleNotice(media: LocalMedia, kind: LocalKind): void {
  const { notices } = useSurroundings();
  const first = useRef(true);
  useSignalEffect(() => {
    const state = media[kind].value;
    if (state.name === 'failed' && !first.current) {
      const { what, advice } = deviceTrouble(kind, state.trouble);
      notices.say(`${what} ${advice}`);
    }
    first.current = false;
  });
}

/** A device that is on and gives nothing: otherwise one speaks to people who hear nothing. */
function useStallNotice(media: LocalMedia, kind: LocalKind): void {
  const { notices, wishes } = useSurroundings();
  useSignalEffect(() => {
    if (!media.stalled[kind].value) return;
    const { what, advice } = words.devices.stalled[kind];
    notices.offer(`${what} ${advice}`, {
      label: words.devices.change,
      run: () => {
        wishes.settings.value = true;
      },
    });
  });
}

function useSwitchNotice(media: LocalMedia): void {
  const { notices, wishes } = useSurroundings();
  const told = useRef<DeviceSwitch | null>(media.switched.peek());
  useSignalEffect(() => {
    const happened = media.switched.value;
    if (!happened || happened === told.current) return;
    told.current = happened;
    const { kind, from, to, why } = happened;
    if (why === 'back') {
      notices.offer(words.devices.back(kind, to.label), {
        label: words.devices.undo,
        run: () => void media.choose(kind, from.deviceId),
      });
      return;
    }
    notices.offer(words.devices.gone(kind, from.label, to.label), {
      label: words.devices.change,
      run: () => {
        wishes.settings.value = true;
      },
    });
  });
}
