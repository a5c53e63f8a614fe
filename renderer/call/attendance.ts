/** This client's place in the room: who is there, and the media that goes to and fro. */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from 'mediasoup-client/types';
import type { Reaction } from '../../sfu/protocol/gestures.ts';
import type { PeerInfo, Source } from '../../sfu/protocol/model.ts';
import type { Notification, Reply } from '../../sfu/protocol/signalling.ts';
import type { AnyNotification } from '../signalling/signalling.ts';
import type { Admitted } from './admission.ts';
import type { Participant } from './call-state.ts';
import { Gestures } from './gestures.ts';
import { measuredStreams } from './measured-streams.ts';
import { MediaSession, type MediaSessionSurroundings, producersOf } from './media-session.ts';
import { type OwnMedia, toParticipants } from './participants.ts';
import type { Qualities } from './qualities.ts';
import type { Picture } from './reception.ts';
import { emptyRoster, joinRoster, reduceRoster, updateRoster } from './roster.ts';
import { type CallStatistics, type Measurable, Statistics } from './statistics.ts';

const noQualities: Qualities = new Map();
const noPictures: ReadonlyMap<string, Picture> = new Map();

export class Attendance {
  readonly #roster = signal(emptyRoster);
  readonly #session = signal<MediaSession | undefined>(undefined);
  readonly #surroundings: MediaSessionSurroundings;
  readonly gestures: Gestures;
  #drawn: readonly Participant[] = [];
  /** What was notified since a join was asked for and before its reply: it belongs after the reply. */
  #early: [AnyNotification, number | undefined][] | undefined;
  #device: Device | undefined;
  #codecs: Notification<'roomCodecs'> | undefined;
  #heard = 0;
  #closed = false;
  #measurable: Measurable | undefined;
  readonly #statistics = new Statistics(() => this.#measurable);
  readonly statistics: CallStatistics = this.#statistics;

