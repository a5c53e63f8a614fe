import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { settings } from '../../../preload/settings.ts';
import { acceleratorOf, readableAccelerator } from '../../../renderer/state/accelerator.ts';

const plain = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
const ctrl = { ...plain, ctrlKey: true };
const m = { key: 'm', code: 'KeyM' };

describe('keys that are pressed', () => {
  test.each([
    [{ ...ctrl, ...m }, 'CommandOrControl+M'],
    [{ ...ctrl, key: 'M', code: 'KeyM', shiftKey: true }, 'CommandOrControl+Shift+M'],
    [{ ...ctrl, key: '!', code: 'Digit1', shiftKey: true }, 'CommandOrControl+Shift+1'],
    [{ ...plain, altKey: true, key: ' ', code: 'Space' }, 'Alt+Space'],
    [{ ...plain, metaKey: true, ...m }, 'Super+M'],
    [{ ...plain, key: 'F9', code: 'F9' }, 'F9'],
    // On a French keyboard; and where the letter is none that a shortcut could name.
    [{ ...ctrl, key: 'a', code: 'KeyQ' }, 'CommandOrControl+A'],
    [{ ...ctrl, key: 'ь', code: 'KeyM' }, 'CommandOrControl+M'],
    [{ ...plain, ...m }, 'bare'],
    [{ ...plain, key: 'M', code: 'KeyM', shiftKey: true }, 'bare'],
    [{ ...ctrl, key: 'Control', code: 'ControlLeft' }, undefined],
    [{ ...ctrl, key: 'Dead', code: 'BracketLeft' }, undefined],
  ])('%j are %s', (keys, accelerator) => {
    expect(acceleratorOf(keys, false)).toBe(accelerator);
  });

  test('of a Mac, where Command does what Control does elsewhere', () => {
    expect(acceleratorOf({ ...plain, metaKey: true, ...m }, true)).toBe('CommandOrControl+M');
    expect(acceleratorOf({ ...ctrl, ...m }, true)).toBe('Control+M');
  });

  test('fit the settings', () => {
    const accelerator = acceleratorOf({ ...ctrl, ...m, altKey: true, shiftKey: true }, false);
    const read = z.safeParse(settings.shape.muteShortcut, accelerator);
    expect(read.success).toBe(true);
  });
});

test.each([
  ['CommandOrControl+Shift+M', false, 'Ctrl Shift M'],
  ['CommandOrControl+Shift+M', true, '⌘ ⇧ M'],
  ['', false, ''],
])('%s is read, on a Mac: %s, as %s', (accelerator, isMac, read) => {
  expect(readableAccelerator(accelerator, isMac)).toBe(read);
});
