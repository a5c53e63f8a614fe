import { randomBytes } from 'node:crypto';
import type { Producer } from 'mediasoup/types';
import type { Chat } from './chat.ts';
import { LayerDemands } from './layer-demand.ts';
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
import { commonVideoCodecs } from './room-codecs.ts';
import { type RoomRouter, RoomRouters, type SpreadOptions } from './room-routers.ts';
import { Voices } from './voices.ts';
import type { WorkerPool } from './workers.ts';

export interface RoomOptions {
  id: string;
  name: string;
  /** Most peers at once. */
  capacity: number;
  /** How many voices are forwarded at once. */
  maxSpeakers: number;
  /** How long it stays open without peers and holders, in ms. */
  grace: number;
  /** What is written in it, which may outlive it. */
  chat: Chat;
  spread: SpreadOptions;
  /**
   * Looks whether one more may come.
   * @throws SignallingError SERVER_BUSY
   */
  admit(): void;
  log: Log;
}

export interface PeerOptions {
  displayName: string;
  rtpCapabilities: RtpCapabilities | undefined;
  notify: PeerNotify;
  /** The secret of an earlier self, whose place is taken. */
  session: string | undefined;
}

/** Why a room ends; `deserted` when nobody was left to be told. */
export type RoomEnd = RoomCloseReason | 'deserted';

/** One meeting: its routers and the peers whose media they forward. */
export class Room {
  readonly peers = new Map<string, Peer>();
  readonly demands = new LayerDemands();
  readonly voices: Voices;
  readonly #holders = new Set<object>();
  readonly #onClosed: ((reason: RoomEnd) => void)[] = [];
  #speakers: SpeakerObserver | undefined;
  /** The router on which the speakers are observed. */
  #observing: RoomRouter | undefined;
  /** What everybody can decode, as it was told last; at first whatever the routers forward. */
  #codecs: string;
  #graceTimer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(
    private readonly options: RoomOptions,
    readonly routers: RoomRouters,
  ) {
    this.#codecs = commonVideoCodecs(routers.rtpCapabilities, []).join();
    this.voices = new Voices(options.maxSpeakers);
  }

  /** @throws SignallingError NO_WORKER */
  static async create(workers: WorkerPool, options: RoomOptions): Promise<Room> {
    const routers = await RoomRouters.create(workers, options.spread);
    const room = new Room(options, routers);
    try {
      await room.#observe();
    } catch {
      routers.close();
      throw new SignallingError('NO_WORKER', 'The media worker failed. Try again in a moment.');
    }
    routers.onLost((lost) => room.#lose(lost));
    room.#closeWhenDeserted();
    return room;
  }

  get id(): string {
    return this.options.id;
  }

  get name(): string {
    return this.options.name;
  }

  get chat(): Chat {
    return this.options.chat;
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
   * @throws SignallingError ROOM_CLOSED, ROOM_FULL, SERVER_BUSY
   */
  join({ displayName, rtpCapabilities, notify, session }: PeerOptions): Peer {
    if (this.#closed) throw roomClosed();
    const earlier = session === undefined ? undefined : this.#bySession(session);
    if (!earlier && this.peers.size >= this.options.capacity) {
      throw new SignallingError('ROOM_FULL', `The room is full (${this.options.capacity} people).`);
    }
    if (earlier) this.leave(earlier, 'replaced');
    else this.options.admit();
    const home = this.routers.place();
    if (!home) throw roomClosed();
    const id = randomBytes(9).toString('base64url');
    const peer = new Peer({ id, displayName, rtpCapabilities, room: this, home, notify });
    this.peers.set(id, peer);
    this.chat.people.enter(peer, session);
    clearTimeout(this.#graceTimer);
    this.broadcast('peerJoined', { peer: peer.info }, peer);
    const speaker = this.#speakers?.current;
    if (speaker) peer.notify('activeSpeaker', { peerId: speaker });
    this.#tellCodecs(peer);
    return peer;
  }

  /** Closes the peer with all that it owns and tells the others; a second call does nothing. */
  leave(peer: Peer, reason: LeaveReason): void {
    if (!this.peers.delete(peer.id)) return;
    this.routers.giveUp(peer.home);
    peer.close(reason);
    this.broadcast('peerLeft', { peerId: peer.id, reason });
    this.#tellCodecs();
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

  /** Listens to a peer's microphone for who speaks, on the router where that is observed. */
  async listenTo({ id, home }: Peer, microphone: Producer): Promise<void> {
    const { first } = this.routers;
    if (!first) return;
    await this.routers.bring(microphone, home, first);
    await this.#speakers?.add(microphone, id);
    this.voices.add(microphone);
  }

  onceClosed(listener: (reason: RoomEnd) => void): void {
    this.#onClosed.push(listener);
  }

  /** Tells everybody why, then closes the routers, which closes all media. Idempotent. */
  close(reason: RoomEnd): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#graceTimer);
    for (const peer of this.peers.values()) {
      if (reason !== 'deserted') peer.notify('roomClosed', { roomId: this.id, reason });
      peer.close('room-closed');
      this.routers.giveUp(peer.home);
    }
    this.peers.clear();
    this.#holders.clear();
    this.routers.close();
    for (const listener of this.#onClosed) listener(reason);
  }

  async #observe(): Promise<void> {
    const { first } = this.routers;
    if (!first) throw new Error('the worker died');
    this.#observing = first;
    // Some more than are forwarded, so that none of those is missed among others.
    this.#speakers = await observeSpeakers(first.router, this.options.maxSpeakers + 2, {
      speaker: (peerId) => this.broadcast('activeSpeaker', { peerId }),
      level: (producerId, level) => this.voices.hear(producerId, level),
    });
    this.voices.listenOn(first.router);
  }

  /** A worker died: who lived there joins again, and the others of a room that is spread stay. */
  #lose(lost: RoomRouter): void {
    if (this.routers.open.length === 0) {
      this.close('worker-died');
      return;
    }
    for (const peer of this.peers.values()) {
      if (peer.home !== lost) continue;
      peer.notify('roomClosed', { roomId: this.id, reason: 'worker-died' });
      this.leave(peer, 'disconnected');
    }
    if (lost === this.#observing) this.#observeAgain().catch(() => {});
  }

  /** Anew and of everybody, because the observers went with the worker. */
  async #observeAgain(): Promise<void> {
    await this.#observe();
    const microphones = [...this.peers.values()].flatMap((peer) =>
      [...peer.producers.values()]
        .filter(({ source }) => source === 'microphone')
        .map(({ producer }) => this.listenTo(peer, producer)),
    );
    await Promise.allSettled(microphones);
  }

  /** Tells everybody what all can decode where that has changed, and a newcomer where it is less. */
  #tellCodecs(newcomer?: Peer): void {
    const everything = commonVideoCodecs(this.routers.rtpCapabilities, []).join();
    const people = [...this.peers.values()].map(({ rtpCapabilities }) => rtpCapabilities);
    const mimeTypes = commonVideoCodecs(this.routers.rtpCapabilities, people);
    const common = mimeTypes.join();
    if (common !== this.#codecs) this.broadcast('roomCodecs', { mimeTypes });
    else if (common !== everything) newcomer?.notify('roomCodecs', { mimeTypes });
    this.#codecs = common;
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
