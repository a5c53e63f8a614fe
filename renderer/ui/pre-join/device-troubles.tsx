import type { DeviceState, LocalMedia } from '../../media/media-state.ts';
import { deviceTrouble, type TroubledDevice } from '../error-words.ts';
import { Problem } from '../problem.tsx';

/** Why a device cannot be used; it never stands in the way of joining. */
export function DeviceTroubles({ media }: { media: LocalMedia }) {
  const microphone = troubleOf(media.microphone.value);
  const camera = troubleOf(media.camera.value);
  if (microphone !== undefined && microphone === camera) return note('both', microphone);
  return (
    <>
      {camera !== undefined && note('camera', camera)}
      {microphone !== undefined && note('microphone', microphone)}
    </>
  );
}

function note(device: TroubledDevice, trouble: Parameters<typeof deviceTrouble>[1]) {
  return <Problem {...deviceTrouble(device, trouble)} />;
}

function troubleOf(state: DeviceState) {
  return state.name === 'failed' ? state.trouble : undefined;
}
