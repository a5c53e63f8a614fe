import { expect, test } from 'vitest';
import { besideButton } from '../../../renderer/state/popup-place.ts';

const window = { width: 320, height: 640 };
const panel = { width: 200, height: 150 };

test.each([
  // what, button, where
  ['below, and under its middle', { left: 150, top: 20, width: 40, height: 40 }, [70, 68]],
  ['above, at the foot of the window', { left: 150, top: 580, width: 40, height: 40 }, [70, 422]],
  ['away from the left edge', { left: 0, top: 20, width: 40, height: 40 }, [8, 68]],
  ['away from the right edge', { left: 280, top: 20, width: 40, height: 40 }, [112, 68]],
])('%s', (_, button, [left, top]) => {
  expect(besideButton(button, panel, window)).toEqual({ left, top });
});

test('what is higher than the window begins at its top', () => {
  const high = { width: 200, height: 900 };
  const button = { left: 100, top: 300, width: 40, height: 40 };
  expect(besideButton(button, high, window).top).toBe(8);
});
