import { expect, it } from 'vitest';
import { judge, type Vitals } from '../../sfu/health.ts';

const limits = { busyAt: 0.9, busyDelay: 250 };
const well: Vitals = {
  workersWanted: 2,
  workers: [
    { cores: 0.5, silent: false },
    { cores: 0.95, silent: false },
  ],
  shortForMs: 0,
  eventLoopDelayMs: 3,
};

it('a server that can bear more is ready', () => {
  expect(judge(well, limits)).toEqual({ ready: true });
});

it('a worker that has only just died is no reason to send people away', () => {
  const vitals = { ...well, workers: well.workers.slice(0, 1), shortForMs: 500 };
  expect(judge(vitals, limits)).toEqual({ ready: true });
});

it.each<[string, Partial<Vitals>, RegExp, boolean]>([
  ['no worker lives', { workers: [] }, /No media worker/, false],
  ['one is missing for long', { shortForMs: 4_000 }, /of 2 media workers are alive/, false],
  [
    'one hangs',
    { workers: [{ cores: 0.1, silent: true }, ...well.workers] },
    /1 of 3 media workers do not answer/,
    false,
  ],
  ['signalling is late', { eventLoopDelayMs: 260.4 }, /260 ms behind/, true],
  ['all are full', { workers: [{ cores: 0.9, silent: false }] }, /as busy as it may be/, true],
])('a server is not ready where %s', (_, change, reason, overloaded) => {
  expect(judge({ ...well, ...change }, limits)).toEqual({
    ready: false,
    overloaded,
    reason: expect.stringMatching(reason),
  });
});
