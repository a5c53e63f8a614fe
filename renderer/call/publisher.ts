/** What this machine sends: whatever the local media has on. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Device, Transport } from 'mediasoup-client/types';
import type { ProducerInfo, Source } from '../../sfu/protocol/model.ts';
import type { DeviceState, LocalKind, LocalMedia } from '../media/media-state.ts';
import type { AnyNotification, Signalling } from '../signalling/signalling.ts';
import type { VideoMode } from '../state/picture-wish.ts';
import type { Limitation } from '../state/quality-reason.ts';
import { captureSize, type SendProfile } from '../state/send-plan.ts';
import { audioOptions } from './producer-options.ts';
import { Publication } from './publication.ts';
import { reportSending } from './sending-report.ts';
import { VideoSending } from './video-sending.ts';

/** What is followed of the local media. */
export type LocalSources = Pick<LocalMedia, LocalKind | 'screen'>;

export interface PublisherSurroundings {
  device: Device;
  transport: Transport;
  signalling: Signalling;
  localMedia: LocalSources;
  videoMode: ReadonlySignal<VideoMode>;
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
  readonly #videos: Record<'camera' | 'screen', VideoSending>;
  readonly #localMedia: LocalSources;
  readonly #codecs = signal<readonly string[] | undefined>(undefined);
  readonly #granted = signal<SendProfile>('open');
  /** A machine that could not keep up once is spared for the rest of the meeting. */
  readonly #exhausted = signal(false);
  readonly #profile = computed(() => (this.#exhausted.value ? 'open' : this.#granted.value));
  readonly #onLimited = (limitation: Limitation) => {
    if (limitation === 'cpu') this.#exhausted.value = true;
  };
  /** Cameras that were not left in the size in which they were opened. */
  readonly #enlarged = new WeakSet<MediaStreamTrack>();
  #unfollow: (() => void)[] = [];

  constructor(private readonly surroundings: PublisherSurroundings) {
    const { localMedia, videoMode, device } = surroundings;
    this.#localMedia = localMedia;
    const detail = computed(() => {
      const state = localMedia.screen.state.value;
      return state.name === 'on' ? state.detail : 'text';
    });
    const { hardwareConcurrency: cores } = navigator;
    const circumstances = {
      codecs: this.#codecs,
      profile: this.#profile,
      videoMode,
      detail,
      cores,
    };
    const video = (source: 'camera' | 'screen') =>
      new VideoSending(source, device.sendRtpCapabilities, circumstances);
    this.#videos = { camera: video('camera'), screen: video('screen') };
    this.#publications = {
      microphone: this.#publish('microphone'),
      camera: this.#publish('camera', this.#videos.camera),
      screen: this.#publish('screen', this.#videos.screen),
      'screen-audio': this.#publish('screen-audio'),
    };
  }

  /** Publishes what is on, and follows every change from now on. */
  start(): void {
    this.#unfollow = [
      ...sources.map((source) =>
        effect(() => this.#publications[source].want(wanted[source](this.#localMedia))),
      ),
      effect(() => {
        const track = trackOf(this.#localMedia.camera.value);
        const profile = this.#profile.value;
        if (!track || (profile === 'open' && !this.#enlarged.has(track))) return;
        this.#enlarged.add(track);
        // One that cannot be captured larger stays as it is.
        track.applyConstraints(captureSize(profile)).catch(() => {});
      }),
      ...(['camera', 'screen'] as const).map((source) =>
        effect(() => {
          if (this.#videos[source].outdated.value) this.#publications[source].review();
        }),
      ),
    ];
  }

  hear({ name, payload }: AnyNotification): void {
    if (name === 'mediaProfile') this.#granted.value = payload.profile;
    if (name === 'roomCodecs') this.#codecs.value = payload.mimeTypes;
    if (name === 'layersWanted') {
      for (const video of Object.values(this.#videos)) {
        video.want(payload.producerId, payload.spatialLayer);
      }
    }
  }

  /** After a reconnection: everything that was cut short is done, and nothing is left over there. */
  resume(producers: readonly ProducerInfo[]): void {
    const known = new Map(producers.map((producer) => [producer.producerId, producer]));
    for (const publication of Object.values(this.#publications)) {
      for (const id of publication.resume(known)) known.delete(id);
    }
    const { signalling, failed } = this.surroundings;
    // The answer to its making was lost, and nobody sends it.
    for (const producerId of known.keys()) {
      signalling.request('closeProducer', { producerId }).catch(failed);
    }
  }

  /** Whether others do not get this source although it is on. Reactive. */
  failing(source: Source): boolean {
    return this.#publications[source].failing.value;
  }

  /** Stops following the local media, which stays as it is; producers end with their transport. */
  close(): void {
    for (const unfollow of this.#unfollow) unfollow();
    for (const publication of Object.values(this.#publications)) publication.close();
    for (const video of Object.values(this.#videos)) video.close();
  }

  #publish(source: Source, video?: VideoSending): Publication {
    const { transport, signalling, failed } = this.surroundings;
    return new Publication({
      signalling,
      failed,
      whenUnwanted: source === 'microphone' || source === 'camera' ? 'pause' : 'close',
      outdated: () => video?.outdated.value === true,
      // The track belongs to the local media: mediasoup-client neither stops nor enables it. If it
      // did, resuming a producer could unmute a microphone behind its owner's back.
      produce: async (track) => {
        const options = video
          ? video.options()
          : audioOptions[source === 'microphone' ? source : 'screen-audio'];
        const producer = await transport.produce({
          ...options,
          track,
          stopTracks: false,
          disableTrackOnPause: false,
          appData: { source },
        });
        video?.begin(producer);
        if (video) reportSending(producer, signalling, this.#onLimited, failed);
        return producer;
      },
    });
  }
}

function trackOf(device: DeviceState): MediaStreamTrack | null {
  return device.name === 'on' ? device.track : null;
}
