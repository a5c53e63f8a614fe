import { describe, expect, test } from 'vitest';
import type { Casting } from '../../../renderer/state/casting.ts';
import { arrangeStage } from '../../../renderer/state/stage-layout.ts';

const gap = 8;
const crowd = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
const desk = { width: 1264, height: 664, gap };
const phone = { width: 304, height: 500, gap };

const castings: [string, Casting][] = [
  ['a grid of 7', { shape: 'grid', small: crowd(7) }],
  ['a grid of 60', { shape: 'grid', small: crowd(60) }],
  ['one to one', { shape: 'duo', other: 'a', self: 'me' }],
  ['a speaker', { shape: 'speaker', large: ['a'], small: crowd(30) }],
  ['three who are pinned', { shape: 'speaker', large: ['a', 'b', 'c'], small: crowd(2) }],
  ['one who is pinned, and nobody else', { shape: 'speaker', large: ['a'], small: [] }],
  ['a screen', { shape: 'screen', small: crowd(26) }],
];
const spaces = [304, 624, 1264, 3824].flatMap((width) =>
  [240, 500, 664, 2030].map((height) => ({ width, height, gap })),
);

describe.each(castings)('%s', (_, casting) => {
  test('stays in every window, and only a corner covers somebody', () => {
    for (const space of spaces) {
      const { seats, screen, turning } = arrangeStage(space, casting, 0);
      const tiles = seats.filter(({ place }) => place !== 'corner').map(({ box }) => box);
      const boxes = [...tiles, ...(screen ? [screen] : []), ...(turning ? [turning.box] : [])];
      expect(boxes.length).toBeGreaterThan(0);
      for (const [index, box] of boxes.entries()) {
        expect(box.width).toBeGreaterThan(0);
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.top).toBeGreaterThanOrEqual(0);
        expect(box.left + box.width).toBeLessThanOrEqual(space.width);
        expect(box.top + box.height).toBeLessThanOrEqual(space.height);
        for (const other of boxes.slice(index + 1)) {
          const apart =
            box.left + box.width <= other.left ||
            other.left + other.width <= box.left ||
            box.top + box.height <= other.top ||
            other.top + other.height <= box.top;
          expect(apart).toBe(true);
        }
      }
    }
  });

  test('shows everybody on exactly one page', () => {
    for (const space of spaces) {
      const pages = arrangeStage(space, casting, 0).turning?.pages ?? 1;
      const shown = Array.from({ length: pages }, (_, page) =>
        arrangeStage(space, casting, page).seats.filter(({ place }) => place !== 'large'),
      ).flat();
      const small = 'small' in casting ? casting.small : ['me'];
      const strip = shown.map(({ peerId }) => peerId).filter((id) => small.includes(id));
      expect(strip.toSorted()).toEqual([...small].toSorted());
    }
  });
});

test('one to one has the other in the whole window and oneself in its corner', () => {
  const { seats, shape } = arrangeStage(desk, { shape: 'duo', other: 'a', self: 'me' }, 0);
  expect(shape).toBe('duo');
  expect(seats).toEqual([
    { peerId: 'a', place: 'large', box: { left: 42, top: 0, width: 1180, height: 664 } },
    { peerId: 'me', place: 'corner', box: { left: 950, top: 506, width: 260, height: 146 } },
  ]);
});

test('one to one in an upright window is two below each other', () => {
  const { seats, shape } = arrangeStage(phone, { shape: 'duo', other: 'a', self: 'me' }, 0);
  expect(shape).toBe('grid');
  expect(seats.map(({ place }) => place)).toEqual(['grid', 'grid']);
});

describe('pages', () => {
  const casting: Casting = { shape: 'grid', small: crowd(60) };

  test.each([
    [0, 0, ['p0', 'p19']],
    [2, 2, ['p40', 'p59']],
    [9, 2, ['p40', 'p59']],
    [-1, 0, ['p0', 'p19']],
  ])('page %i is page %i', (wanted, page, [first, last]) => {
    const { turning, paged } = arrangeStage(desk, casting, wanted);
    expect(turning).toMatchObject({ pages: 3, perPage: 20, page });
    expect([paged.visible[0], paged.visible.at(-1)]).toEqual([first, last]);
    expect(paged.hidden).toHaveLength(40);
  });
});
