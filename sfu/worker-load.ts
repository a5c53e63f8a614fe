/** What the kernel has counted for a process until a moment. */
export interface ProcessTimes {
  /** CPU time used so far, in ms. */
  cpuMs: number;
  /** When that was, in ms of a clock that only goes forward. */
  at: number;
}

// A subscriber of one 1.5 Mbit/s stream costs the worker about this much (docs/performance.md).
const coresPerPeer = 0.003;
// Media begins to flow some seconds after a peer was placed; until then its cost is only expected.
const expectationKept = 0.7;
const newest = 0.5;
// One that does not answer for so long gets nobody more, as if it had no strength at all.
const mostSilenceMs = 3_000;
const noStrength = 1_000;

/** How busy one worker is: its share of one core as measured, and what it will soon be. */
export class WorkerLoad {
  #before: ProcessTimes | undefined;
  #cores: number | undefined;
  #placed = 0;
  #askedAt: number | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** For how long it has been asked and has not answered, in ms. */
  get silentMs(): number {
    return this.#askedAt === undefined ? 0 : this.now() - this.#askedAt;
  }

  get silent(): boolean {
    return this.silentMs > mostSilenceMs;
  }

  /** The share of one core over the last seconds: 1 is all that a worker can use. */
  get cores(): number {
    return this.#cores ?? 0;
  }

  /** The same with the peers that were placed lately and whose media does not flow yet. */
  get expected(): number {
    return this.silent ? noStrength : this.cores + this.#placed * coresPerPeer;
  }

  /** A peer has been given a home here. */
  place(): void {
    this.#placed += 1;
  }

  /** It is asked for its figures now. */
  ask(): void {
    this.#askedAt ??= this.now();
  }

  /** It has answered, with figures or, when it is closing, without. */
  answered(): void {
    this.#askedAt = undefined;
  }

  measure(now: ProcessTimes): void {
    const before = this.#before;
    this.#before = now;
    if (!before || now.at <= before.at) return;
    const share = (now.cpuMs - before.cpuMs) / (now.at - before.at);
    this.#cores = this.#cores === undefined ? share : mix(this.#cores, share);
    this.#placed *= expectationKept;
  }
}

function mix(earlier: number, now: number): number {
  return earlier * (1 - newest) + now * newest;
}
