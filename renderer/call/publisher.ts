/** What this machine sends: whatever the local media has on. */
import { effect } from '@preact/signals';
import type { Device, Transport } from 'mediasoup-client/types';
import type { Source } from '../../sfu/protocol/model.ts';
import type { DeviceState, LocalKind, LocalMedia } from '../media/media-state.ts';
import type { Signalling } from '../signalling/signalling.ts';
import { producerOptions } from './producer-options.ts';
import { Publication } from './publication.ts';

/** What is followed of the local media. */
export type LocalSources = Pick<LocalMedia, LocalKind | 'screen'>;

export interface PublisherSurroundings {
  device: Device;
  transport: Transport;
  signalling: Signalling;
  localMedia: LocalSources;
  failed: (error: unknown) => void;
}

const sources = ['microphone', 'camera', 'screen', 'screen-audio'] as const;

/** The track of each source that should be heard or seen now. Reactive. */
const wanted: Record<Source, (localMedia: LocalSources) => MediaStreamTrack | null> = {
  microphone: ({ microphone }) => trackOf(microphone.value),
  camera: ({ camera }) => trackOf(camera.value),
  screen: ({ screen }) => (screen.state.value.name === 'on' ? screen.state.value.video : null),
  'screen-audio': ({ screen }) =>
    screen.state.value.name === 'on' ? screen.state.value.audio : null,
};

export class Publisher {
  readonly #publications: Record<Source, Publication>;
  readonly #localMedia: LocalSources;
  #unfollow: (() => void)[] = [];

  constructor(surroundings: PublisherSurroundings) {
    this.#localMedia = surroundings.localMedia;
    this.#publications = {
      microphone: publish('microphone', surroundings),
      camera: publish('camera', surroundings),
      screen: publish('screen', surroundings),
      'screen-audio': publish('screen-audio', surroundings),
    };
  }

  /** Publishes what is on, and follows every change from now on. */
  start(): void {
    this.#unfollow = sources.map((source) =>
      effect(() => this.#publications[source].want(wanted[source](this.#localMedia))),
    );
  }

  /** Whether others do not get this source although it is on. Reactive. */
  failing(source: Source): boolean {
    return this.#publications[source].failing.value;
  }

  /** Stops following the local media, which stays as it is; producers end with their transport. */
  close(): void {
    for (const unfollow of this.#unfollow) unfollow();
    for (const publication of Object.values(this.#publications)) publication.close();
  }
}

function publish(
  source: Source,
  { device, transport, signalling, failed }: PublisherSurroundings,
): Publication {
  const options = producerOptions(source, device.sendRtpCapabilities);
  return new Publication({
    signalling,
    failed,
    whenUnwanted: source === 'microphone' || source === 'camera' ? 'pause' : 'close',
    // The track belongs to the local media: mediasoup-client neither stops nor enables it. If it
    // did, resuming a producer could unmute a microphone behind its owner's back.
    produce: (track) =>
      transport.produce({
        ...options,
        track,
        stopTracks: false,
        disableTrackOnPause: false,
        appData: { source },
      }),
  });
}

function trackOf(device: DeviceState): MediaStreamTrack | null {
  return device.name === 'on' ? device.track : null;
}
