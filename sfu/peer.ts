import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Consumer, Producer, WebRtcTransport } from 'mediasoup/types';
import { Outbox, type PeerNotify } from './outbox.ts';
import { SignallingError } from './protocol/errors.ts';
import {
  type Direction,
  limits,
  type PeerInfo,
  type ProducerInfo,
  type RtpCapabilities,
  type Source,
} from './protocol/model.ts';
import type { Notification, NotificationName } from './protocol/signalling.ts';
import type { Room } from './room.ts';
import type { RoomRouter } from './room-routers.ts';
import type { Sending } from './sending.ts';

/** A client's socket, as the peer that it is knows it. */
export interface PeerSocket {
  readonly notify: PeerNotify;
  /** Whether the client runs on this very machine. */
  readonly local: boolean;
  /** The peer is gone, or another socket has become it: then this one is of no more use. */
  released(why: 'closed' | 'replaced'): void;
}

export interface PeerSetup {
  id: string;
  displayName: string;
  rtpCapabilities: RtpCapabilities | undefined;
  room: Room;
  /** Which of the room's routers this peer's transports live on. */
  home: RoomRouter;
  socket: PeerSocket;
}

export interface OwnedTransport {
  readonly direction: Direction;
  readonly transport: WebRtcTransport;
  /** Set before the worker is asked, so that a second `connectTransport` is refused. */
  connected: boolean;
  /** When the client gave its side, by `performance.now()`. */
  connectedAt?: number;
}

/** A producer with what the room knows of it. */
export interface OwnedProducer {
  readonly producer: Producer;
  readonly source: Source;
  /** What its owner says of how it goes out. */
  readonly sending: Sending;
  /** The last pausing or resuming asked for: the next one waits for it. */
  turn: Promise<unknown>;
}

/** One person in one room, and the owner of that person's transports, producers and consumers. */
export class Peer {
  readonly transports = new Map<string, OwnedTransport>();
  readonly producers = new Map<string, OwnedProducer>();
  readonly consumers = new Map<string, Consumer>();
  /** Consumers that exist or are being made, so that asking twice gives the same one. */
  readonly consuming = new Map<string, Promise<Consumer>>();
  /** The secret by which another socket becomes this peer; never logged and told to nobody else. */
  readonly session = randomBytes(16).toString('base64url');
  readonly outbox = new Outbox();
  /** The directions in which it has had transports since its media began. */
  readonly directions = new Set<Direction>();
  #socket: PeerSocket | undefined;
  #local = false;
  #home: RoomRouter;
  #rtpCapabilities: RtpCapabilities | undefined;
  #settled = false;
  /** By this server's clock, ms since 1970; undefined while the hand is down. */
  handRaisedAt: number | undefined;
  #reserved = { transports: 0, producers: 0 };
  /** Counts how often the media was closed: what was begun before belongs to nobody. */
  #age = 0;
  readonly #onClosed: (() => void)[] = [];
  #closed = false;

  constructor(private readonly setup: PeerSetup) {
    this.#rtpCapabilities = setup.rtpCapabilities;
    this.#home = setup.home;
    this.attach(setup.socket, 0);
  }

  get id(): string {
    return this.setup.id;
  }

  get room(): Room {
    return this.setup.room;
  }

  get home(): RoomRouter {
    return this.#home;
  }

  get rtpCapabilities(): RtpCapabilities | undefined {
    return this.#rtpCapabilities;
  }

  /** Whether its client runs on this very machine, and may be offered loopback. */
  get local(): boolean {
    return this.#local;
  }

  /** How often its media was closed: what failed in an earlier age failed because of that. */
  get age(): number {
    return this.#age;
  }

  /** Whether a socket speaks for it now. */
  get connected(): boolean {
    return this.#socket !== undefined;
  }

