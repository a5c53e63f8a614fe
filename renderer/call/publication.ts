/**
 * One source of this machine in the room. It is told which track should be heard or seen and brings
 * the producer there step by step, one at a time, so that however fast a switch is flipped the last
 * wish is what stays.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Producer } from 'mediasoup-client/types';
import type { ProducerInfo } from '../../sfu/protocol/model.ts';
import type { Signalling } from '../signalling/signalling.ts';

/** How long an outdated producer goes on beside its successor, until that is seen, in ms. */
const overlap = 1_000;
/** How long to wait before a refused step is tried again, in ms. */
const retryDelay = 2_000;

export interface PublicationSurroundings {
  signalling: Pick<Signalling, 'request'>;
  produce: (track: MediaStreamTrack) => Promise<Producer>;
  /**
   * What becomes of a producer that is not wanted. A device comes back in an instant when its
   * producer was only paused; a share that is over is gone for the others too.
   */
  whenUnwanted: 'pause' | 'close';
  /** Whether the producer is not as it should be any more, so that another must take its place. */
  outdated?: () => boolean;
  /** Told of each failed step; it is tried again until it works or is no longer wanted. */
  failed: (error: unknown) => void;
}

export class Publication {
  readonly #failing = signal(false);
  /** True while others do not get what is wanted because a step failed. */
  readonly failing: ReadonlySignal<boolean> = this.#failing;
  readonly #surroundings: PublicationSurroundings;
  #wanted: MediaStreamTrack | null = null;
  #producer: Producer | undefined;
  readonly #outgoing = new Map<Producer, ReturnType<typeof setTimeout>>();
  #settling = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(surroundings: PublicationSurroundings) {
    this.#surroundings = surroundings;
  }

  /** The track to publish from now on, or null to be silent or dark. */
  want(track: MediaStreamTrack | null): void {
    this.#wanted = track;
    if (!track) for (const producer of this.#outgoing.keys()) this.#dismiss(producer);
    void this.#settle();
  }

  /** Stops following; the producer ends with its transport. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    for (const timer of this.#outgoing.values()) clearTimeout(timer);
  }

  /** Looks again whether the producer is as it should be. */
  review(): void {
    void this.#settle();
  }

  /**
   * After a reconnection: makes anew what the server does not have, and tries at once what failed.
   * @param known what the server has, by id
   * @returns ids of what is this publication's
   */
  resume(known: ReadonlyMap<string, ProducerInfo>): string[] {
    const mine = [this.#producer, ...this.#outgoing.keys()];
    const producer = this.#producer;
    if (producer && !known.has(producer.id)) {
      producer.close();
      this.#producer = undefined;
    }
    void this.#settle();
    return mine.flatMap((each) => each?.id ?? []);
  }

  async #settle(): Promise<void> {
    if (this.#settling) return;
    this.#settling = true;
    clearTimeout(this.#retry);
    while (!this.#closed) {
      const wanted = this.#wanted;
      try {
        const step = this.#step(wanted);
        if (!step) break;
        await step;
      } catch (error) {
        // A step may fail only because the wish has changed: a track ends when it is turned off.
        if (this.#closed || this.#wanted !== wanted) continue;
        this.#failing.value = true;
        this.#retry = setTimeout(() => void this.#settle(), retryDelay);
        this.#surroundings.failed(error);
        break;
      }
      this.#failing.value = false;
    }
    this.#settling = false;
  }

  /** The next thing to do for a wish, or undefined when it is fulfilled. */
  #step(wanted: MediaStreamTrack | null): Promise<void> | undefined {
    const producer = this.#producer;
    if (!producer) return wanted ? this.#produce(wanted) : undefined;
    const over = !wanted && this.#surroundings.whenUnwanted === 'close';
    // Also one that was closed here and of whose end the server has not been told yet.
    if (over || producer.closed) return this.#withdraw(producer);
    if (!wanted) return producer.paused ? undefined : this.#pause(producer);
    if (this.#surroundings.outdated?.()) return this.#renew(producer, wanted);
    if (producer.track !== wanted) return producer.replaceTrack({ track: wanted });
    return producer.paused ? this.#resume(producer) : undefined;
  }

  async #produce(track: MediaStreamTrack): Promise<void> {
    this.#producer = await this.#surroundings.produce(track);
  }

  /** The one before goes only when the new one is there, so that there is as little gap as can be. */
  async #renew(before: Producer, track: MediaStreamTrack): Promise<void> {
    await this.#produce(track);
    this.#outgoing.set(
      before,
      setTimeout(() => this.#dismiss(before), overlap),
    );
  }

  #dismiss(producer: Producer): void {
    clearTimeout(this.#outgoing.get(producer));
    this.#outgoing.delete(producer);
    producer.close();
    const { signalling, failed } = this.#surroundings;
    signalling.request('closeProducer', { producerId: producer.id }).catch(failed);
  }

  async #pause(producer: Producer): Promise<void> {
    // Without a track nothing leaves this machine, whether or not the server heard of the pause.
    await Promise.all([
      producer.replaceTrack({ track: null }),
      this.#surroundings.signalling.request('pauseProducer', { producerId: producer.id }),
    ]);
    producer.pause();
  }

  async #resume(producer: Producer): Promise<void> {
    const { id: producerId } = producer;
    await this.#surroundings.signalling.request('resumeProducer', { producerId });
    producer.resume();
  }

  async #withdraw(producer: Producer): Promise<void> {
    // From here on nothing leaves this machine, whether or not the server heard of it.
    producer.close();
    await this.#surroundings.signalling.request('closeProducer', { producerId: producer.id });
    this.#producer = undefined;
  }
}
