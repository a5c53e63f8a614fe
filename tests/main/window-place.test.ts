import { describe, expect, it } from 'vitest';
import { windowPlace } from '../../main/window-place.ts';

const left = { x: 0, y: 0, width: 1920, height: 1080 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };
const at = (x: number, y: number, width = 1000, height = 700) => ({
  x,
  y,
  width,
  height,
  maximized: false,
});

describe('the place of the window', () => {
  it('is left to the system at first', () => {
    expect(windowPlace(null, [left])).toEqual({ width: 1120, height: 760 });
  });

  it.each([at(100, 100), at(2000, 50), at(1850, 0), at(-800, 10)])(
    'is where it was, if it can be caught there: %j',
    (last) => {
      const { x, y, width, height } = last;
      expect(windowPlace(last, [left, right])).toEqual({ x, y, width, height });
    },
  );

  it.each([at(2000, 50), at(-950, 10), at(100, 1070), at(100, -200)])(
    'is left to the system where its screen is gone: %j',
    (last) => expect(windowPlace(last, [left])).toEqual({ width: 1000, height: 700 }),
  );

  it('is large enough', () => {
    expect(windowPlace(at(0, 0, 10, 10), [left])).toEqual({ x: 0, y: 0, width: 360, height: 480 });
  });
});
