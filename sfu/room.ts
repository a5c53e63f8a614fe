import { randomBytes } from 'node:crypto';
import type { Router } from 'mediasoup/types';
import type { Log } from './log.ts';
import { observeSpeakers, type SpeakerObserver } from './observers.ts';
import { Peer, type PeerNotify } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import type { PeerInfo, RtpCapabilities } from './protocol/model.ts';
import type {
  LeaveReason,
  Notification,
  NotificationName,
  RoomCloseReason,
} from './protocol/signalling.ts';
import type { MediaWorker, WorkerPool } from './workers.ts';

export interface RoomOptions {
  id: string;
  name: string;
  /** Most peers at once. */
  capacity: number;
  /** How long it stays open without peers and holders, in ms. */
  grace: number;
  log: Log;
}

export interface PeerOptions {
  displayName: string;
  rtpCapabilities: RtpCapabilities | undefined;
  notify: PeerNotify;
  /** The secret of an earlier self, whose place is taken. */
  session: string | undefined;
}

/** One meeting: a router and the peers whose media it forwards. */
export class Room {
  readonly peers = new Map<string, Peer>();
  readonly #holders = new Set<object>();
  readonly #onClosed: (() => void)[] = [];
  #graceTimer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(
    private readonly options: RoomOptions,
    readonly router: Router,
    readonly worker: MediaWorker,
    readonly speakers: SpeakerObserver,
  ) {}

  /** @throws SignallingError NO_WORKER */
  static async create(workers: WorkerPool, options: RoomOptions): Promise<Room> {
    const { router, worker } = await workers.createRouter();
    let room: Room | undefined;
    try {
      const speakers = await observeSpeakers(router, (peerId) =>
        room?.broadcast('activeSpeaker', { peerId }),
      );
      room = new Room(options, router, worker, speakers);
    } catch {
      router.close();
      throw new SignallingError('NO_WORKER', 'The media worker failed. Try again in a moment.');
    }
    const made = room;
    router.on('workerclose', () => made.close('worker-died'));
    made.#closeWhenDeserted();
    return made;
  }

  get id(): string {
    return this.options.id;
  }

  get name(): string {
    return this.options.name;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Keeps the room open for somebody who has looked it up and may join. */
  hold(holder: object): void {
    this.#holders.add(holder);
    clearTimeout(this.#graceTimer);
  }

  release(holder: object): void {
    if (this.#holders.delete(holder)) this.#closeWhenDeserted();
  }

  /**
   * Makes a peer and tells the others. Changes the roster before anything is awaited.
   * @throws SignallingError ROOM_CLOSED, ROOM_FULL
   */
  join({ displayName, rtpCapabilities, notify, session }: PeerOptions): Peer {
    if (this.#closed) throw roomClosed();
    const earlier = session === undefined ? undefined : this.#bySession(session);
    if (!earlier && this.peers.size >= this.options.capacity) {
      throw new SignallingError('ROOM_FULL', `The room is full (${this.options.capacity} people).`);
    }
    if (earlier) this.leave(earlier, 'replaced');
    const id = randomBytes(9).toString('base64url');
    const peer = new Peer({ id, displayName, rtpCapabilities, room: this, notify });
    this.peers.set(id, peer);
    this.worker.peers += 1;
    clearTimeout(this.#graceTimer);
    this.broadcast('peerJoined', { peer: peer.info }, peer);
    const speaker = this.speakers.current;
    if (speaker !== null) peer.notify('activeSpeaker', { peerId: speaker });
    return peer;
  }

  /** Closes the peer with all that it owns and tells the others; a second call does nothing. */
  leave(peer: Peer, reason: LeaveReason): void {
    if (!this.peers.delete(peer.id)) return;
    this.worker.peers -= 1;
    peer.close(reason);
    this.broadcast('peerLeft', { peerId: peer.id, reason });
    this.#closeWhenDeserted();
  }

  /** Everybody but `peer`, in the order in which they came. */
  othersOf(peer: Peer): Peer[] {
    return [...this.peers.values()].filter((other) => other !== peer);
  }

  /** What `peer` may see of the others. */
  infoFor(peer: Peer): PeerInfo[] {
    return this.othersOf(peer).map(({ info }) => info);
  }

  broadcast<Name extends NotificationName>(
    name: Name,
    payload: Notification<Name>,
    except?: Peer,
  ): void {
    for (const peer of this.peers.values()) {
      if (peer !== except) peer.notify(name, payload);
    }
  }

  onceClosed(listener: () => void): void {
    this.#onClosed.push(listener);
  }

  /** Tells everybody why, then closes the router, which closes all media. Idempotent. */
  close(reason: RoomCloseReason | 'deserted'): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#graceTimer);
    for (const peer of this.peers.values()) {
      if (reason !== 'deserted') peer.notify('roomClosed', { roomId: this.id, reason });
      peer.close('room-closed');
    }
    this.worker.peers -= this.peers.size;
    this.peers.clear();
    this.#holders.clear();
    this.router.close();
    for (const listener of this.#onClosed) listener();
  }

  #bySession(session: string): Peer | undefined {
    return [...this.peers.values()].find((peer) => peer.hasSession(session));
  }

  #closeWhenDeserted(): void {
    if (this.#closed || this.peers.size > 0 || this.#holders.size > 0) return;
    clearTimeout(this.#graceTimer);
    this.#graceTimer = setTimeout(() => this.close('deserted'), this.options.grace);
    // An empty room is no reason to keep the process alive.
    this.#graceTimer.unref();
  }
}

export function roomClosed(): SignallingError {
  return new SignallingError('ROOM_CLOSED', 'The room has just closed.');
}
