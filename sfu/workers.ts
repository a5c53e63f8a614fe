import { EventEmitter, once } from 'node:events';
import { createWorker } from 'mediasoup';
import type { Router, Worker } from 'mediasoup/types';
import { mediaCodecs } from './codecs.ts';
import { type Log, messageOf } from './log.ts';
import { MediaPort } from './media-port.ts';
import { leastLoaded } from './placement.ts';
import { SignallingError } from './protocol/errors.ts';
import { WorkerLoad } from './worker-load.ts';

export interface WorkerPoolOptions {
  count: number;
  workerBin: string | undefined;
  /** Addresses to bind to at first, best first: their order is the order of the ICE candidates. */
  addresses: readonly string[];
  announcedIp: string | undefined;
  rtcMinPort: number;
  rtcMaxPort: number;
  log: Log;
}

/** A worker process with its one media port. */
export interface MediaWorker {
  readonly worker: Worker;
  readonly port: MediaPort;
  readonly load: WorkerLoad;
  /** How many peers live here; kept by the rooms. */
  peers: number;
  /** How many rooms have a router here. */
  rooms: number;
  rssBytes: number;
}

const respawnDelayMs = 200;
const longestRespawnDelayMs = 5_000;
const steadyAfterMs = 10_000;
const youngDeathsForgiven = 5;
const youngDeathsCountMs = 60_000;
/** How long rooms wait for a worker when none lives. */
const longestWithoutMs = 10_000;

/** The worker processes of one SFU: started together, replaced when they die, closed together. */
export class WorkerPool {
  readonly #alive = new Set<MediaWorker>();
  /** Also those that mediasoup has closed and that have not ended yet, as on a signal. */
  readonly #processes = new Set<Worker>();
  readonly #respawns = new Set<NodeJS.Timeout>();
  readonly #births = new EventEmitter();
  readonly #starting = new Set<Promise<void>>();
  #addresses: readonly string[];
  #deaths = 0;
  /** When workers died that had not lived long. */
  #youngDeaths: number[] = [];
  #shortSince: number | undefined;
  #closed = false;

  private constructor(private readonly options: WorkerPoolOptions) {
    this.#addresses = options.addresses;
  }

