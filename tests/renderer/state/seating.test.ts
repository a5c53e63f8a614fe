import { describe, expect, test } from 'vitest';
import { bringSpeaker, emptySeating, followPeople } from '../../../renderer/state/seating.ts';
import { person } from '../ui/fake-session.ts';

const me = person({ peerId: 'me', displayName: 'Me', self: true });
const named = (...ids: string[]) => ids.map((peerId) => person({ peerId, displayName: peerId }));
const speaking = (speaker: string, ...ids: string[]) =>
  named(...ids).map((each) => ({ ...each, speaking: each.peerId === speaker }));

describe('people', () => {
  test('sit in the order in which they came', () => {
    const seated = followPeople(emptySeating, [me, ...named('a', 'b')]);
    expect(seated).toEqual({ order: ['me', 'a', 'b'], spoke: [] });
    expect(followPeople(seated, [me, ...named('c', 'b')]).order).toEqual(['me', 'b', 'c']);
  });

  test('are the very same seating while nothing changes', () => {
    const people = [me, ...speaking('a', 'a', 'b')];
    const seated = followPeople(emptySeating, people);
    expect(followPeople(seated, people)).toBe(seated);
    expect(followPeople(seated, [me, ...named('a', 'b')])).toBe(seated);
  });

  test('are remembered as speakers until they leave, the last one first, and never oneself', () => {
    let seating = followPeople(emptySeating, [me, ...speaking('a', 'a', 'b')]);
    seating = followPeople(seating, [me, ...speaking('b', 'a', 'b')]);
    seating = followPeople(seating, [{ ...me, speaking: true }, ...named('a', 'b')]);
    expect(seating.spoke).toEqual(['b', 'a']);
    expect(followPeople(seating, [me, ...named('a')]).spoke).toEqual(['a']);
  });
});

describe('a speaker on another page', () => {
  const seating = { order: ['me', 'a', 'b', 'c', 'd'], spoke: ['d', 'b', 'a'] };

  test.each([
    ['changes places with who never spoke', ['a', 'b', 'c'], ['me', 'a', 'b', 'd', 'c']],
    ['changes places with who spoke longest ago', ['a', 'b'], ['me', 'd', 'b', 'c', 'a']],
    ['stays where nobody may give up the place', [], seating.order],
  ])('%s', (_, visible, order) => {
    expect(bringSpeaker(seating, ['d'], visible).order).toEqual(order);
  });

  test('who is visible already stays, and so does everybody else', () => {
    expect(bringSpeaker(seating, ['c'], ['a', 'b', 'd'])).toBe(seating);
    expect(bringSpeaker({ ...seating, spoke: [] }, ['d'], ['a', 'b'])).toMatchObject({
      order: seating.order,
    });
  });

  test('of many who never spoke the last one goes', () => {
    const silent = { order: ['a', 'b', 'c', 'd'], spoke: ['d'] };
    expect(bringSpeaker(silent, ['d'], ['a', 'b', 'c']).order).toEqual(['a', 'b', 'd', 'c']);
  });
});