  /** Whether its client has shown that it knows of its join, and so may come back. */
  get settled(): boolean {
    return this.#settled;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** What the others may see. */
  get info(): PeerInfo {
    const { id, displayName } = this.setup;
    return {
      peerId: id,
      displayName,
      producers: [...this.producers.values()].map(producerInfo),
      ...(!this.connected && { disconnected: true }),
      ...(this.handRaisedAt !== undefined && { handRaisedAt: this.handRaisedAt }),
    };
  }

  hasSession(session: string): boolean {
    const [mine, given] = [Buffer.from(this.session), Buffer.from(session)];
    return mine.length === given.length && timingSafeEqual(mine, given);
  }

  /** Tells its client now, behind the answer to its join, or when it is back. */
  notify<Name extends NotificationName>(name: Name, payload: Notification<Name>): void {
    if (!this.#closed) this.outbox.tell(name, payload);
  }

  /** The client has shown itself: it knows of its join and has heard up to this number. */
  settle(heard: number): void {
    this.#settled = true;
    this.outbox.confirm(heard);
  }

  /** Speaks through this socket from now on, from the notification after `heard`. */
  attach(socket: PeerSocket, heard: number): void {
    const before = this.#socket;
    this.#socket = socket;
    this.#local = socket.local;
    this.outbox.attach(socket.notify, heard);
    if (before !== socket) before?.released('replaced');
  }

  /** The socket is lost: what the peer owns stays as it is. */
  detach(): void {
    this.#socket = undefined;
    this.outbox.detach();
  }

  /** Closes all its media for a client that begins anew, and will be told everything. */
  startAnew(rtpCapabilities: RtpCapabilities | undefined): void {
    this.#rtpCapabilities = rtpCapabilities;
    this.closeMedia();
    this.directions.clear();
    this.outbox.restart();
  }

  /**
   * Goes to another of the room's routers, after its own was lost.
   * @throws SignallingError NO_WORKER
   */
  move(): void {
    const { routers } = this.room;
    const home = routers.place();
    if (!home) throw restarting();
    routers.giveUp(this.#home);
    this.#home = home;
  }

  /** Closes the transports, and mediasoup with them their producers and consumers. */
  closeMedia(): void {
    this.#age += 1;
    for (const { transport } of this.transports.values()) transport.close();
    this.transports.clear();
    this.producers.clear();
    this.consumers.clear();
    this.consuming.clear();
  }

  /**
   * Makes something of which a peer may own a few: counted while it is being made, and thrown away
   * if the peer has gone meanwhile.
   * @throws SignallingError LIMIT_REACHED, NOT_JOINED
   */
  async own<Made extends { close(): void }>(
    kind: 'transports' | 'producers',
    make: () => Promise<Made>,
    keep: (made: Made) => void,
  ): Promise<Made> {
    const most = kind === 'transports' ? limits.transportsPerPeer : limits.producersPerPeer;
    if (this[kind].size + this.#reserved[kind] >= most) {
      throw new SignallingError('LIMIT_REACHED', `One person may have ${most} ${kind}.`);
    }
    this.#reserved[kind] += 1;
    const age = this.#age;
    try {
      const made = await make();
      if (age !== this.#age) {
        made.close();
        throw notJoined();
      }
      keep(made);
      return made;
    } finally {
      this.#reserved[kind] -= 1;
    }
  }

  onceClosed(listener: () => void): void {
    this.#onClosed.push(listener);
  }

  /** Closes all that it owns and lets go of its socket. Idempotent. */
  close(): void {
    if (this.#closed) return;
    // What is still held back goes unsaid: the join is refused, and so there was no room.
    this.#closed = true;
    this.closeMedia();
    this.#socket?.released('closed');
    this.detach();
    for (const listener of this.#onClosed) listener();
  }
}

export function producerInfo({ producer, source }: OwnedProducer): ProducerInfo {
  const { id: producerId, kind, paused } = producer;
  return { producerId, kind, source, paused };
}

/** The refusal while lost media is made anew. */
export function restarting(): SignallingError {
  return new SignallingError('NO_WORKER', 'The media server is starting again.');
}

export function notJoined(): SignallingError {
  return new SignallingError('NOT_JOINED', 'Join a room first.');
}
