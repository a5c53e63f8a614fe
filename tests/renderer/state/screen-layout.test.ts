import { describe, expect, test } from 'vitest';
import { arrangeGrid } from '../../../renderer/state/grid-layout.ts';
import { arrangeStage } from '../../../renderer/state/screen-layout.ts';

const gap = 8;

test('without a screen the people have it all', () => {
  const space = { width: 1264, height: 664, count: 5, gap };
  expect(arrangeStage(space, false)).toEqual({
    screen: null,
    people: { left: 0, top: 0, width: 1264, height: 664 },
    grid: arrangeGrid(space),
  });
});

describe('with a screen the people stand where it loses least', () => {
  test.each([
    // width, height, where the people are, the screen's box
    [1264, 664, 'beside', { width: 1029, height: 664 }],
    [1904, 960, 'beside', { width: 1554, height: 960 }],
    [3824, 2030, 'beside', { width: 3336, height: 2030 }],
    [640, 300, 'beside', { width: 463, height: 300 }],
    [3824, 600, 'beside', { width: 1908, height: 600 }],
    [344, 600, 'below', { width: 344, height: 296 }],
    [304, 440, 'below', { width: 304, height: 216 }],
    [752, 880, 'below', { width: 752, height: 463 }],
    [1008, 960, 'below', { width: 1008, height: 607 }],
  ] as const)('%i x %i: %s', (width, height, where, size) => {
    const { screen, people } = arrangeStage({ width, height, count: 4, gap }, true);
    expect(screen).toEqual({ left: 0, top: 0, ...size });
    if (where === 'beside') {
      const left = size.width + gap;
      expect(people).toEqual({ left, top: 0, width: width - left, height });
    } else {
      const top = size.height + gap;
      expect(people).toEqual({ left: 0, top, width, height: height - top });
    }
  });
});

const widths = [304, 344, 624, 752, 1008, 1264, 1904, 3824];
const heights = [180, 300, 440, 664, 960, 2030];
const counts = [2, 3, 5, 9, 25];

describe.each(widths)('at a width of %i', (width) => {
  const layouts = heights.flatMap((height) =>
    counts.map((count) => ({
      height,
      ...arrangeStage({ width, height, count, gap }, true),
    })),
  );

  test('neither screen nor people leave the window or cover each other', () => {
    for (const { screen, people, height } of layouts) {
      if (!screen) throw new Error('there is no screen');
      expect(people.left + people.width).toBeLessThanOrEqual(width);
      expect(people.top + people.height).toBeLessThanOrEqual(height);
      const beside = people.left >= screen.width + gap;
      const below = people.top >= screen.height + gap;
      expect(beside || below).toBe(true);
    }
  });

  test('the screen is larger than any face', () => {
    for (const { screen, grid } of layouts) {
      if (!screen) throw new Error('there is no screen');
      expect(screen.width * screen.height).toBeGreaterThan(grid.tile.width * grid.tile.height);
    }
  });

  test('every person has a tile of some size', () => {
    for (const { people, grid } of layouts) {
      expect(grid.tile.width).toBeGreaterThan(60);
      expect(grid.tile.width).toBeLessThanOrEqual(people.width);
    }
  });
});
