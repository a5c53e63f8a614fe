import { expect, test } from 'vitest';
import { panBy, whole, zoomAt } from '../../../renderer/state/zoom.ts';

const box = { width: 800, height: 400 };
const middle = { x: 0, y: 0 };

test('comes nearer in the middle', () => {
  expect(zoomAt(whole, 2, middle, box)).toEqual({ scale: 2, x: 0, y: 0 });
});

test('keeps the point under the pointer where it is', () => {
  const point = { x: 100, y: -50 };
  const zoom = zoomAt(whole, 2, point, box);
  expect(zoom).toEqual({ scale: 2, x: -100, y: 50 });
  // Where the point of the picture now stands.
  expect(zoom.x + 2 * point.x).toBe(point.x);
});

test.each([
  ['goes no nearer than eight times', zoomAt(whole, 100, middle, box).scale, 8],
  ['goes no farther than the whole', zoomAt(whole, 0.1, middle, box).scale, 1],
])('%s', (_, scale, expected) => {
  expect(scale).toBe(expected);
});

test('moves until an edge comes into sight, and not at all while all of it is seen', () => {
  const near = zoomAt(whole, 2, middle, box);
  expect(panBy(near, 150, -90, box)).toEqual({ scale: 2, x: 150, y: -90 });
  expect(panBy(near, 9_000, -9_000, box)).toEqual({ scale: 2, x: 400, y: -200 });
  expect(panBy(whole, 50, 50, box)).toEqual(whole);
});

test('going back to the whole leads to the middle, wherever one was', () => {
  const near = panBy(zoomAt(whole, 4, middle, box), 900, 500, box);
  expect(zoomAt(near, 0.01, { x: 300, y: 100 }, box)).toEqual(whole);
});
