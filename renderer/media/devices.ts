/** Opening and listing the machine's devices: the only place that speaks to `mediaDevices`. */
import { DeviceFailure, toDeviceFailure } from './device-failure.ts';
import type { Device, LocalKind } from './media-state.ts';

/** What is used of `navigator.mediaDevices`. */
export type DeviceAccess = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

/** Devices of each kind, without the browser's aliases for the system's default. */
export interface DeviceLists {
  microphones: readonly Device[];
  cameras: readonly Device[];
  speakers: readonly Device[];
}

/** A track, and which device was asked for to get it; '' is the system's default. */
export interface Opened {
  track: MediaStreamTrack;
  deviceId: string;
}

const constraints: Record<LocalKind, MediaTrackConstraints> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
};

/**
 * Opens a device of its kind, or the system's default where it is not there (any more). Rejects with
 * DeviceFailure.
 */
export async function openDevice(
  access: DeviceAccess | undefined,
  kind: LocalKind,
  deviceId: string,
): Promise<Opened> {
  if (!access) throw new DeviceFailure('insecure');
  try {
    return { track: await openTrack(access, kind, deviceId), deviceId };
  } catch (error) {
    const failure = toDeviceFailure(error);
    if (failure.trouble !== 'missing' || deviceId === '') throw failure;
  }
  try {
    return { track: await openTrack(access, kind, ''), deviceId: '' };
  } catch (error) {
    throw toDeviceFailure(error);
  }
}

async function openTrack(
  access: DeviceAccess,
  kind: LocalKind,
  deviceId: string,
): Promise<MediaStreamTrack> {
  const wanted = { ...constraints[kind], ...(deviceId && { deviceId: { exact: deviceId } }) };
  const [track] =
    kind === 'microphone'
      ? (await access.getUserMedia({ audio: wanted })).getAudioTracks()
      : (await access.getUserMedia({ video: wanted })).getVideoTracks();
  if (!track) throw new DeviceFailure('missing');
  return track;
}

/** Devices of which the browser tells nothing before a first permission are left out. */
export async function listDevices(access: DeviceAccess | undefined): Promise<DeviceLists> {
  const infos = (await access?.enumerateDevices().catch(() => [])) ?? [];
  const aliases = new Set(['', 'default', 'communications']);
  const ofKind = (kind: MediaDeviceKind) =>
    infos
      .filter((info) => info.kind === kind && !aliases.has(info.deviceId))
      .map(({ deviceId, label }) => ({ deviceId, label }));
  return {
    microphones: ofKind('audioinput'),
    cameras: ofKind('videoinput'),
    speakers: ofKind('audiooutput'),
  };
}
