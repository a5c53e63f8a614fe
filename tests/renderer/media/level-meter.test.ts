import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loudnessOf, meter } from '../../../renderer/media/level-meter.ts';
import { fakeTrack } from './fake-media.ts';

describe('loudness', () => {
  test.each([
    ['silence', [0, 0, 0, 0], 0],
    ['full scale', [1, -1, 1, -1], 1],
    ['a tenth, which is -20 dB', [0.1, -0.1], 1 - 20 / 60],
    ['less than can be heard', [0.0001], 0],
  ])('%s', (_, samples, expected) => {
    expect(loudnessOf(samples)).toBeCloseTo(expected);
  });
});

describe('the meter', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('measures while somebody looks and a track is there, and not otherwise', async () => {
    const audio = await fakeTrack('audio');
    const track = signal<MediaStreamTrack | null>(audio);
    let open = 0;
    let readings = 0;
    const level = meter(track, () => {
      open += 1;
      return {
        read: () => {
          readings += 1;
          return 0.5;
        },
        close: () => {
          open -= 1;
        },
      };
    });
    vi.advanceTimersByTime(1_000);
    expect({ open, readings }).toEqual({ open: 0, readings: 0 });

    const seen: number[] = [];
    const look = level.subscribe((value) => seen.push(value));
    vi.advanceTimersByTime(1_000);
    expect(open).toBe(1);
    expect(readings).toBeLessThanOrEqual(20);
    expect(seen).toEqual([0, 0.5]);

    track.value = null;
    expect(open).toBe(0);
    expect(level.value).toBe(0);

    track.value = audio;
    look();
    expect(open).toBe(0);
  });
});
