import { CapabilityStore } from './capabilities.ts';
import type { Chats } from './chats.ts';
import type { Log } from './log.ts';
import { SignallingError } from './protocol/errors.ts';
import type { RecoveryMetrics } from './recovery-metrics.ts';
import { Room } from './room.ts';
import type { TransportOptions } from './transports.ts';
import type { WorkerPool } from './workers.ts';

export interface RoomsOptions {
  maxRooms: number;
  maxPeersPerRoom: number;
  /** How many voices of a room are forwarded at once. */
  maxSpeakers: number;
  /** How long an empty room is kept, in ms. */
  roomGrace: number;
  chats: Chats;
  /** The share of one core, in percent, at which a room spreads to one more worker. */
  spreadAt: number;
  /** @throws SignallingError SERVER_BUSY while the server has no strength for anybody more */
  admit(): void;
  /** How long the place of a peer is kept whose connection is lost, in ms. */
  peerGrace: number;
  recovery: RecoveryMetrics;
  transportOptions: TransportOptions;
  log: Log;
}

/** All rooms of one SFU, by id. */
export class Rooms {
  /** What the clients of all rooms can play. */
  readonly capabilities = new CapabilityStore();
  // Promises, so that those who ask for a room while it is being made get the same one.
  readonly #rooms = new Map<string, Promise<Room>>();
  readonly #open = new Set<Room>();
  #closed = false;

  constructor(
    private readonly workers: WorkerPool,
    private readonly options: RoomsOptions,
  ) {}

  /** The rooms that are open now. */
  get open(): readonly Room[] {
    return [...this.#open];
  }

  get peerCount(): number {
    return this.open.reduce((sum, room) => sum + room.peers.size, 0);
  }

  /**
   * Gets the room, or makes it: with the name given by whoever was first.
   * @throws SignallingError SERVER_BUSY, SERVER_CLOSING, NO_WORKER
   */
  obtain(roomId: string, roomName: string): Promise<Room> {
    const known = this.#rooms.get(roomId);
    if (known) return known;
    if (this.#closed) throw serverClosing();
    if (this.#rooms.size >= this.options.maxRooms) {
      throw new SignallingError('SERVER_BUSY', 'This server has no room left for another meeting.');
    }
    this.options.admit();
    const made = this.#make(roomId, roomName);
    this.#rooms.set(roomId, made);
    // A room that could not be made is forgotten, so that the next who asks tries again.
    made.catch(() => this.#forget(roomId, made));
    return made;
  }

  /** The room of that id, also one that is still being made; undefined if there is none. */
  find(roomId: string): Promise<Room> | undefined {
    return this.#rooms.get(roomId);
  }

  /** Tells everybody and closes every room, in the same turn; resolves when none is being made. */
  async close(): Promise<void> {
    this.#closed = true;
    const making = [...this.#rooms.values()];
    for (const room of this.#open) room.close('server-closing');
    await Promise.allSettled(making);
  }

  async #make(roomId: string, roomName: string): Promise<Room> {
    const { maxPeersPerRoom: capacity, roomGrace: grace, spreadAt, chats, ...rest } = this.options;
    const chat = chats.obtain(roomId);
    const spread = { spreadAt: spreadAt / 100 };
    const options = { ...rest, id: roomId, name: roomName, capacity, grace, spread, chat };
    const room = await Room.create(this.workers, options).catch((error) => {
      chats.roomClosed(roomId, 'worker-died');
      throw error;
    });
    this.#open.add(room);
    room.onceClosed((reason) => {
      this.#open.delete(room);
      if (this.#rooms.get(roomId) === made) this.#rooms.delete(roomId);
      chats.roomClosed(roomId, reason);
    });
    const made = this.#rooms.get(roomId);
    if (this.#closed) {
      room.close('server-closing');
      throw serverClosing();
    }
    return room;
  }

  #forget(roomId: string, made: Promise<Room>): void {
    if (this.#rooms.get(roomId) === made) this.#rooms.delete(roomId);
  }
}

export function serverClosing(): SignallingError {
  return new SignallingError('SERVER_CLOSING', 'The server is shutting down.');
}
