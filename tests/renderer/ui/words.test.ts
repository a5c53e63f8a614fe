import { describe, expect, test } from 'vitest';
import type { DeviceTrouble } from '../../../renderer/media/media-state.ts';
import { deviceTrouble, errorWords } from '../../../renderer/ui/error-words.ts';
import { settingsWords } from '../../../renderer/ui/settings/settings-words.ts';
import { words } from '../../../renderer/ui/words.ts';
import { errorCodes } from '../../../sfu/protocol/errors.ts';
import { linkErrorCodes } from '../../../sfu/protocol/invite.ts';

const sentence = /^[A-Z][^!]*\.$/;
const troubles: DeviceTrouble[] = ['denied', 'missing', 'busy', 'insecure', 'unknown'];

describe('every failure has a sentence and an advice', () => {
  test.each(Object.entries(errorWords.call))('%s', (_code, { what, advice }) => {
    expect(what).toMatch(sentence);
    expect(advice).toMatch(sentence);
  });

  test('of every code of the wire and of the client', () => {
    const own = ['TIMEOUT', 'CONNECTION_LOST', 'UNREACHABLE', 'BROWSER'];
    expect(Object.keys(errorWords.call).sort()).toEqual([...errorCodes, ...own].sort());
    expect(Object.keys(errorWords.link).sort()).toEqual([...linkErrorCodes, 'LINK_EMPTY'].sort());
    for (const text of Object.values(errorWords.link)) expect(text).toMatch(sentence);
  });

  test.each(troubles)('a device that is %s', (trouble) => {
    for (const device of ['microphone', 'camera', 'both'] as const) {
      const { what, advice } = deviceTrouble(device, trouble);
      expect(what).toMatch(sentence);
      expect(advice).toMatch(sentence);
    }
  });
});

test.each(Object.entries(errorWords.screens))(
  'a screen that is %s',
  (_trouble, { what, advice }) => {
    expect(what).toMatch(sentence);
    expect(advice).toMatch(sentence);
  },
);

test.each([
  ['screen', false, 'You are sharing your screen.'],
  ['window', false, 'You are sharing a window.'],
  ['tab', true, 'You are sharing a tab with its sound.'],
] as const)('a shared %s', (surface, withSound, said) => {
  expect(words.screen.own(surface, withSound)).toBe(said);
});

test.each([
  [['Ana'], 'Ana joined.'],
  [['Ana', 'Joon'], 'Ana and Joon joined.'],
  [['Ana', 'Joon', 'Lea'], 'Ana and 2 others joined.'],
])('%j', (names, said) => {
  expect(words.meeting.joined(names)).toBe(said);
});

describe('a day in the past', () => {
  const now = new Date(2026, 10, 20, 0, 30).getTime();
  test.each([
    [new Date(2026, 10, 20, 0, 10), 'today'],
    [new Date(2026, 10, 19, 23, 50), 'yesterday'],
    [new Date(2026, 10, 16, 12), 'Monday'],
    [new Date(2026, 10, 13, 12), 'November 13, 2026'],
    [new Date(2026, 10, 21), 'today'],
  ])('%s', (moment, said) => {
    expect(words.recent.when(moment.getTime(), now)).toBe(said);
  });
});

test('no sentence shouts or stammers', () => {
  const texts = JSON.stringify([words, settingsWords]);
  expect(texts).not.toMatch(/!|oops|sorry|please/i);
});