  /** @throws Error if a worker cannot be started or no port is free; nothing is left behind then */
  static async start(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    const indexes = Array.from({ length: options.count }, (_, index) => index);
    const started = await Promise.allSettled(indexes.map((index) => pool.#start(index)));
    const failed = started.find((each) => each.status === 'rejected');
    if (failed) {
      await pool.close();
      throw new Error(`A media worker did not start: ${messageOf(failed.reason)}`);
    }
    return pool;
  }

  get alive(): readonly MediaWorker[] {
    // One that has just died is still told of to those who lived there.
    return [...this.#alive].filter(({ worker }) => !worker.closed);
  }

  /** How many workers there should be. */
  get wanted(): number {
    return this.options.count;
  }

  /** For how long fewer than that have lived, in ms. */
  get shortForMs(): number {
    return this.#shortSince === undefined ? 0 : performance.now() - this.#shortSince;
  }

  /** How many workers died since the start. */
  get deaths(): number {
    return this.#deaths;
  }

  /**
   * A router on that worker, or on the least loaded one, to which a room counts from here on.
   * @throws SignallingError NO_WORKER
   */
  async createRouter(on?: MediaWorker): Promise<{ router: Router; worker: MediaWorker }> {
    const worker = on ?? leastLoaded(this.alive);
    if (!worker) {
      throw noWorker();
    }
    // Counted before the await, so that rooms made at once spread over the workers.
    worker.rooms += 1;
    try {
      const router = await worker.worker.createRouter({ mediaCodecs });
      router.observer.once('close', () => {
        worker.rooms -= 1;
      });
      return { router, worker };
    } catch (error) {
      worker.rooms -= 1;
      this.options.log.error('router not created', { reason: messageOf(error) });
      throw new SignallingError('NO_WORKER', 'The media worker failed. Try again in a moment.');
    }
  }

  /**
   * Resolves when a worker lives.
   * @throws SignallingError NO_WORKER if none does for too long
   */
  async oneAlive(): Promise<void> {
    const deadline = AbortSignal.timeout(longestWithoutMs);
    while (this.alive.length === 0) {
      await once(this.#births, 'birth', { signal: deadline }).catch(() => {
        throw noWorker();
      });
    }
  }

  /** Offers these addresses to every transport made from now on: the network has changed. */
  async listenOn(addresses: readonly string[]): Promise<void> {
    this.#addresses = addresses;
    const moves = this.alive.map(({ port }) => port.listenOn(addresses));
    for (const { status, ...rest } of await Promise.allSettled(moves)) {
      if (status === 'fulfilled' || this.#closed) continue;
      const reason = 'reason' in rest ? messageOf(rest.reason) : '';
      this.options.log.error('media port does not follow the network', { reason });
    }
  }

  /** Ends every worker process and resolves when they are gone and their ports free. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#respawns) clearTimeout(timer);
    this.#respawns.clear();
    await Promise.allSettled(this.#starting);
    await Promise.all([...this.#processes].map(end));
  }

  #start(index: number): Promise<void> {
    const starting = this.#spawn(index).finally(() => this.#starting.delete(starting));
    this.#starting.add(starting);
    return starting;
  }

  async #spawn(index: number): Promise<void> {
    const { workerBin } = this.options;
    const worker = await createWorker({
      logLevel: 'error',
      ...(workerBin === undefined ? {} : { workerBin }),
    });
    this.#processes.add(worker);
    worker.once('subprocessclose', () => this.#processes.delete(worker));
    try {
      const port = await MediaPort.open(worker, { ...this.options, index }, this.#addresses);
      if (this.#closed) throw new Error('the server closed');
      const media = newcomer(worker, port);
      // Again, in case the network changed meanwhile; otherwise this does nothing.
      await port.listenOn(this.#addresses);
      this.#alive.add(media);
      this.#births.emit('birth');
      if (this.#alive.size >= this.options.count) this.#shortSince = undefined;
      const bornAt = Date.now();
      worker.on('died', () => this.#replace(media, index, bornAt));
      worker.observer.once('close', () => this.#alive.delete(media));
    } catch (error) {
      await end(worker);
      throw error;
    }
  }

  #replace(dead: MediaWorker, index: number, bornAt: number, attempt = 0): void {
    this.#alive.delete(dead);
    this.#shortSince ??= performance.now();
    if (attempt === 0) {
      this.#deaths += 1;
      this.options.log.error('media worker died; it is replaced', { pid: dead.worker.pid });
    }
    if (this.#closed) return;
    // At once, unless it dies young again and again or does not start.
    const now = Date.now();
    if (attempt === 0 && now - bornAt < steadyAfterMs) this.#youngDeaths.push(now);
    this.#youngDeaths = this.#youngDeaths.filter((at) => now - at < youngDeathsCountMs);
    const delay =
      attempt === 0 && this.#youngDeaths.length <= youngDeathsForgiven
        ? 0
        : Math.min(respawnDelayMs * 2 ** attempt, longestRespawnDelayMs);
    const timer = setTimeout(() => {
      this.#respawns.delete(timer);
      this.#start(index).catch((error) => {
        if (this.#closed) return;
        this.options.log.error('media worker not started', { reason: messageOf(error) });
        this.#replace(dead, index, bornAt, attempt + 1);
      });
    }, delay);
    this.#respawns.add(timer);
  }
}

function newcomer(worker: Worker, port: MediaPort): MediaWorker {
  const load = new WorkerLoad();
  return { worker, port, load, peers: 0, rooms: 0, rssBytes: 0 };
}

function noWorker(): SignallingError {
  return new SignallingError('NO_WORKER', 'No media worker is running. Try again in a moment.');
}

const exitTimeoutMs = 1_000;

async function end(worker: Worker): Promise<void> {
  if (worker.subprocessClosed) return;
  const gone = new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      process.kill(worker.pid, 'SIGKILL');
      resolve();
    }, exitTimeoutMs);
    worker.once('subprocessclose', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  worker.close();
  await gone;
}
