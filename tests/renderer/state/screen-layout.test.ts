import { describe, expect, test } from 'vitest';
import { divide } from '../../../renderer/state/screen-layout.ts';

const gap = 8;
const caption = 40;

describe('the people stand where what is large loses least', () => {
  test.each([
    // width, height, where the people are, the large box
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
    const { large, people } = divide({ width, height, gap }, caption);
    expect(large).toEqual({ left: 0, top: 0, ...size });
    if (where === 'beside') {
      const left = size.width + gap;
      expect(people).toEqual({ left, top: 0, width: width - left, height });
    } else {
      const top = size.height + gap;
      expect(people).toEqual({ left: 0, top, width, height: height - top });
    }
  });
});

test.each([304, 344, 624, 752, 1008, 1264, 1904, 3824])(
  'at a width of %i neither leaves the window or covers the other, and the large one is larger',
  (width) => {
    for (const height of [180, 300, 440, 664, 960, 2030]) {
      const { large, people } = divide({ width, height, gap }, caption);
      expect(people.left + people.width).toBeLessThanOrEqual(width);
      expect(people.top + people.height).toBeLessThanOrEqual(height);
      const beside = people.left >= large.width + gap;
      const below = people.top >= large.height + gap;
      expect(beside || below).toBe(true);
      expect(large.width * large.height).toBeGreaterThanOrEqual(people.width * people.height);
    }
  },
);
