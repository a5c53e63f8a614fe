import type { Producer, Router, RtpCapabilities } from 'mediasoup/types';
import { Pipe } from './pipe.ts';
import { homeFor, nextWorker } from './placement.ts';
import type { MediaWorker, WorkerPool } from './workers.ts';

/** One of a room's routers: where some of its peers have their transports. */
export interface RoomRouter {
  readonly router: Router;
  readonly worker: MediaWorker;
  /** How many of the room's peers live here. */
  peers: number;
}

/** Gives back what was brought; a second call does nothing. */
export type Release = () => void;

interface Brought {
  /** Resolves to what ends the producer there. */
  readonly carried: Promise<{ close(): void }>;
  users: number;
}

// What nobody consumes is carried on for a while: whoever looked away may look again.
const lingerMs = 2_000;
const mostReopenings = 10;

export interface SpreadOptions {
  /** The share of one core at which a worker is full; 0 spreads every room over all workers. */
  spreadAt: number;
}

/**
 * The routers of one room: one at first, and one more on another worker each time those there are
 * full, joined by pipes. A peer belongs to one of them and need not know.
 */
export class RoomRouters {
  readonly #open = new Set<RoomRouter>();
  readonly #pipes = new Map<string, Promise<Pipe>>();
  readonly #brought = new Map<string, Brought>();
  #onLost: (lost: RoomRouter) => void = () => {};
  #growing = false;
  #reopening: Promise<void> | undefined;
  #closed = false;

  private constructor(
    private readonly workers: WorkerPool,
    private readonly options: SpreadOptions,
    /** What every router of the server can forward. */
    readonly rtpCapabilities: RtpCapabilities,
  ) {}

  /** @throws SignallingError NO_WORKER */
  static async create(workers: WorkerPool, options: SpreadOptions): Promise<RoomRouters> {
    const made = await workers.createRouter();
    const routers = new RoomRouters(workers, options, made.router.rtpCapabilities);
    routers.#keep(made);
    return routers;
  }

  get open(): readonly RoomRouter[] {
    return [...this.#open];
  }

  /** The oldest that is open, on which the room's speakers are observed. */
  get first(): RoomRouter | undefined {
    const [first] = this.#open;
    return first;
  }

  /** Called when a worker has died with a router of this room; those that are left are `open`. */
  onLost(listener: (lost: RoomRouter) => void): void {
    this.#onLost = listener;
  }

  /** A home for one more peer, which counts until it is given up; undefined if none is open. */
  place(): RoomRouter | undefined {
    const { spreadAt } = this.options;
    const home = homeFor(this.open, spreadAt);
    if (home) {
      home.worker.load.place();
      this.#count(home, 1);
    }
    const next = nextWorker(this.open, this.workers.alive, spreadAt);
    if (next) void this.#grow(next);
    return home;
  }

  /**
   * Resolves when there is a router, for which it waits until a worker lives.
   * @throws SignallingError NO_WORKER if none does for too long
   */
  async reopen(): Promise<void> {
    if (this.#open.size > 0 || this.#closed) return;
    this.#reopening ??= this.#reopen().finally(() => {
      this.#reopening = undefined;
    });
    await this.#reopening;
  }

  giveUp(home: RoomRouter): void {
    this.#count(home, -1);
    if (home.peers > 0 || home === this.first || this.#closed) return;
    setTimeout(() => this.#retire(home), lingerMs).unref();
  }

  /**
   * Makes a producer consumable on another router of the room, once for all who ask.
   * @throws Error if either router, or the producer, is gone
   */
  async bring(producer: Producer, from: RoomRouter, to: RoomRouter): Promise<Release> {
    if (from === to) return () => {};
    const key = `${producer.id} ${to.router.id}`;
    const brought = this.#brought.get(key) ?? this.#carry(key, producer, from, to);
    brought.users += 1;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      brought.users -= 1;
      if (brought.users === 0) this.#endUnused(brought);
    };
    try {
      await brought.carried;
      return release;
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Closes every router, and mediasoup with them all media. Idempotent. */
  close(): void {
    this.#closed = true;
    for (const { router } of this.#open) router.close();
    this.#open.clear();
  }

  /** Opens one more router; those who come meanwhile go to those there are, as they do if it fails. */
  async #grow(worker: MediaWorker): Promise<void> {
    if (this.#growing) return;
    this.#growing = true;
    try {
      const made = await this.workers.createRouter(worker);
      if (this.#closed) made.router.close();
      else this.#keep(made);
    } catch {
      // The pool has said why in the log.
    } finally {
      this.#growing = false;
    }
  }

  async #reopen(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      await this.workers.oneAlive();
      try {
        const made = await this.workers.createRouter();
        if (this.#closed) made.router.close();
        else this.#keep(made);
        return;
      } catch (error) {
        // That worker has just died as well.
        if (attempt === mostReopenings) throw error;
      }
    }
  }

  /** The first stays as long as the room, because the speakers are observed there. */
  #retire(home: RoomRouter): void {
    if (home.peers > 0 || home === this.first || !this.#open.delete(home)) return;
    home.router.close();
  }

  #keep({ router, worker }: { router: Router; worker: MediaWorker }): void {
    const kept: RoomRouter = { router, worker, peers: 0 };
    this.#open.add(kept);
    router.once('workerclose', () => {
      if (this.#open.delete(kept)) this.#onLost(kept);
    });
  }

  #count(home: RoomRouter, change: 1 | -1): void {
    home.peers += change;
    home.worker.peers += change;
  }

  #carry(key: string, producer: Producer, from: RoomRouter, to: RoomRouter): Brought {
    const forget = () => {
      if (this.#brought.get(key) === brought) this.#brought.delete(key);
    };
    const carry = async () => {
      const pipe = await this.#pipeOf(from.router, to.router);
      const carried = await pipe.carry(producer);
      carried.observer.once('close', forget);
      if (carried.closed) forget();
      return carried;
    };
    const brought: Brought = { carried: carry(), users: 0 };
    brought.carried.catch(forget);
    this.#brought.set(key, brought);
    return brought;
  }

  #pipeOf(from: Router, to: Router): Promise<Pipe> {
    const key = `${from.id} ${to.id}`;
    const known = this.#pipes.get(key);
    if (known) return known;
    const laid = Pipe.lay(from, to);
    this.#pipes.set(key, laid);
    const forget = () => this.#pipes.delete(key);
    laid.then((pipe) => pipe.onceClosed(forget), forget);
    return laid;
  }

  #endUnused(brought: Brought): void {
    const timer = setTimeout(() => {
      if (brought.users > 0) return;
      brought.carried.then((carried) => carried.close()).catch(() => {});
    }, lingerMs);
    timer.unref();
  }
}
