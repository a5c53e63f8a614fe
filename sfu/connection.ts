import type { PeerNotify } from './outbox.ts';
import { notJoined, type Peer, type PeerSocket } from './peer.ts';
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
  /** What the peer had been told when the ping was sent that is not answered yet. */
  #pinged = 0;
  #answered = false;
  #closed = false;
  readonly #socket: PeerSocket;

  constructor(private readonly setup: ConnectionSetup) {
    this.#socket = {
      notify: setup.notify,
      local: setup.local,
      released: (why) => {
        this.#peer = undefined;
        if (why === 'replaced') setup.disconnect();
      },
    };
  }

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
    this.#answered = true;
    this.#peer?.outbox.open();
  }

  /** A ping is on its way to the client. */
  pinging(): void {
    if (this.#answered) this.#pinged = this.#peer?.outbox.number ?? 0;
  }

  /** The client has answered it: whatever was sent before the ping has arrived. */
  ponged(): void {
    if (this.#answered) this.#peer?.settle(this.#pinged);
  }

  /** A request has come: whoever asks knows how the join went. */
  asked(): void {
    if (this.#answered) this.#peer?.settle(0);
  }

  /** @throws SignallingError ROOM_CLOSED, ROOM_FULL, NOT_JOINED when the socket is gone */
  join(room: Room, options: Omit<PeerOptions, 'socket'>): Peer {
    if (this.#closed) throw notJoined();
    return this.#become(room.join({ ...options, socket: this.#socket }));
  }

  /**
   * Becomes the peer of this session, from the notification after `heard`.
   * @throws SignallingError SESSION_NOT_FOUND, NOT_JOINED when the socket is gone
   */
  resume(room: Room, session: string, heard: number): Peer {
    if (this.#closed) throw notJoined();
    return this.#become(room.resume(session, this.#socket, heard));
  }

  /**
   * Leaves the room and keeps it no longer.
   * @throws SignallingError NOT_JOINED
   */
  leave(): void {
    this.#part((peer) => peer.room.leave(peer, 'left'), this.peer);
  }

  /** The socket is gone: on purpose, or so that its client may come back. */
  close(reason: 'left' | 'disconnected'): void {
    this.#closed = true;
    this.#part((peer) => {
      if (reason === 'left' || !peer.settled) peer.room.leave(peer, reason);
      else peer.room.detach(peer);
    }, this.#peer);
  }

  #become(peer: Peer): Peer {
    this.#peer = peer;
    this.#answered = false;
    this.#pinged = 0;
    return peer;
  }

  #part(end: (peer: Peer) => void, peer: Peer | undefined): void {
    if (peer) end(peer);
    this.#peer = undefined;
    this.#held?.release(this);
    this.#held = undefined;
  }
}
