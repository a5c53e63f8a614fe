import { describe, expect, test } from 'vitest';
import {
  largestView,
  type Offer,
  sameWish,
  type VideoMode,
  type View,
  type Wish,
  wantsMore,
  wishFor,
} from '../../../renderer/state/picture-wish.ts';

const camera: Offer = { source: 'camera', layers: 3, full: { width: 1280, height: 720 } };
const screen: Offer = { source: 'screen', layers: 3, full: { width: 1920, height: 1080 } };
const sharp: Offer = { ...screen, layers: 1 };
const tall: Offer = { ...camera, full: { width: 720, height: 1280 } };
const view = (width: number, height: number, more: Partial<View> = {}): View => ({
  width,
  height,
  visible: true,
  staged: false,
  ...more,
});

describe('the layer of a picture', () => {
  test.each<[string, Offer, View, number]>([
    ['a thumbnail', camera, view(136, 102), 0],
    ['a tile of a quarter', camera, view(320, 180), 0],
    ['one a little larger, which nobody sees', camera, view(400, 225), 0],
    ['one that is more than that', camera, view(402, 226), 1],
    ['a tile of half', camera, view(640, 360), 1],
    ['a large tile', camera, view(900, 506), 2],
    ['the whole window', camera, view(3840, 2160), 2],
    ['a narrow tile, which is filled and cut', camera, view(200, 360), 1],
    ['a tile of one who holds a phone upright', tall, view(320, 180), 1],
    ['a screen in a corner, of which all is shown', screen, view(480, 1080), 0],
    ['a screen on the stage', screen, view(1400, 788), 2],
    ['a screen in one layer', sharp, view(100, 56), 0],
    ['a camera in one layer', { ...camera, layers: 1 }, view(100, 56), 0],
  ])('%s', (_, offer, drawn, expected) => {
    expect(wishFor(offer, drawn, 'full')).toMatchObject({ paused: false, spatialLayer: expected });
  });

  test.each<[string, View | undefined, VideoMode, boolean]>([
    ['in sight', view(640, 360), 'full', false],
    ['out of sight', view(640, 360, { visible: false }), 'full', true],
    ['without a size', view(0, 360), 'full', true],
    ['of which nobody has said anything', undefined, 'full', false],
    ['in a meeting of voices', view(640, 360), 'audio-only', true],
    ['of which nobody has said anything, there', undefined, 'audio-only', true],
    ['where data is saved', view(640, 360), 'saver', false],
  ])('%s: paused or not', (_, drawn, mode, paused) => {
    expect(wishFor(camera, drawn, mode).paused).toBe(paused);
    expect(wishFor(screen, drawn, mode).paused).toBe(paused);
  });

  test.each<[string, Offer, View, number]>([
    ['a tile among many', camera, view(1280, 720), 0],
    ['what people look at', camera, view(1280, 720, { staged: true }), 1],
    ['a screen, which must be read', screen, view(1920, 1080), 2],
  ])('where data is saved: %s', (_, offer, drawn, expected) => {
    expect(wishFor(offer, drawn, 'saver').spatialLayer).toBe(expected);
  });

  test('the screen is served first, then what people look at, then the rest', () => {
    const order = [
      wishFor(screen, view(300, 200), 'full'),
      wishFor(camera, view(1280, 720, { staged: true }), 'full'),
      wishFor(camera, view(300, 200), 'full'),
      wishFor(camera, undefined, 'full'),
    ].map(({ priority }) => priority);
    expect(order).toEqual([30, 20, 1, 1]);
  });
});

describe('a wish', () => {
  const wish: Wish = { paused: false, spatialLayer: 1, priority: 20 };
  test.each<[string, Wish, boolean, boolean]>([
    ['the same', { ...wish }, false, true],
    ['a larger layer', { ...wish, spatialLayer: 2 }, true, false],
    ['a smaller layer', { ...wish, spatialLayer: 0 }, false, false],
    ['a higher priority', { ...wish, priority: 30 }, true, false],
    ['a lower priority', { ...wish, priority: 1 }, false, false],
    ['nothing', { ...wish, paused: true }, false, false],
  ])('%s', (_, other, more, same) => {
    expect(wantsMore(other, wish)).toBe(more);
    expect(sameWish(other, wish)).toBe(same);
  });

  test('after nothing is always more, and nothing is nothing whatever its layer', () => {
    const nothing = { ...wish, paused: true };
    expect(wantsMore(wish, nothing)).toBe(true);
    expect(sameWish(nothing, { ...nothing, spatialLayer: 0 })).toBe(true);
  });
});

test('of several views of one video the largest in sight counts', () => {
  const [small, large] = [view(100, 100), view(800, 600)];
  const hidden = view(4000, 3000, { visible: false });
  expect(largestView([])).toBeUndefined();
  expect(largestView([small, hidden, large])).toBe(large);
  expect(largestView([hidden])).toBe(hidden);
});
