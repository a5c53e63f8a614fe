import { describe, expect, test } from 'vitest';
import { begin, look, type Progress } from '../../../renderer/state/stillness.ts';

/** Looks once a second at what has come in, and tells what was found wrong and when. */
function watch(seconds: readonly Progress[], still = false): string[] {
  const found: string[] = [];
  const [first = { packets: 0, frames: 0 }] = seconds;
  let stillness = begin(0, first);
  for (const [second, progress] of seconds.entries()) {
    const { next, cause } = look(stillness, second * 1_000, progress, still);
    stillness = next;
    if (cause) found.push(`${cause} at ${second}`);
  }
  return found;
}

const each = (count: number, at: (second: number) => Progress) =>
  Array.from({ length: count }, (_, second) => at(second));

describe('a video', () => {
  test('that flows, however slowly, is left alone', () => {
    expect(watch(each(9, (n) => ({ packets: n * 100, frames: n * 10 })))).toEqual([]);
    expect(watch(each(9, (n) => ({ packets: n, frames: Math.floor(n / 2) })))).toEqual([]);
  });

  test.each([
    ['no-packets', (n: number) => ({ packets: 7, frames: n < 1 ? 5 : 6 })],
    ['no-key-frame', (n: number) => ({ packets: n * 100, frames: 0 })],
    ['frozen-decoder', (n: number) => ({ packets: n * 100, frames: 9 })],
  ])('that stands still for %s is noticed within three seconds, and again', (cause, at) => {
    const found = watch(each(8, at));
    expect(found.map((each) => each.split(' ')[0])).toEqual(found.map(() => cause));
    expect(Number(found[0]?.split(' ').at(-1))).toBeLessThanOrEqual(3);
    expect(found.length).toBeGreaterThan(1);
  });

  test('of a screen that does not change may bring nothing', () => {
    expect(
      watch(
        each(9, () => ({ packets: 7, frames: 6 })),
        true,
      ),
    ).toEqual([]);
    const broken = watch(
      each(9, (n) => ({ packets: n * 50, frames: 6 })),
      true,
    );
    expect(broken[0]).toBe('frozen-decoder at 2');
  });
});
