import { describe, expect, it } from 'vitest';
import { complete, completions, mentionAt } from '../../../renderer/state/mention-completion.ts';

/** The caret stands at the |. */
const at = (drawn: string) => ({ text: drawn.replace('|', ''), caret: drawn.indexOf('|') });

describe('a mention that is being typed', () => {
  it.each([
    ['@|', { start: 0, typed: '' }],
    ['hello @an|', { start: 6, typed: 'an' }],
    ['(@an|)', { start: 1, typed: 'an' }],
    ['a\n@Zo\u00eb| b', { start: 2, typed: 'Zo\u00eb' }],
    ['hello @an |', undefined],
    ['mail@an|', undefined],
    ['hello| @an', undefined],
    ['|', undefined],
  ])('%s', (drawn, expected) => {
    expect(mentionAt(at(drawn))).toEqual(expected);
  });
});

describe('the names that fit', () => {
  const names = ['Ben Adam', 'Ana', 'Ad\u00e8le', 'Ana', 'Cem'];
  it.each([
    ['a', ['Ana', 'Ad\u00e8le', 'Ben Adam']],
    ['ad', ['Ad\u00e8le', 'Ben Adam']],
    ['adel', ['Ad\u00e8le']],
    ['EV', ['everyone']],
    ['x', []],
    ['', ['Ben Adam', 'Ana', 'Ad\u00e8le', 'Cem', 'everyone']],
  ])('"%s"', (typed, expected) => {
    expect(completions({ start: 0, typed }, names)).toEqual(expected);
  });

  it('are not more than one can look over', () => {
    const many = Array.from({ length: 30 }, (_, n) => `Ana ${n}`);
    expect(completions({ start: 0, typed: 'ana' }, many)).toHaveLength(6);
  });
});

it.each([
  ['hello @an|', 'Ana Maria', 'hello @Ana Maria |'],
  ['@an| how are you', 'Ana', '@Ana |how are you'],
  ['@|', 'everyone', '@everyone |'],
])('completing %s', (drawn, name, expected) => {
  const typed = at(drawn);
  const query = mentionAt(typed);
  expect(query && complete(typed, query, name)).toEqual(at(expected));
});
