import { describe, expect, test } from 'vitest';
import {
  followShares,
  noShares,
  type Shares,
  shareChanges,
} from '../../../renderer/state/shares.ts';
import { person } from '../ui/fake-session.ts';

const at = (displayName: string) => person({ displayName });
const sharing = (displayName: string) => person({ displayName, screenStarting: true });

describe('the stage', () => {
  test.each([
    ['nobody shares', noShares, [at('Ana'), at('Joon')], noShares],
    ['one begins', noShares, [at('Ana'), sharing('Joon')], { order: ['Joon'], shown: 'Joon' }],
    [
      'a newer one takes it, wherever its person stands',
      { order: ['Joon'], shown: 'Joon' },
      [sharing('Ana'), sharing('Joon')],
      { order: ['Joon', 'Ana'], shown: 'Ana' },
    ],
    [
      'a newer one takes it from the one that was chosen',
      { order: ['Joon', 'Ana'], shown: 'Joon' },
      [sharing('Ana'), sharing('Joon'), sharing('Lea')],
      { order: ['Joon', 'Ana', 'Lea'], shown: 'Lea' },
    ],
    [
      'goes to the newest that is left',
      { order: ['Joon', 'Ana', 'Lea'], shown: 'Lea' },
      [sharing('Ana'), sharing('Joon'), at('Lea')],
      { order: ['Joon', 'Ana'], shown: 'Ana' },
    ],
    [
      'stays with the chosen one while another ends',
      { order: ['Joon', 'Ana', 'Lea'], shown: 'Joon' },
      [sharing('Ana'), sharing('Joon')],
      { order: ['Joon', 'Ana'], shown: 'Joon' },
    ],
    ['is empty after the last', { order: ['Joon'], shown: 'Joon' }, [at('Ana')], noShares],
  ] satisfies [string, Shares, ReturnType<typeof at>[], Shares][])(
    '%s',
    (_, before, people, after) => {
      expect(followShares(before, people)).toEqual(after);
    },
  );

  test('is the same object where nothing has changed, chosen or not', () => {
    const chosen = { order: ['Joon', 'Ana'], shown: 'Joon' };
    expect(followShares(chosen, [sharing('Ana'), sharing('Joon')])).toBe(chosen);
  });

  test('never holds the own screen', () => {
    const self = person({ displayName: 'Me', self: true, screenStarting: true });
    expect(followShares(noShares, [self])).toBe(noShares);
  });
});

describe('what is told of shares', () => {
  test('who began and who ended', () => {
    const before = [at('Ana'), sharing('Joon')];
    const after = [sharing('Ana'), at('Joon'), sharing('Lea')];
    expect(shareChanges(before, after)).toEqual({ began: ['Ana', 'Lea'], ended: ['Joon'] });
  });

  test('nothing of those who left: that says it all', () => {
    expect(shareChanges([sharing('Ana')], [])).toEqual({ began: [], ended: [] });
  });
});
