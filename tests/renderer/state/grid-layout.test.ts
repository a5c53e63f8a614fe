import { describe, expect, test } from 'vitest';
import { arrangeGrid, spreadOverPages } from '../../../renderer/state/grid-layout.ts';

const gap = 8;
const turning = 44;

describe('columns and rows', () => {
  test.each([
    // width, height, people, columns, rows
    [1264, 664, 1, 1, 1],
    [1264, 664, 2, 2, 1],
    [1264, 664, 3, 2, 2],
    [1264, 664, 4, 2, 2],
    [1264, 664, 5, 3, 2],
    [1264, 664, 9, 3, 3],
    [1264, 664, 16, 4, 4],
    [1264, 664, 25, 5, 5],
    [304, 500, 1, 1, 1],
    [304, 500, 2, 1, 2],
    [304, 500, 4, 1, 4],
    [304, 500, 8, 2, 4],
    [3824, 2030, 9, 3, 3],
    [3824, 300, 4, 4, 1],
  ])('%i x %i with %i people: %i x %i', (width, height, count, columns, rows) => {
    expect(arrangeGrid({ width, height, count, gap })).toMatchObject({ columns, rows });
  });
});

describe('pages', () => {
  test.each([
    // width, height, people, pages, people on each
    [1264, 664, 1, 1, 1],
    [1264, 664, 25, 1, 25],
    [1264, 664, 26, 2, 13],
    [1264, 664, 51, 3, 17],
    [3824, 2030, 100, 4, 25],
    [304, 500, 8, 1, 8],
    [304, 500, 9, 1, 9],
    [304, 500, 13, 2, 7],
    [304, 180, 5, 3, 2],
    [227, 664, 24, 4, 6],
    [100, 664, 3, 1, 3],
    [1264, 664, 0, 1, 1],
  ])('%i x %i with %i people: %i of %i', (width, height, count, pages, perPage) => {
    expect(spreadOverPages({ width, height, count, gap }, turning)).toEqual({ pages, perPage });
  });
});

const widths = [304, 624, 1008, 1264, 1904, 3824];
const heights = [180, 440, 664, 960, 2030];
const counts = [1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 25];

describe.each(widths)('at a width of %i', (width) => {
  const layouts = heights.flatMap((height) =>
    counts.map((count) => ({ height, count, grid: arrangeGrid({ width, height, count, gap }) })),
  );

  test('every tile keeps the shape of a picture', () => {
    for (const { grid } of layouts) {
      // A pixel is lost to rounding down.
      expect(grid.tile.width / (grid.tile.height + 1)).toBeLessThanOrEqual(16 / 9);
      expect((grid.tile.width + 1) / grid.tile.height).toBeGreaterThanOrEqual(4 / 3);
    }
  });

  test('no tile leaves the stage or overlaps another', () => {
    for (const { grid, height, count } of layouts) {
      expect(grid.places).toHaveLength(count);
      for (const [index, { left, top }] of grid.places.entries()) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + grid.tile.width).toBeLessThanOrEqual(width);
        expect(top + grid.tile.height).toBeLessThanOrEqual(height);
        const next = grid.places[index + 1];
        if (next?.top === top) expect(next.left - left).toBe(grid.tile.width + gap);
        else if (next) expect(next.top - top).toBe(grid.tile.height + gap);
      }
    }
  });

  test('tiles are readable on every page, and everybody is on one', () => {
    for (const { height, count } of layouts) {
      const { pages, perPage } = spreadOverPages({ width, height, count, gap }, turning);
      expect(pages * perPage).toBeGreaterThanOrEqual(count);
      expect((pages - 1) * perPage).toBeLessThan(count);
      const room = pages > 1 ? height - turning : height;
      const { tile } = arrangeGrid({ width, height: room, count: perPage, gap });
      expect(tile.width).toBeGreaterThanOrEqual(136);
    }
  });
});

test('a row that is not full stands in the middle', () => {
  const { places, tile } = arrangeGrid({ width: 1264, height: 664, count: 3, gap });
  expect(places[2]?.left).toBe(Math.floor((1264 - tile.width) / 2));
});

test.each([
  { width: 0, height: 400, count: 2 },
  { width: 400, height: 0, count: 2 },
  { width: 400, height: 400, count: 0 },
])('nothing is arranged where there is nothing: %o', (space) => {
  expect(arrangeGrid({ ...space, gap })).toMatchObject({ columns: 0, places: [] });
});
