import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Measurable, Statistics } from '../../../renderer/call/statistics.ts';
import type { StatReport } from '../../../renderer/state/stream-figures.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A join from whose camera 100 packets come between two looks, some of them lost. */
function join({ lost = 0 } = {}) {
  const state = { looks: 0, lost, broken: false };
  const measurable: Measurable = {
    async reports() {
      state.looks += 1;
      if (state.broken) throw new Error('closed');
      const entry = {
        id: 'in',
        type: 'inbound-rtp',
        kind: 'video',
        trackIdentifier: 'camera',
        bytesReceived: state.looks * 10_000,
        packetsReceived: state.looks * 100,
        packetsLost: state.looks * state.lost,
      };
      return { received: new Map([['in', entry]]) satisfies StatReport, sent: new Map() };
    },
    streams: () => [
      { trackId: 'camera', consumerId: 'consumer', peerId: 'joon', source: 'camera' },
    ],
  };
  return { state, measurable };
}

test('measures once a second while the history is looked at, and not at all otherwise', async () => {
  const { state, measurable } = join();
  const statistics = new Statistics(() => measurable);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(state.looks).toBe(0);

  const end = statistics.history.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(10_500);
  expect(state.looks).toBe(11);
  expect(statistics.history.value).toHaveLength(10);
  expect(statistics.history.value.at(-1)?.streams).toMatchObject([
    { peerId: 'joon', source: 'camera', own: false, figures: { bitrate: 80_000 } },
  ]);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(statistics.history.value).toHaveLength(60);

  end();
  const { looks } = state;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(state.looks).toBe(looks);
  expect(statistics.history.value).toEqual([]);
});

test('looks every three seconds for the marks, and shows a level that has lasted', async () => {
  const { state, measurable } = join();
  const statistics = new Statistics(() => measurable);
  const changes: (string | undefined)[] = [];
  const end = statistics.quality.subscribe((all) => changes.push(all.get('joon')?.level));
  await vi.advanceTimersByTimeAsync(9_500);
  expect(state.looks).toBe(4);
  state.lost = 1_000;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(changes).toEqual([undefined, 'good', 'poor']);
  expect(statistics.quality.value.get('joon')?.reason).toBe('own-network');
  end();
});

test("takes the server's marks into account", async () => {
  const { measurable } = join();
  const statistics = new Statistics(() => measurable);
  const end = statistics.quality.subscribe(() => {});
  const payload = { consumerId: 'consumer', score: 9, producerScore: 2 };
  statistics.hear({ name: 'consumerScore', payload });
  await vi.advanceTimersByTimeAsync(9_500);
  expect(statistics.quality.value.get('joon')).toEqual({
    level: 'poor',
    reason: 'their-network',
  });
  end();
});

test('goes on with the next join, and ends with the call', async () => {
  const first = join();
  const second = join();
  let current = first;
  const statistics = new Statistics(() => current.measurable);
  const end = statistics.history.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(2_500);
  first.state.broken = true;
  await vi.advanceTimersByTimeAsync(1_000);
  current = second;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(second.state.looks).toBe(3);
  expect(statistics.history.value.at(-1)?.streams[0]?.figures.bitrate).toBe(80_000);

  statistics.close();
  const { looks } = second.state;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(second.state.looks).toBe(looks);
  end();
});
