import { randomBytes } from 'node:crypto';
import { Absences } from './absences.ts';
import type { Chat } from './chat.ts';
import { Gestures } from './gestures.ts';
import { LayerDemands } from './layer-demand.ts';
import type { Log } from './log.ts';
import { MediaRestart } from './media-restart.ts';
import { Peer, type PeerSocket } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import type { PeerInfo, RtpCapabilities } from './protocol/model.ts';
import type {
  LeaveReason,
  Notification,
  NotificationName,
  RoomCloseReason,
} from './protocol/signalling.ts';
import type { RecoveryMetrics } from './recovery-metrics.ts';
import { commonVideoCodecs } from './room-codecs.ts';
import { type RoomRouter, RoomRouters, type SpreadOptions } from './room-routers.ts';
import { RoomSpeakers } from './room-speakers.ts';
import type { TransportOptions } from './transports.ts';
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
  /** How long the place of a peer is kept whose connection is lost, in ms. */
  peerGrace: number;
  recovery: RecoveryMetrics;
  transportOptions: TransportOptions;
  log: Log;
}

export interface PeerOptions {
  displayName: string;
  rtpCapabilities: RtpCapabilities | undefined;
  socket: PeerSocket;
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
  readonly gestures = new Gestures(this);
  readonly #holders = new Set<object>();
  readonly #onClosed: ((reason: RoomEnd) => void)[] = [];
  readonly speakers: RoomSpeakers;
  /** What everybody can decode, as it was told last; at first whatever the routers forward. */
  #codecs: string;
  readonly #absences: Absences;
  readonly #restart: MediaRestart;
  #graceTimer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(
    private readonly options: RoomOptions,
    readonly routers: RoomRouters,
  ) {
    this.#codecs = commonVideoCodecs(routers.rtpCapabilities, []).join();
    this.voices = new Voices(options.maxSpeakers);
    this.#absences = new Absences(options.peerGrace);
    this.speakers = new RoomSpeakers(routers, this.voices, options.maxSpeakers, (peerId) =>
      this.broadcast('activeSpeaker', { peerId }),
    );
    this.#restart = new MediaRestart({ ...options, routers });
  }

  /** @throws SignallingError NO_WORKER */
  static async create(workers: WorkerPool, options: RoomOptions): Promise<Room> {
    const routers = await RoomRouters.create(workers, options.spread);
    const room = new Room(options, routers);
    try {
      await room.speakers.observe();
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

  get recovery(): RecoveryMetrics {
    return this.options.recovery;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves when all media has been made anew that was lost with its worker. */
  get whole(): Promise<unknown> {
    return this.#restart.done;
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
   * Makes a peer and tells the others, or begins anew as the peer of the session. Changes the roster
   * before anything is awaited.
   * @throws SignallingError ROOM_CLOSED, ROOM_FULL, SERVER_BUSY
   */
  join({ displayName, rtpCapabilities, socket, session }: PeerOptions): Peer {
    if (this.#closed) throw roomClosed();
    const earlier = session === undefined ? undefined : this.#bySession(session);
    if (earlier) {
      earlier.startAnew(rtpCapabilities);
      this.options.recovery.countReconnect('rejoined');
      this.#attach(earlier, socket, 0);
      this.#tellCodecs(earlier);
      return earlier;
    }
    if (this.peers.size >= this.options.capacity) {
      throw new SignallingError('ROOM_FULL', `The room is full (${this.options.capacity} people).`);
    }
    this.options.admit();
    const home = this.routers.place();
    if (!home) throw roomClosed();
    const id = randomBytes(9).toString('base64url');
    const peer = new Peer({ id, displayName, rtpCapabilities, room: this, home, socket });
    this.peers.set(id, peer);
    this.chat.people.enter(peer, session);
    clearTimeout(this.#graceTimer);
    this.broadcast('peerJoined', { peer: peer.info }, peer);
    const speaker = this.speakers.current;
    if (speaker) peer.notify('activeSpeaker', { peerId: speaker });
    this.#tellCodecs(peer);
    return peer;
  }

  /**
   * Gives the peer of the session another socket, and leaves all its media as it is.
   * @throws SignallingError SESSION_NOT_FOUND
   */
  resume(session: string, socket: PeerSocket, heard: number): Peer {
    const peer = this.#bySession(session);
    if (!peer) throw sessionNotFound();
    this.options.recovery.countReconnect('resumed');
    return this.#attach(peer, socket, heard);
  }

  /** Keeps the place of a peer whose connection is lost, for a while. */
  detach(peer: Peer): void {
    peer.detach();
    this.#absences.begin(peer, () => {
      this.options.recovery.countReconnect('expired');
      this.leave(peer, 'disconnected');
    });
    if (!peer.closed) this.broadcast('peerDisconnected', { peerId: peer.id }, peer);
  }

  /** Closes the peer with all that it owns and tells the others; a second call does nothing. */
  leave(peer: Peer, reason: LeaveReason): void {
    if (!this.peers.delete(peer.id)) return;
    this.routers.giveUp(peer.home);
    this.#absences.end(peer);
    peer.close();
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
      this.#absences.end(peer);
      peer.close();
      this.routers.giveUp(peer.home);
    }
    this.peers.clear();
    this.#holders.clear();
    this.routers.close();
    for (const listener of this.#onClosed) listener(reason);
  }

  /** A worker died: who lived there is given new media elsewhere, and nobody leaves. */
  #lose(lost: RoomRouter): void {
    const stranded = [...this.peers.values()].filter(({ home }) => home === lost);
    this.#restart
      .begin(stranded, () => this.speakers.observeAgain(lost, this.peers.values()).catch(() => {}))
      .catch(() => this.close('worker-died'));
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

  #attach(peer: Peer, socket: PeerSocket, heard: number): Peer {
    peer.attach(socket, heard);
    if (this.#absences.end(peer)) this.broadcast('peerReconnected', { peerId: peer.id }, peer);
    // What passes is not caught up: who speaks now is told once more.
    peer.notify('activeSpeaker', { peerId: this.speakers.current });
    return peer;
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

export function sessionNotFound(): SignallingError {
  return new SignallingError('SESSION_NOT_FOUND', 'This place is no longer kept. Join again.');
}
