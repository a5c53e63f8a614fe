import { describe, expect, test } from 'vitest';
import { formatElapsed } from '../../../renderer/state/elapsed.ts';
import { hueOf, initials } from '../../../renderer/state/person.ts';
import { spokenRoomId } from '../../../renderer/state/room-id.ts';
import { adjectives, animals, landscapes } from '../../../renderer/state/room-words.ts';
import { rosterChanges } from '../../../renderer/state/roster-changes.ts';
import { isRoomId } from '../../../renderer/state/route.ts';
import { limits } from '../../../sfu/protocol/model.ts';
import { person } from '../ui/fake-session.ts';

test.each([
  ['Ana Kovač', 'AK'],
  ['ana', 'A'],
  ['Maria del Carmen Ruiz', 'MR'],
  ['jean-luc', 'JL'],
  ['王小明', '王'],
  ['👩‍🔬 Lab', '👩‍🔬L'],
  ['e\u0301lise', 'E\u0301'],
  ['...', ''],
])('the initials of %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

describe('a colour', () => {
  test('is always the same for a name, however it is encoded', () => {
    expect(hueOf('Kova\u010d')).toBe(hueOf('Kovac\u030c'));
  });

  test('is a hue, and differs between people', () => {
    const hues = ['Ana', 'Joon', 'Lea', 'Tomas', 'Ines', 'Mara', ''].map(hueOf);
    for (const hue of hues) expect(hue).toBeGreaterThanOrEqual(0);
    for (const hue of hues) expect(hue).toBeLessThan(360);
    expect(new Set(hues).size).toBe(hues.length);
  });
});

describe('a spoken room id', () => {
  test('is three words, and a room id', () => {
    for (let times = 0; times < 200; times += 1) {
      const id = spokenRoomId();
      expect(id).toMatch(/^[a-z]+-[a-z]+-[a-z]+$/);
      expect(isRoomId(id)).toBe(true);
    }
  });

  test('has as many words of each kind as divide the draw without a rest', () => {
    for (const words of [adjectives, animals, landscapes]) {
      expect(new Set(words).size).toBe(128);
      for (const word of words) expect(word).toMatch(/^[a-z]{2,9}$/);
    }
  });

  test('is drawn from the whole list', () => {
    expect(spokenRoomId(() => 0)).toBe(`${adjectives[0]}-${animals[0]}-${landscapes[0]}`);
    expect(spokenRoomId((limit) => limit - 1)).toBe(
      `${adjectives[127]}-${animals[127]}-${landscapes[127]}`,
    );
  });

  test('leaves room for the name of its host', () => {
    expect("'s room".length + limits.displayNameLength).toBeLessThanOrEqual(limits.roomNameLength);
  });
});

test('only others come and go', () => {
  const self = person({ displayName: 'Mara', self: true });
  const [ana, joon] = [person({ displayName: 'Ana' }), person({ displayName: 'Joon' })];
  expect(rosterChanges([], [self])).toEqual({ joined: [], left: [] });
  expect(rosterChanges([self, ana], [self, joon])).toEqual({ joined: ['Joon'], left: ['Ana'] });
  const renamed = { ...ana, displayName: 'Ana K', microphone: 'off' } as const;
  expect(rosterChanges([self, ana], [self, renamed])).toEqual({ joined: [], left: [] });
});

test.each([
  [-5, '0:00'],
  [0, '0:00'],
  [59_999, '0:59'],
  [248_000, '4:08'],
  [3_600_000, '1:00:00'],
  [36_061_000, '10:01:01'],
])('%i ms is %s', (milliseconds, clock) => {
  expect(formatElapsed(milliseconds)).toBe(clock);
});
