import { cpus } from 'node:os';

// A machine that is busy for a moment has not run hot, and one that rests for a moment is not cool.
const hot = { share: 0.85, forMs: 5_000 };
const cool = { share: 0.6, forMs: 20_000 };

/** Whether a machine has run hot: it takes a while to become so, and longer to be over. */
export class Heat {
  #hot = false;
  #since: number | undefined;

  get isHot(): boolean {
    return this.#hot;
  }

  /**
   * @param share how much of the machine is busy, 0 to 1
   * @param now in ms
   */
  feel(share: number, now: number): void {
    const turning = this.#hot ? share <= cool.share : share >= hot.share;
    if (!turning) {
      this.#since = undefined;
      return;
    }
    this.#since ??= now;
    if (now - this.#since < (this.#hot ? cool : hot).forMs) return;
    this.#hot = !this.#hot;
    this.#since = undefined;
  }
}

/**
 * How much of this machine was busy since the last look, 0 to 1: with all that runs on it, since the
 * host of a meeting encodes and draws on it too.
 */
export function machineShare(): () => number {
  let before = times();
  return () => {
    const now = times();
    const [busy, all] = [now.busy - before.busy, now.all - before.all];
    before = now;
    return all > 0 ? busy / all : 0;
  };
}

function times(): { busy: number; all: number } {
  const sums = { busy: 0, all: 0 };
  for (const { times: each } of cpus()) {
    const all = each.user + each.nice + each.sys + each.irq + each.idle;
    sums.all += all;
    sums.busy += all - each.idle;
  }
  return sums;
}