  readonly participants: ReadonlySignal<readonly Participant[]> = computed(() => {
    const session = this.#session.value;
    const own = {
      ...ownMedia(this.#surroundings.localMedia, session),
      handRaisedAt: this.gestures.hand.value,
    };
    const pictures = this.#pictures(session);
    this.#drawn = toParticipants(this.#roster.value, pictures, own, this.#drawn);
    return this.#drawn;
  });

  constructor(surroundings: MediaSessionSurroundings) {
    this.#surroundings = surroundings;
    this.gestures = new Gestures(surroundings.signalling);
  }

  /**
   * Takes the place that `admit` gets. Until then an earlier one stays as it is, so that what still
   * flows goes on. Rejects as `admit` does, or if the attendance was closed meanwhile.
   */
  async enter(displayName: string, admit: () => Promise<Admitted>): Promise<void> {
    const early: [AnyNotification, number | undefined][] = [];
    this.#early = early;
    try {
      const admitted = await admit();
      if (this.#closed) throw new Error('The call has ended.');
      this.#begin(displayName, admitted);
    } finally {
      this.#early = undefined;
    }
    for (const [notification, number] of early) this.hear(notification, number);
  }

  /** How good the pictures are that are received, and why. */
  readonly qualities: ReadonlySignal<Qualities> = computed(
    () => this.#session.value?.receiver.qualities.value ?? noQualities,
  );

  /** The number of the last notification that was heard. */
  get heard(): number {
    return this.#heard;
  }

  /**
   * The same peer over a new connection: what works is left alone, what was cut short is repeated.
   * False if the media has to be made anew.
   */
  resume({ caughtUp, peers, producers, transportIds }: Reply<'resumeSession'>): boolean {
    if (!caughtUp) this.#take(peers);
    const session = this.#session.value;
    return session?.resume(producers, caughtUp ? undefined : transportIds) === true;
  }

  /** Restarts what does not flow: the network may have changed. */
  look(): void {
    this.#session.value?.look();
  }

  /** Puts new media in the place of the present one, as soon as `admit` has it. */
  async renew(admit: () => Promise<Reply<'restartMedia'>>): Promise<void> {
    const media = await admit();
    if (this.#closed) throw new Error('The call has ended.');
    this.#take(media.peers);
    this.#restart(media);
  }

  /** Rejects where the server refuses, as after too many. */
  async react(reaction: Reaction): Promise<void> {
    const { self } = this.#roster.peek();
    if (self) await this.gestures.react(reaction, self.peerId);
  }

  hear(notification: AnyNotification, number?: number): void {
    if (this.#early) {
      this.#early.push([notification, number]);
      return;
    }
    if (number !== undefined) this.#heard = number;
    if (notification.name === 'roomCodecs') this.#codecs = notification.payload;
    this.gestures.hear(notification);
    const before = this.#roster.value;
    this.#roster.value = reduceRoster(before, notification);
    if (notification.name === 'mediaRestarted') {
      this.#restart(notification.payload);
      return;
    }
    const { peers } = this.#roster.value;
    this.#session.value?.hear(notification);
    this.#statistics.hear(notification);
    if (peers !== before.peers) void this.#session.value?.receiver.follow(producersOf(peers));
  }

  close(): void {
    this.#closed = true;
    this.#statistics.close();
    this.gestures.close();
    this.#session.value?.close();
    batch(() => {
      this.#session.value = undefined;
      this.#roster.value = emptyRoster;
    });
  }

  /** In a meeting of voices there are none: the last frame of each would stand still. */
  #pictures(session: MediaSession | undefined): ReadonlyMap<string, Picture> {
    const pictures = session?.receiver.pictures.value ?? noPictures;
    if (this.#surroundings.videoMode.value !== 'audio-only') return pictures;
    return new Map([...pictures.keys()].map((id) => [id, { name: 'refused' }]));
  }

  #begin(displayName: string, { reply, device }: Admitted): void {
    this.#device = device;
    this.#heard = 0;
    this.#codecs = undefined;
    const earlier = this.#session.value;
    const session = new MediaSession(device, reply, this.#surroundings);
    this.#measure(session);
    batch(() => {
      this.#session.value = session;
      this.#roster.value = joinRoster(this.#roster.value, { ...reply, displayName });
      earlier?.close();
      this.gestures.rejoined(reply.handRaisedAt);
    });
  }

  #measure(session: MediaSession): void {
    const { localMedia } = this.#surroundings;
    this.#measurable = {
      reports: () => session.reports(),
      streams: () => measuredStreams(this.#roster.peek(), session.receiver, localMedia),
    };
  }

  /** Everybody stays where they are; only the media begins anew. */
  #restart(media: Reply<'restartMedia'>): void {
    if (!this.#device) return;
    const earlier = this.#session.value;
    const session = new MediaSession(this.#device, media, this.#surroundings);
    this.#measure(session);
    if (this.#codecs) session.hear({ name: 'roomCodecs', payload: this.#codecs });
    batch(() => {
      this.#session.value = session;
      earlier?.close();
    });
  }

  #take(peers: readonly PeerInfo[]): void {
    this.#roster.value = updateRoster(this.#roster.value, peers);
    void this.#session.value?.receiver.follow(producersOf(this.#roster.value.peers));
  }
}

/** This machine's media as the others get it: what fails to reach them counts as off. */
function ownMedia(
  { microphone, camera, screen }: MediaSessionSurroundings['localMedia'],
  session: MediaSession | undefined,
): Omit<OwnMedia, 'handRaisedAt'> {
  const shared = screen.state.value;
  const reaches = (source: Source) => !session?.publisher.failing(source);
  return {
    microphone: microphone.value.name === 'on' && reaches('microphone') ? 'on' : 'off',
    camera: camera.value,
    screen: shared.name === 'on' && reaches('screen') ? shared.video : null,
  };
}
