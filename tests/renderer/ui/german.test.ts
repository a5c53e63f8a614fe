import { beforeAll, describe, expect, test } from 'vitest';
import { deviceTrouble, errorWords } from '../../../renderer/ui/error-words.ts';
import { german } from '../../../renderer/ui/languages/german.ts';
import { speak } from '../../../renderer/ui/languages/language.ts';
import { words } from '../../../renderer/ui/words.ts';

const page = { lang: 'en' };
let english: string[];
beforeAll(async () => {
  english = textsOf(words);
  await speak('de', page);
});

test('the page says which language it speaks, and speaks it', () => {
  expect(page.lang).toBe('de');
  expect(words.join).toBe('Beitreten');
  expect(words.screen.share).toBe('Bildschirm teilen');
  expect(errorWords.call.ROOM_FULL.what).toBe('Der Raum ist voll.');
});

test('parts that are loaded later speak it too', async () => {
  const { settingsWords } = await import('../../../renderer/ui/settings/settings-words.ts');
  expect(settingsWords.language).toBe('Sprache');
});

describe('people, names and days', () => {
  test.each([
    [0, 'Noch ist niemand da'],
    [1, '1 Person ist da'],
    [2, '2 Personen sind da'],
  ])('%d', (count, said) => {
    expect(words.preJoin.presence(count)).toBe(said);
  });

  test.each([
    [['Ana'], 'Ana ist jetzt da.'],
    [['Ana', 'Joon'], 'Ana und Joon sind jetzt da.'],
    [['Ana', 'Joon', 'Lea'], 'Ana und 2 weitere sind jetzt da.'],
  ])('%j', (names, said) => {
    expect(words.meeting.joined(names)).toBe(said);
  });

  test('yesterday', () => {
    const now = new Date(2026, 10, 20, 0, 30).getTime();
    expect(words.recent.when(new Date(2026, 10, 19, 23).getTime(), now)).toBe('gestern');
    expect(words.recent.when(new Date(2026, 10, 3).getTime(), now)).toBe('3. November 2026');
  });
});

test('a device in trouble is named in its gender', () => {
  expect(deviceTrouble('camera', 'missing').what).toBe('Es wurde keine Kamera gefunden.');
  expect(deviceTrouble('microphone', 'busy').advice).toContain('es wieder ein');
});

test('no text is left in English, empty or shouting', () => {
  const same = textsOf(german.words).filter((text) => english.includes(text));
  // Names, and words that are the same in both.
  expect(same.filter((text) => !['Parley'].includes(text))).toEqual([]);
  const texts = textsOf(german);
  // Nothing is said of the app's own permission: the system asks for it.
  expect(texts.filter((text) => text === '')).toHaveLength(1);
  for (const text of texts) expect(text).not.toMatch(/!/);
});

/** Every plain text of a catalogue; those that depend on something have tests of their own. */
function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsOf) : [];
}
