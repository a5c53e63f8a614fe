import type { Producer } from 'mediasoup/types';
import { observeSpeakers, type SpeakerObserver } from './observers.ts';
import type { Peer } from './peer.ts';
import type { RoomRouter, RoomRouters } from './room-routers.ts';
import type { Voices } from './voices.ts';

/** Who speaks in a room, observed on the oldest of its routers and anew when that is lost. */
export class RoomSpeakers {
  #observer: SpeakerObserver | undefined;
  /** The router on which the speakers are observed. */
  #observing: RoomRouter | undefined;

  constructor(
    private readonly routers: RoomRouters,
    private readonly voices: Voices,
    private readonly maxSpeakers: number,
    private readonly report: (peerId: string | null) => void,
  ) {}

  /** Who speaks now; null when nobody does. */
  get current(): string | null {
    return this.#observer?.current ?? null;
  }

  /** @throws Error if the worker is gone */
  async observe(): Promise<void> {
    const { first } = this.routers;
    if (!first) throw new Error('the worker died');
    this.#observing = first;
    // Some more than are forwarded, so that none of those is missed among others.
    this.#observer = await observeSpeakers(first.router, this.maxSpeakers + 2, {
      speaker: this.report,
      level: (producerId, level) => this.voices.hear(producerId, level),
    });
    this.voices.listenOn(first.router);
  }

  /** Anew and of everybody, if it was observed there. */
  async observeAgain(lost: RoomRouter, peers: Iterable<Peer>): Promise<void> {
    if (lost !== this.#observing) return;
    await this.observe();
    const microphones = [...peers].flatMap((peer) =>
      [...peer.producers.values()]
        .filter(({ source }) => source === 'microphone')
        .map(({ producer }) => this.listenTo(peer, producer)),
    );
    await Promise.allSettled(microphones);
  }

  /** Listens to a peer's microphone, wherever in the room it lives. */
  async listenTo({ id, home }: Peer, microphone: Producer): Promise<void> {
    const { first } = this.routers;
    if (!first) return;
    await this.routers.bring(microphone, home, first);
    await this.#observer?.add(microphone, id);
    this.voices.add(microphone);
  }
}
