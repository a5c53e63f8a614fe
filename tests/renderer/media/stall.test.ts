import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stalled } from '../../../renderer/media/stall.ts';
import { fakeTrack } from './fake-media.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A device of which the test says how much it has given. */
async function device(kind: 'camera' | 'microphone') {
  const state = { given: 0 as number | undefined, open: 0 };
  const track = await fakeTrack(kind === 'camera' ? 'video' : 'audio');
  const current = signal<MediaStreamTrack | null>(track);
  const result = stalled(kind, current, () => {
    state.open += 1;
    return {
      read: () => state.given,
      close: () => {
        state.open -= 1;
      },
    };
  });
  return { state, track, current, result };
}

test.each([
  ['camera', 5],
  ['microphone', 10],
] as const)(
  'a %s that gives nothing for %i looks is stalled, until it gives again',
  async (kind, looks) => {
    const { state, result } = await device(kind);
    const end = result.subscribe(() => {});
    vi.advanceTimersByTime((looks - 1) * 1_000);
    expect(result.value).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(result.value).toBe(true);
    state.given = 1;
    vi.advanceTimersByTime(1_000);
    expect(result.value).toBe(false);
    end();
  },
);

test('what cannot be known is no stall', async () => {
  const { state, result } = await device('camera');
  state.given = undefined;
  const end = result.subscribe(() => {});
  vi.advanceTimersByTime(60_000);
  expect(result.value).toBe(false);
  end();
});

test('a track that the system mutes is stalled at once', async () => {
  const { track, result } = await device('microphone');
  const end = result.subscribe(() => {});
  Object.defineProperty(track, 'muted', { value: true, configurable: true });
  track.dispatchEvent(new Event('mute'));
  expect(result.value).toBe(true);
  Object.defineProperty(track, 'muted', { value: false, configurable: true });
  track.dispatchEvent(new Event('unmute'));
  expect(result.value).toBe(false);
  end();
});

test('measures only while somebody looks and a track is there', async () => {
  const { state, current, result } = await device('camera');
  expect(state.open).toBe(0);
  const end = result.subscribe(() => {});
  expect(state.open).toBe(1);
  vi.advanceTimersByTime(10_000);
  current.value = null;
  expect(state.open).toBe(0);
  expect(result.value).toBe(false);
  end();
  expect(state.open).toBe(0);
});
