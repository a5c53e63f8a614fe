import { type IconNode, Mic, MicOff, Video, VideoOff } from 'lucide';
import type { LocalKind, LocalMedia } from '../media/media-state.ts';
import { isWanted } from '../state/device.ts';
import { Icon } from './icon.tsx';
import { shortcutNames, useShortcut } from './shortcut.ts';
import { useSurroundings } from './surroundings.ts';
import { toggleDevice } from './toggle-device.ts';
import { words } from './words.ts';

/** By name: the language is known only after this file is loaded. */
type Label = 'muteMicrophone' | 'unmuteMicrophone' | 'turnCameraOff' | 'turnCameraOn';

interface ToggleLook {
  on: { icon: IconNode; label: Label };
  off: { icon: IconNode; label: Label };
  /** With Ctrl, or Cmd on Apple's keyboards. */
  key: string;
}

const looks: Record<LocalKind, ToggleLook> = {
  microphone: {
    on: { icon: Mic, label: 'muteMicrophone' },
    off: { icon: MicOff, label: 'unmuteMicrophone' },
    key: 'd',
  },
  camera: {
    on: { icon: Video, label: 'turnCameraOff' },
    off: { icon: VideoOff, label: 'turnCameraOn' },
    key: 'e',
  },
};

interface DeviceToggleProps {
  kind: LocalKind;
  media: LocalMedia;
}

/** One button for one device, with its shortcut. */
export function DeviceToggle({ kind, media }: DeviceToggleProps) {
  const { shell } = useSurroundings();
  useShortcut(looks[kind].key, () => toggleDevice(shell, media, kind));
  return <DeviceButton kind={kind} media={media} />;
}

/** The button alone; its name says what a press will do. */
export function DeviceButton({ kind, media }: DeviceToggleProps) {
  const { shell } = useSurroundings();
  const look = looks[kind];
  const state = media[kind].value;
  const on = isWanted(state);
  const { icon, label } = on ? look.on : look.off;

  const shortcut = shortcutNames(look.key);
  return (
    <button
      class="control"
      type="button"
      data-off={!on}
      aria-busy={state.name === 'starting'}
      aria-keyshortcuts={shortcut.aria}
      onClick={() => toggleDevice(shell, media, kind)}
    >
      <Icon node={icon} />
      <span class="tip">
        {words.devices[label]}
        <span class="keys" aria-hidden="true">
          {shortcut.shown}
        </span>
      </span>
    </button>
  );
}
