import type { Consumer, DirectTransport, Producer, Router } from 'mediasoup/types';
import { openEar } from './ear.ts';
import { Loudest } from './loudest.ts';

interface Microphone {
  readonly producer: Producer;
  forwarded: boolean;
  /** Hears it while it is not forwarded. */
  ear: Promise<Consumer> | undefined;
}

/**
 * Which microphones of a room are forwarded. In a room of few it is all, and nothing is done; where
 * there are more, the consumers of the silent are paused until they are heard to speak.
 */
export class Voices {
  readonly #loudest: Loudest;
  readonly #microphones = new Map<string, Microphone>();
  /** People's consumers by producer, and whether their owners have paused them. */
  readonly #listeners = new Map<string, Map<Consumer, boolean>>();
  #router: Router | undefined;
  #ears: Promise<DirectTransport> | undefined;

  /** @param most how many are forwarded at once */
  constructor(
    most: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#loudest = new Loudest(most);
  }

  /** Hears on this router from now on; every microphone is consumable there, or is brought there. */
  listenOn(router: Router): void {
    this.#router = router;
    this.#ears = undefined;
    for (const microphone of this.#microphones.values()) microphone.ear = undefined;
    this.#apply();
  }

  /** Counts a microphone while it is not muted, until its producer closes. */
  add(producer: Producer): void {
    const { id } = producer;
    if (this.#microphones.has(id)) return;
    this.#microphones.set(id, { producer, forwarded: true, ear: undefined });
    const enter = () => {
      this.#loudest.add(id, this.now());
      this.#apply();
    };
    const exit = () => {
      this.#loudest.remove(id);
      this.#apply();
    };
    producer.observer.on('pause', exit);
    producer.observer.on('resume', enter);
    producer.observer.once('close', () => {
      this.#microphones.delete(id);
      exit();
    });
    if (!producer.paused) enter();
  }

  /** A level was measured of a microphone, in dBov. */
  hear(producerId: string, level: number): void {
    this.#loudest.hear(producerId, level, this.now());
    this.#apply();
  }

  /** Takes a person's consumer of a microphone into account until it closes. */
  follow(consumer: Consumer): void {
    const { producerId } = consumer;
    const listeners = this.#listeners.get(producerId) ?? new Map<Consumer, boolean>();
    this.#listeners.set(producerId, listeners.set(consumer, true));
    consumer.observer.once('close', () => {
      listeners.delete(consumer);
      if (listeners.size === 0 && this.#listeners.get(producerId) === listeners) {
        this.#listeners.delete(producerId);
      }
    });
  }

  /** Pauses or resumes a consumer for its owner; one of a voice that is held back waits for it. */
  async setPaused(consumer: Consumer, paused: boolean): Promise<void> {
    const listeners = this.#listeners.get(consumer.producerId);
    if (listeners?.has(consumer)) listeners.set(consumer, paused);
    const held = this.#microphones.get(consumer.producerId)?.forwarded === false;
    await (paused || held ? consumer.pause() : consumer.resume());
  }

  #apply(): void {
    for (const [id, microphone] of this.#microphones) {
      const forwarded = this.#loudest.forwards(id);
      if (forwarded !== microphone.forwarded) {
        microphone.forwarded = forwarded;
        // Whatever fails here is gone, and its owner knows.
        for (const [consumer, paused] of this.#listeners.get(id) ?? []) {
          if (!paused) void (forwarded ? consumer.resume() : consumer.pause()).catch(() => {});
        }
        microphone.ear?.then((ear) => (forwarded ? ear.pause() : ear.resume())).catch(() => {});
      }
      if (!forwarded) microphone.ear ??= this.#open(id);
    }
  }

  #open(id: string): Promise<Consumer> | undefined {
    const router = this.#router;
    if (!router) return undefined;
    this.#ears ??= router.createDirectTransport();
    const opening = this.#ears.then((transport) =>
      openEar(transport, id, router.rtpCapabilities, (level) => this.hear(id, level)),
    );
    opening.catch(() => {
      // Rather one voice too many than one that is never heard.
      this.#loudest.remove(id);
      if (this.#router === router) this.#apply();
    });
    return opening;
  }
}
