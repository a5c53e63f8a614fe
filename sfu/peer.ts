import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Consumer, Producer, WebRtcTransport } from 'mediasoup/types';
import { SignallingError } from './protocol/errors.ts';
import {
  type Direction,
  limits,
  type PeerInfo,
  type ProducerInfo,
  type RtpCapabilities,
  type Source,
} from './protocol/model.ts';
import type { LeaveReason, Notification, NotificationName } from './protocol/signalling.ts';
import type { Room } from './room.ts';
import type { RoomRouter } from './room-routers.ts';
import type { Sending } from './sending.ts';

/** Hands a notification to the peer's socket. */
export type PeerNotify = <Name extends NotificationName>(
  name: Name,
  payload: Notification<Name>,
) => void;

export type PeerCloseReason = LeaveReason | 'room-closed';

export interface PeerSetup {
  id: string;
  displayName: string;
  rtpCapabilities: RtpCapabilities | undefined;
  room: Room;
  /** Which of the room's routers this peer's transports live on. */
  home: RoomRouter;
  notify: PeerNotify;
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
  /** The secret by which a later join takes this peer's place. */
  readonly session = randomBytes(16).toString('base64url');
  readonly #onClosed: ((reason: PeerCloseReason) => void)[] = [];
  #held: (() => void)[] | undefined = [];
  #reserved = { transports: 0, producers: 0 };
  #closed = false;

  constructor(private readonly setup: PeerSetup) {}

  get id(): string {
    return this.setup.id;
  }

  get room(): Room {
    return this.setup.room;
  }

  get home(): RoomRouter {
    return this.setup.home;
  }

  get rtpCapabilities(): RtpCapabilities | undefined {
    return this.setup.rtpCapabilities;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** What the others may see. */
  get info(): PeerInfo {
    const { id, displayName } = this.setup;
    return { peerId: id, displayName, producers: [...this.producers.values()].map(producerInfo) };
  }

  hasSession(session: string): boolean {
    const [mine, given] = [Buffer.from(this.session), Buffer.from(session)];
    return mine.length === given.length && timingSafeEqual(mine, given);
  }

  /** Sends, or holds back until `goLive`: what a client hears follows on the reply to its join. */
  notify<Name extends NotificationName>(name: Name, payload: Notification<Name>): void {
    if (this.#closed) return;
    if (this.#held) this.#held.push(() => this.setup.notify(name, payload));
    else this.setup.notify(name, payload);
  }

  goLive(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const send of held) send();
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
    try {
      const made = await make();
      if (this.#closed) {
        made.close();
        throw notJoined();
      }
      keep(made);
      return made;
    } finally {
      this.#reserved[kind] -= 1;
    }
  }

  onceClosed(listener: (reason: PeerCloseReason) => void): void {
    this.#onClosed.push(listener);
  }

  /** Closes the transports, and mediasoup with them their producers and consumers. Idempotent. */
  close(reason: PeerCloseReason): void {
    if (this.#closed) return;
    // What is still held back goes unsaid: the join is refused, and so there was no room.
    this.#closed = true;
    for (const { transport } of this.transports.values()) transport.close();
    this.transports.clear();
    this.producers.clear();
    this.consumers.clear();
    this.consuming.clear();
    for (const listener of this.#onClosed) listener(reason);
  }
}

export function producerInfo({ producer, source }: OwnedProducer): ProducerInfo {
  const { id: producerId, kind, paused } = producer;
  return { producerId, kind, source, paused };
}

export function notJoined(): SignallingError {
  return new SignallingError('NOT_JOINED', 'Join a room first.');
}
