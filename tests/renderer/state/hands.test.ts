import { expect, test } from 'vitest';
import { handsFirst, newHands, raisedHands, turns } from '../../../renderer/state/hands.ts';
import { volumeOf, withVolume } from '../../../renderer/state/volumes.ts';
import { person } from '../ui/fake-session.ts';

const me = person({ peerId: 'me', displayName: 'Me', self: true, handRaisedAt: 20 });
const ana = person({ peerId: 'ana', displayName: 'Ana', handRaisedAt: 30 });
const ben = person({ peerId: 'ben', displayName: 'Ben' });
const cleo = person({ peerId: 'cleo', displayName: 'Cleo', handRaisedAt: 10 });
const people = [me, ana, ben, cleo];

test('hands are in the order in which they were raised, and everybody else after them', () => {
  expect(raisedHands(people)).toEqual([cleo, me, ana]);
  expect([...turns(people)]).toEqual([
    ['cleo', 1],
    ['me', 2],
    ['ana', 3],
  ]);
  expect(handsFirst(people)).toEqual([cleo, me, ana, ben]);
});

test('new hands are those of others that were down before', () => {
  const before = [ana, ben, { ...cleo, handRaisedAt: null }, { ...me, handRaisedAt: null }];
  expect(newHands(before, people)).toEqual(['Cleo']);
  expect(newHands(people, people)).toEqual([]);
});

test('volumes are kept by name, in their bounds, the last changed first', () => {
  const known = withVolume(withVolume([], 'Ana', 0.5), 'Ben', 7);
  expect(known).toEqual([
    { name: 'Ben', volume: 2 },
    { name: 'Ana', volume: 0.5 },
  ]);
  expect([volumeOf(known, 'Ana'), volumeOf(known, 'Cleo')]).toEqual([0.5, 1]);
  expect(withVolume(known, 'Ben', 1)).toEqual([{ name: 'Ana', volume: 0.5 }]);
});

test('of many volumes the oldest are forgotten', () => {
  let known = withVolume([], 'first', 0);
  for (let count = 0; count < 200; count += 1) known = withVolume(known, `n${count}`, 0.5);
  expect(known).toHaveLength(200);
  expect(volumeOf(known, 'first')).toBe(1);
});
