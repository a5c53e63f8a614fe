/** The outer edge of media, faked: tracks of mediasoup-client's own fake handler, and devices. */
import { FakeHandler } from 'mediasoup-client';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import type { DeviceAccess } from '../../../renderer/media/devices.ts';
import type { ScreenAccess } from '../../../renderer/media/screen-share.ts';

const handlers = FakeHandler.createFactory(fakeParameters);

/** A track that lives until it is stopped. */
export async function fakeTrack(kind: 'audio' | 'video'): Promise<MediaStreamTrack> {
  const { iceParameters, iceCandidates, dtlsParameters } =
    fakeParameters.generateTransportRemoteParameters();
  const handler = handlers.factory({
    direction: 'recv',
    iceParameters,
    iceCandidates,
    dtlsParameters,
    getSendExtendedRtpCapabilities: () => ({ codecs: [], headerExtensions: [] }),
  });
  handler.on('@connect', (_, connected) => connected());
  const rtpParameters = { codecs: [] };
  const [received] = await handler.receive([{ trackId: kind, kind, rtpParameters }]);
  if (!received) throw new Error('the fake handler gave no track');
  return received.track;
}

/** A machine with devices that can be plugged in, pulled out, forbidden and slow, and with a screen. */
export class FakeDevices extends EventTarget implements DeviceAccess, ScreenAccess {
  /** Devices by id; the first of a kind is the default. */
  plugged: MediaDeviceInfo[] = [];
  /** Every track that was ever given, oldest first. */
  readonly given: MediaStreamTrack[] = [];
  /** Ids that were asked for, '' for the default, oldest first. */
  readonly asked: string[] = [];
  /** With which constraints each device was opened, oldest first. */
  readonly wishes: MediaTrackConstraints[] = [];
  /** Set to reject every request with an error of this name. */
  refusal: string | undefined;
  /** Set to hold every request back until it resolves. */
  gate: Promise<void> = Promise.resolve();

  /** Every wish to share a screen, oldest first. */
  readonly screenWishes: DisplayMediaStreamOptions[] = [];
  /** What the person chooses to share: tracks of these kinds, or an error. */
  screenChoice: ('video' | 'audio')[] | DOMException = ['video', 'audio'];
  /** Whether this browser can leave its own sound out of the system's. */
  restrictsOwnAudio = true;

  async getUserMedia({ audio, video }: MediaStreamConstraints = {}): Promise<MediaStream> {
    const wanted = audio || video;
    const { exact } = ((typeof wanted === 'object' && wanted.deviceId) || {}) as { exact?: string };
    this.asked.push(exact ?? '');
    await this.gate;
    if (this.refusal) throw new DOMException('No.', this.refusal);
    const kind = audio ? 'audioinput' : 'videoinput';
    const found = this.plugged.find(
      (device) => device.kind === kind && (exact === undefined || device.deviceId === exact),
    );
    if (!found) throw new DOMException('No.', exact ? 'OverconstrainedError' : 'NotFoundError');
    this.wishes.push(typeof wanted === 'object' ? wanted : {});
    const track = await fakeTrack(audio ? 'audio' : 'video');
    Object.defineProperty(track, 'label', { value: found.label });
    this.given.push(track);
    return new MediaStream([track]);
  }

  async getDisplayMedia(wish: DisplayMediaStreamOptions = {}): Promise<MediaStream> {
    this.screenWishes.push(wish);
    await this.gate;
    if (this.screenChoice instanceof DOMException) throw this.screenChoice;
    const tracks = await Promise.all(this.screenChoice.map((kind) => fakeTrack(kind)));
    this.given.push(...tracks);
    // The document of these tests has streams without this method.
    return Object.assign(new MediaStream(tracks), { getTracks: () => tracks });
  }

  getSupportedConstraints(): MediaTrackSupportedConstraints & { restrictOwnAudio?: true } {
    return this.restrictsOwnAudio ? { restrictOwnAudio: true } : {};
  }

  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return this.plugged;
  }

  plug(...devices: { kind: MediaDeviceKind; deviceId: string }[]): void {
    const infos = devices.map((device) => ({ ...device, groupId: '', label: device.deviceId }));
    this.plugged.push(...infos.map((info) => ({ ...info, toJSON: () => info })));
    this.dispatchEvent(new Event('devicechange'));
  }

  unplug(deviceId: string): void {
    this.plugged = this.plugged.filter((device) => device.deviceId !== deviceId);
    this.dispatchEvent(new Event('devicechange'));
  }

  /** Tracks that are still open: lamps that are on. */
  get live(): MediaStreamTrack[] {
    return this.given.filter(({ readyState }) => readyState === 'live');
  }
}
