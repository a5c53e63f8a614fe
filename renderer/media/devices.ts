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

/** What is done to the sound of the microphone before it is sent. */
export type AudioProcessing = Record<
  'echoCancellation' | 'noiseSuppression' | 'autoGainControl',
  boolean
>;

export const fullProcessing: AudioProcessing = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/**
 * Opens a device, or the first that is there of those that `others` names where it is missing; '' is
 * the system's default. Rejects with DeviceFailure: one that is there and cannot be used is not
 * silently replaced by another.
 */
export async function openDevice(
  access: DeviceAccess | undefined,
  kind: LocalKind,
  [deviceId, others]: readonly [string, () => Promise<readonly string[]>],
  processing: AudioProcessing,
): Promise<Opened> {
  if (!access) throw new DeviceFailure('insecure');
  const attempt = async (id: string): Promise<Opened | undefined> => {
    try {
      return { track: await openTrack(access, kind, id, processing), deviceId: id };
    } catch (error) {
      const failure = toDeviceFailure(error);
      if (failure.trouble === 'missing') return undefined;
      throw failure;
    }
  };
  const opened = await attempt(deviceId);
  if (opened) return opened;
  for (const id of await others()) {
    const other = await attempt(id);
    if (other) return other;
  }
  throw new DeviceFailure('missing');
}

async function openTrack(
  access: DeviceAccess,
  kind: LocalKind,
  deviceId: string,
  processing: AudioProcessing,
): Promise<MediaStreamTrack> {
  const which = deviceId && { deviceId: { exact: deviceId } };
  const [track] =
    kind === 'microphone'
      ? (await access.getUserMedia({ audio: { ...processing, ...which } })).getAudioTracks()
      : (await access.getUserMedia({ video: { ...picture, ...which } })).getVideoTracks();
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
