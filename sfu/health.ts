/** What is looked at to tell whether this server should be given more to do. */
export interface Vitals {
  /** How many workers there should be. */
  workersWanted: number;
  workers: readonly {
    /** The share of one core that it uses. */
    cores: number;
    /** Whether it has not answered for too long. */
    silent: boolean;
  }[];
  /** For how long fewer than wanted have lived, in ms. */
  shortForMs: number;
  eventLoopDelayMs: number;
}

export interface HealthLimits {
  /** The share of one core at which a worker takes nobody more. */
  busyAt: number;
  /** How late this process may come to its work, in ms. */
  busyDelay: number;
}

const mostShortageMs = 3_000;

export type Verdict = { ready: true } | { ready: false; overloaded: boolean; reason: string };

/**
 * Whether more may be asked of the server. It says no while those inside are still served well, so
 * that what spreads meetings over servers can send the next one elsewhere in time.
 */
export function judge(vitals: Vitals, { busyAt, busyDelay }: HealthLimits): Verdict {
  const { workers, workersWanted, shortForMs, eventLoopDelayMs } = vitals;
  const unready = (reason: string, overloaded = false) =>
    ({ ready: false, overloaded, reason }) as const;
  if (workers.length === 0) return unready('No media worker is alive.');
  if (shortForMs > mostShortageMs) {
    return unready(`Only ${workers.length} of ${workersWanted} media workers are alive.`);
  }
  const silent = workers.filter((worker) => worker.silent).length;
  if (silent > 0) return unready(`${silent} of ${workers.length} media workers do not answer.`);
  if (eventLoopDelayMs > busyDelay) {
    return unready(`Signalling is ${Math.round(eventLoopDelayMs)} ms behind.`, true);
  }
  if (workers.every(({ cores }) => cores >= busyAt)) {
    return unready('Every media worker is as busy as it may be.', true);
  }
  return { ready: true };
}
