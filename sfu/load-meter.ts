import { readFile } from 'node:fs/promises';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { Vitals } from './health.ts';
import type { MediaWorker, WorkerPool } from './workers.ts';

const intervalMs = 1_000;
// Each look wakes the process up, also on a laptop where nobody meets.
const resolutionMs = 50;
// The delay swings more than CPU does, and a moment of it is no reason to send people away.
const newest = 0.25;

/** Measures, once a second, how busy the workers and this process are. */
export class LoadMeter {
  readonly #delays: IntervalHistogram = monitorEventLoopDelay({ resolution: resolutionMs });
  readonly #timer: NodeJS.Timeout;
  #delayMs = 0;
  #quantilesMs = { median: 0, high: 0, most: 0 };

  constructor(private readonly workers: WorkerPool) {
    this.#delays.enable();
    this.#timer = setInterval(() => this.#measure(), intervalMs);
    this.#timer.unref();
  }

  /** How late this process comes to its work, in ms: the mean, smoothed over some seconds. */
  get eventLoopDelayMs(): number {
    return this.#delayMs;
  }

  /** The same over the last second alone, as median, 99th percentile and maximum. */
  get eventLoopQuantilesMs(): Readonly<{ median: number; high: number; most: number }> {
    return this.#quantilesMs;
  }

  /** What health is judged by. */
  get vitals(): Vitals {
    return {
      workersWanted: this.workers.wanted,
      workers: this.workers.alive.map(({ load: { cores, silent } }) => ({ cores, silent })),
      shortForMs: this.workers.shortForMs,
      eventLoopDelayMs: this.#delayMs,
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#delays.disable();
  }

  #measure(): void {
    const late = (ns: number) => Math.max(0, (Number.isFinite(ns) ? ns / 1e6 : 0) - resolutionMs);
    this.#quantilesMs = {
      median: late(this.#delays.percentile(50)),
      high: late(this.#delays.percentile(99)),
      most: late(this.#delays.max),
    };
    this.#delayMs = this.#delayMs * (1 - newest) + late(this.#delays.mean) * newest;
    this.#delays.reset();
    for (const worker of this.workers.alive) void this.#measureWorker(worker);
  }

  async #measureWorker(media: MediaWorker): Promise<void> {
    // One that is slow to answer is not asked again before it has.
    if (media.load.silentMs > 0) return;
    media.load.ask();
    try {
      const {
        ru_utime: user,
        ru_stime: system,
        ru_maxrss: mostKb,
      } = await media.worker.getResourceUsage();
      media.load.measure({ cpuMs: user + system, at: performance.now() });
      media.rssBytes = (await residentBytes(media.worker.pid)) ?? mostKb * 1024;
    } catch {
      // It has died, which the pool sees by itself.
    } finally {
      media.load.answered();
    }
  }
}

const pageBytes = 4096;

/** Resident memory of a process as Linux tells it; undefined elsewhere. */
async function residentBytes(pid: number): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  const pages = Number(statm.split(' ')[1]);
  return Number.isFinite(pages) ? pages * pageBytes : undefined;
}
