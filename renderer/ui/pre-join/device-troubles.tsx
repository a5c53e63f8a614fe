import type { DeviceState, LocalKind, LocalMedia } from '../../media/media-state.ts';
import { deviceTrouble, type TroubledDevice } from '../error-words.ts';
import { Problem } from '../problem.tsx';
import { words } from '../words.ts';
import { PermissionHelp } from './permission-help.tsx';

/** Why a device cannot be used; it never stands in the way of joining. */
export function DeviceTroubles({ media }: { media: LocalMedia }) {
  const microphone = troubleOf(media.microphone.value);
  const camera = troubleOf(media.camera.value);
  const denied = microphone === 'denied' || camera === 'denied';
  if (microphone !== undefined && microphone === camera) {
    return (
      <>
        {note('both', microphone)}
        {denied && <PermissionHelp />}
      </>
    );
  }
  return (
    <>
      {camera !== undefined && note('camera', camera)}
      {microphone !== undefined && note('microphone', microphone)}
      {denied && <PermissionHelp />}
      <StallNote media={media} kind="camera" />
      <StallNote media={media} kind="microphone" />
    </>
  );
}

/** On its own, because whoever looks at it makes the device be measured. */
function StallNote({ media, kind }: { media: LocalMedia; kind: LocalKind }) {
  return media.stalled[kind].value ? <Problem {...words.devices.stalled[kind]} /> : null;
}

function note(device: TroubledDevice, trouble: Parameters<typeof deviceTrouble>[1]) {
  return <Problem {...deviceTrouble(device, trouble)} />;
}

function troubleOf(state: DeviceState) {
  return state.name === 'failed' ? state.trouble : undefined;
}
