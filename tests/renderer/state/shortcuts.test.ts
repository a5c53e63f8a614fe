import { describe, expect, test } from 'vitest';
import {
  type KeyPress,
  type KeyTarget,
  type Shortcut,
  shortcutFor,
  singleKeys,
} from '../../../renderer/state/shortcuts.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});
const space = press(' ', { code: 'Space' });

describe('a key', () => {
  test.each<[string, KeyPress, KeyTarget, Shortcut | undefined]>([
    ['H', press('h'), 'page', 'hand'],
    ['H with Shift or Caps Lock', press('H'), 'page', 'hand'],
    ['H where Cyrillic is written', press('р', { code: 'KeyH' }), 'page', 'hand'],
    ['?', press('?', { code: 'Slash' }), 'page', 'help'],
    ['? on a German keyboard', press('?', { code: 'Minus' }), 'page', 'help'],
    ['Space', space, 'page', 'talk'],
    ['Page down', press('PageDown'), 'page', 'next-page'],
    ['H on a button', press('h'), 'control', 'hand'],
    ['Space on a button', space, 'control', undefined],
    ['H in a field', press('h'), 'text', undefined],
    ['? in a field', press('?'), 'text', undefined],
    ['Space in a dialog', space, 'dialog', undefined],
    ['H in a dialog', press('h'), 'dialog', undefined],
    ['Ctrl H', press('h', { ctrlKey: true }), 'page', undefined],
    ['Cmd S', press('s', { metaKey: true }), 'page', undefined],
    ['Alt F', press('f', { altKey: true }), 'page', undefined],
    ['a key without a meaning', press('x'), 'page', undefined],
    ['a digit at no letter’s place', press('1', { code: 'Digit1' }), 'page', undefined],
  ])('%s', (_, pressed, target, shortcut) => {
    expect(shortcutFor(pressed, target)).toBe(shortcut);
  });

  test('has one meaning, and each meaning one key', () => {
    expect(new Set(singleKeys.map(({ key }) => key)).size).toBe(singleKeys.length);
    expect(new Set(singleKeys.map(({ shortcut }) => shortcut)).size).toBe(singleKeys.length);
  });
});
