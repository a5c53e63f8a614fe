import { expect, test } from 'vitest';
import { hearMuted, noSpeech } from '../../../renderer/state/muted-speech.ts';

const step = 100;

/** The moments, in ms, at which somebody is told who is as loud as this. */
function tolds(levels: readonly number[]): number[] {
  let speech = noSpeech;
  return levels.flatMap((level, index) => {
    const now = index * step;
    const { next, tell } = hearMuted(speech, level, step, now);
    speech = next;
    return tell ? [now] : [];
  });
}

const lasting = (level: number, ms: number) => Array.from({ length: ms / step }, () => level);

test.each([
  ['silence', lasting(0, 60_000), []],
  ['a fan', lasting(0.4, 60_000), []],
  ['a cough', [...lasting(0.9, 300), ...lasting(0, 5_000)], []],
  ['typing', Array.from({ length: 600 }, (_, index) => (index % 4 === 0 ? 0.8 : 0)), []],
  ['a word', lasting(0.7, 600), [500]],
  ['words with pauses', [0.8, 0.8, 0, 0.8, 0.8, 0.8, 0, 0.8, 0.8], [800]],
  ['somebody who goes on', lasting(0.7, 40_000), [500, 30_500]],
])('%s', (_, levels, told) => {
  expect(tolds(levels)).toEqual(told);
});
