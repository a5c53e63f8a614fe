import type { Peer, PeerNotify } from './peer.ts';
import { notJoined } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import { limits } from './protocol/model.ts';
import { RateLimit } from './rate-limit.ts';
import type { PeerOptions, Room } from './room.ts';

export interface ConnectionSetup {
  notify: PeerNotify;
  /** Ends the socket. */
  disconnect(): void;
  /** Whether the client runs on this very machine. */
  local: boolean;
}

/** One client's socket: which room it has looked up, and which peer it is, if it has joined. */
export class Connection {
  readonly rate = new RateLimit(limits.requestBurst, limits.requestsPerSecond);
  #held: Room | undefined;
  #peer: Peer | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(private readonly setup: ConnectionSetup) {}

  get local(): boolean {
    return this.setup.local;
  }

  get notify(): PeerNotify {
    return this.setup.notify;
  }

  /** @throws SignallingError NOT_JOINED */
  get peer(): Peer {
    if (!this.#peer) throw notJoined();
    return this.#peer;
  }

  /** @throws SignallingError ALREADY_JOINED */
  ensureNotJoined(): void {
    if (this.#peer)
      throw new SignallingError('ALREADY_JOINED', 'You are in a room. Leave it first.');
  }

  /**
   * Runs what changes the membership one after the other, so that a leave sent behind a join finds
   * it done. Resolves or rejects as `task` does.
   */
  inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => {});
    return result;
  }

  /** Resolves when the membership changes asked for before have been made. */
  get settled(): Promise<unknown> {
    return this.#turn;
  }

  /** Keeps a room open for this client, instead of the one kept before. */
  hold(room: Room): void {
    if (this.#closed) return;
    if (this.#held !== room) this.#held?.release(this);
    this.#held = room;
    room.hold(this);
  }

  /** Lets the peer's notifications go out, now that its join has been answered. */
  goLive(): void {
    this.#peer?.goLive();
  }

  /** @throws SignallingError ROOM_CLOSED, ROOM_FULL, NOT_JOINED when the socket is gone */
  join(room: Room, options: Omit<PeerOptions, 'notify'>): Peer {
    if (this.#closed) throw notJoined();
    const peer = room.join({ ...options, notify: this.setup.notify });
    this.#peer = peer;
    peer.onceClosed((reason) => {
      if (this.#peer === peer) this.#peer = undefined;
      if (reason === 'replaced') this.setup.disconnect();
    });
    return peer;
  }

  /**
   * Leaves the room and keeps it no longer.
   * @throws SignallingError NOT_JOINED
   */
  leave(): void {
    this.#part(this.peer, 'left');
  }

  /** The socket is gone. */
  close(reason: 'left' | 'disconnected'): void {
    this.#closed = true;
    this.#part(this.#peer, reason);
  }

  #part(peer: Peer | undefined, reason: 'left' | 'disconnected'): void {
    peer?.room.leave(peer, reason);
    this.#held?.release(this);
    this.#held = undefined;
  }
}
