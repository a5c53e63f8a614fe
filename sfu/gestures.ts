import type { Peer } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import type { Reaction } from './protocol/gestures.ts';
import { limits } from './protocol/model.ts';
import type { Notification, NotificationName } from './protocol/signalling.ts';
import { RateLimit } from './rate-limit.ts';

/** What is needed of the room. */
interface Audience {
  broadcast<Name extends NotificationName>(
    name: Name,
    payload: Notification<Name>,
    except?: Peer,
  ): void;
}

/** The hands and reactions of one room. The hands themselves are the peers', and leave with them. */
export class Gestures {
  readonly #reacting = new WeakMap<Peer, RateLimit>();
  #lastRaised = 0;

  constructor(private readonly room: Audience) {}

  /** Raises a hand behind all that are up; one that is up keeps its place. Answers when it was raised. */
  raise(peer: Peer): number {
    if (peer.handRaisedAt !== undefined) return peer.handRaisedAt;
    // Two hands within a millisecond, or a clock that was set back, must not shuffle the order.
    this.#lastRaised = Math.max(Date.now(), this.#lastRaised + 1);
    peer.handRaisedAt = this.#lastRaised;
    this.room.broadcast('handRaised', { peerId: peer.id, raisedAt: this.#lastRaised }, peer);
    return this.#lastRaised;
  }

  lower(peer: Peer): void {
    if (peer.handRaisedAt === undefined) return;
    peer.handRaisedAt = undefined;
    this.room.broadcast('handLowered', { peerId: peer.id }, peer);
  }

  /** @throws SignallingError RATE_LIMITED */
  react(peer: Peer, reaction: Reaction): void {
    const rate =
      this.#reacting.get(peer) ?? new RateLimit(limits.reactionBurst, limits.reactionsPerSecond);
    this.#reacting.set(peer, rate);
    if (!rate.take()) {
      throw new SignallingError('RATE_LIMITED', 'Too many reactions. Wait a moment.');
    }
    this.room.broadcast('reacted', { peerId: peer.id, reaction }, peer);
  }
}
