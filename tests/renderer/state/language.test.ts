import { expect, test } from 'vitest';
import { chooseLanguage } from '../../../renderer/state/language.ts';
import { changePreferences, readLanguage } from '../../../renderer/state/preferences.ts';
import { guardedStorage } from '../../../renderer/state/storage.ts';

test.each([
  ['system', ['de-AT', 'en'], 'de'],
  ['system', ['fr', 'de'], 'de'],
  ['system', ['en-GB', 'de'], 'en'],
  ['system', ['fr', 'ja'], 'en'],
  ['system', [], 'en'],
  ['system', ['toString', 'DE'], 'de'],
  ['en', ['de'], 'en'],
  ['de', ['en'], 'de'],
] as const)('%s with %j speaks %s', (choice, preferred, language) => {
  expect(chooseLanguage(choice, preferred)).toBe(language);
});

test('the choice is kept, and what is no choice is the system', () => {
  const values = new Map([['parley.language', 'tlh']]);
  const storage = guardedStorage(() => ({
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  }));
  expect(readLanguage(storage)).toBe('system');
  changePreferences(storage, { language: 'de' });
  expect(readLanguage(storage)).toBe('de');
});
