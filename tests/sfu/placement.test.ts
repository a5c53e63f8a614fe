import { describe, expect, it } from 'vitest';
import { homeFor, leastLoaded, nextWorker } from '../../sfu/placement.ts';
import { WorkerLoad } from '../../sfu/worker-load.ts';

const worker = (name: string, expected: number, peers = 0, rooms = 0) => ({
  name,
  load: { expected },
  peers,
  rooms,
});
const full = 0.6;

describe('the least loaded worker', () => {
  it.each([
    ['the measured load decides, not the count', [worker('a', 0.5, 1), worker('b', 0.1, 90)], 'b'],
    ['among equals the one with fewer people', [worker('a', 0.1, 5), worker('b', 0.12, 2)], 'b'],
    ['then the one with fewer rooms', [worker('a', 0, 0, 3), worker('b', 0, 0, 1)], 'b'],
    ['then the first', [worker('a', 0), worker('b', 0)], 'a'],
  ])('%s', (_, workers, best) => {
    expect(leastLoaded(workers)?.name).toBe(best);
  });

  it('is none where there is none', () => {
    expect(leastLoaded([])).toBeUndefined();
  });
});

describe('a home for one more', () => {
  it.each([
    ['where most of the room is', [0.3, 4], [0.1, 1], 0],
    ['elsewhere once that worker is full', [0.7, 4], [0.1, 1], 1],
    ['the less loaded where both are full', [0.7, 4], [0.9, 1], 0],
    ['the emptier of two that are equally full', [0.7, 4], [0.7, 1], 1],
  ])('is %s', (_, ...pairs) => {
    const [first, second, chosen] = pairs as [number[], number[], number];
    const routers = [first, second].map(([load = 0, peers = 0]) => ({
      worker: worker('', load, peers),
      peers,
    }));
    expect(homeFor(routers, full)).toBe(routers[chosen]);
  });
});

describe('one more router', () => {
  const [busy, idle] = [worker('busy', 0.7), worker('idle', 0.1)];

  it('is opened on an idle worker when the room’s is full', () => {
    expect(nextWorker([{ worker: busy }], [busy, idle], full)).toBe(idle);
  });

  it.each([
    ['the room’s worker has something left', [{ worker: idle }], [busy, idle]],
    ['every other is as busy', [{ worker: busy }], [busy, worker('busy too', 0.68)]],
    ['the room is everywhere already', [{ worker: busy }], [busy]],
  ])('is not where %s', (_, routers, workers) => {
    expect(nextWorker(routers, workers, full)).toBeUndefined();
  });

  it('is opened everywhere where rooms are to spread at once', () => {
    expect(nextWorker([{ worker: idle }], [busy, idle], 0)).toBe(busy);
  });
});

describe('the load of a worker', () => {
  it('is its share of a core, smoothed', () => {
    const load = new WorkerLoad();
    expect(load.cores).toBe(0);
    load.measure({ cpuMs: 100, at: 1_000 });
    expect(load.cores).toBe(0);
    load.measure({ cpuMs: 600, at: 2_000 });
    expect(load.cores).toBe(0.5);
    load.measure({ cpuMs: 1_600, at: 3_000 });
    expect(load.cores).toBe(0.75);
  });

  it('expects something of those who were placed just now, and less as it is measured', () => {
    const load = new WorkerLoad();
    load.measure({ cpuMs: 0, at: 0 });
    for (let n = 0; n < 100; n += 1) load.place();
    const burst = load.expected;
    expect(burst).toBeGreaterThan(0.1);
    load.measure({ cpuMs: 0, at: 1_000 });
    expect(load.expected).toBeLessThan(burst);
    expect(load.expected).toBeGreaterThan(0);
  });

  it('is that of one without strength while it does not answer', () => {
    let now = 0;
    const load = new WorkerLoad(() => now);
    load.ask();
    now = 2_000;
    // Asked again meanwhile, it has been silent since the first time.
    load.ask();
    expect(load.silent).toBe(false);
    now = 3_001;
    expect(load.silent).toBe(true);
    expect(load.expected).toBeGreaterThan(1);
    load.answered();
    expect(load.expected).toBe(0);
  });

  it('does without a measure that was made at the same moment', () => {
    const load = new WorkerLoad();
    load.measure({ cpuMs: 0, at: 1_000 });
    load.measure({ cpuMs: 0, at: 1_000 });
    expect(load.cores).toBe(0);
  });
});
