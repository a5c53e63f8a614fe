/** Hands and reactions, one's own and those of the others. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Reaction } from '../../sfu/protocol/gestures.ts';
import type { AnyNotification, Signalling } from '../signalling/signalling.ts';
import type { ShownReaction } from './call-state.ts';

/** How long a reaction is shown, in ms. */
const shownFor = 4000;
/** More at once would hide the people. */
const mostShown = 40;

export class Gestures {
  readonly #hand = signal<number | null>(null);
  readonly #reactions = signal<readonly ShownReaction[]>([]);
  /** When the own hand was raised, by the server's clock; null while it is down. */
  readonly hand: ReadonlySignal<number | null> = this.#hand;
  /** Those that are shown now, oldest first. */
  readonly reactions: ReadonlySignal<readonly ShownReaction[]> = this.#reactions;
  readonly #signalling: Pick<Signalling, 'request'>;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #wanted = false;
  #lastId = 0;
  #closed = false;

  constructor(signalling: Pick<Signalling, 'request'>) {
    this.#signalling = signalling;
  }

  /** After a join: the hand that came over with the session, or else the one that was up before. */
  rejoined(raisedAt: number | undefined): void {
    this.#hand.value = raisedAt ?? null;
    if (raisedAt === undefined && this.#wanted) this.setHand(true).catch(() => {});
  }

  /** Rejects as the request does; the hand then stays as it was. */
  async setHand(up: boolean): Promise<void> {
    this.#wanted = up;
    if (up) {
      const { raisedAt } = await this.#signalling.request('raiseHand', {});
      if (this.#wanted && !this.#closed) this.#hand.value = raisedAt;
    } else {
      await this.#signalling.request('lowerHand', {});
      if (!this.#wanted) this.#hand.value = null;
    }
  }

  /** Shows the reaction here too, as soon as the others get it. */
  async react(reaction: Reaction, self: string): Promise<void> {
    await this.#signalling.request('react', { reaction });
    this.#show(self, reaction);
  }

  hear(notification: AnyNotification): void {
    if (notification.name !== 'reacted') return;
    const { peerId, reaction } = notification.payload;
    this.#show(peerId, reaction);
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#reactions.value = [];
  }

  #show(peerId: string, reaction: Reaction): void {
    if (this.#closed) return;
    this.#lastId += 1;
    const id = this.#lastId;
    this.#reactions.value = [...this.#reactions.peek(), { id, peerId, reaction }].slice(-mostShown);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#reactions.value = this.#reactions.peek().filter((shown) => shown.id !== id);
    }, shownFor);
    this.#timers.add(timer);
  }
}
