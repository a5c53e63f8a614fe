import { describe, expect, test } from 'vitest';
import {
  type Marks,
  type Quality,
  receivedQuality,
  sentQuality,
  settleQuality,
  toldQuality,
  withoutNetwork,
} from '../../../renderer/state/quality.ts';
import type { StreamFigures } from '../../../renderer/state/stream-figures.ts';

const well: StreamFigures = {
  kind: 'video',
  bitrate: 500_000,
  loss: 0,
  jitter: 5,
  roundTrip: 10,
  packets: 50,
  width: 640,
  height: 360,
  framesPerSecond: 25,
  dropped: 0,
  codec: 'VP8',
  layers: 0,
  limit: undefined,
};
const full: Marks = { score: 10, producerScore: 10 };

describe('what is received', () => {
  test.each<[string, Partial<StreamFigures>, Marks | undefined, number | undefined, string]>([
    ['all is well', {}, full, 10, 'good'],
    ['nothing is known but the figures', {}, undefined, undefined, 'good'],
    ['some packets are lost', { loss: 0.03 }, full, 10, 'fair own-network'],
    ['many packets are lost', { loss: 0.1 }, full, 10, 'poor own-network'],
    ['packets come unevenly', { jitter: 80 }, full, 10, 'fair own-network'],
    ['the browser tells no jitter', { jitter: undefined }, full, 10, 'good'],
    ['the server sees them arrive badly here', {}, { ...full, score: 5 }, 10, 'fair own-network'],
    [
      'the server gets little itself',
      { loss: 0.1 },
      { score: 5, producerScore: 6 },
      10,
      'poor their-network',
    ],
    [
      'the server gets next to nothing',
      {},
      { score: 9, producerScore: 2 },
      10,
      'poor their-network',
    ],
    ['frames come too late to be drawn', { dropped: 0.2 }, full, 10, 'fair own-computer'],
    ['the way is long', {}, full, 400, 'fair delay'],
    ['the worst counts', { loss: 0.03, dropped: 0.5 }, full, 400, 'poor own-computer'],
  ])('%s', (_, figures, marks, roundTrip, expected) => {
    const { level, reason } = receivedQuality({ ...well, ...figures }, marks, roundTrip);
    expect([level, reason].filter(Boolean).join(' ')).toBe(expected);
  });
});

describe('what is sent', () => {
  test.each<[string, Partial<StreamFigures>, string]>([
    ['all is well', {}, 'good'],
    ['the network holds it back', { limit: 'bandwidth' }, 'fair own-network'],
    ['packets are lost', { loss: 0.2, limit: 'bandwidth' }, 'poor own-network'],
    ['the computer holds it back', { limit: 'cpu' }, 'fair own-computer'],
    ['the way is long', { roundTrip: 700 }, 'poor delay'],
  ])('%s', (_, figures, expected) => {
    const { level, reason } = sentQuality({ ...well, ...figures });
    expect([level, reason].filter(Boolean).join(' ')).toBe(expected);
  });
});

test.each<[Quality, Quality]>([
  [{ level: 'good' }, { level: 'good' }],
  [
    { level: 'poor', reason: 'own-network' },
    { level: 'poor', reason: 'own-computer' },
  ],
  [
    { level: 'fair', reason: 'delay' },
    { level: 'fair', reason: 'own-computer' },
  ],
  [
    { level: 'fair', reason: 'their-network' },
    { level: 'fair', reason: 'their-network' },
  ],
])('within one computer %j is %j', (measured, said) => {
  expect(withoutNetwork(measured)).toEqual(said);
});

test('a level is shown once it was measured twice in a row', () => {
  const good: Quality = { level: 'good' };
  const poor: Quality = { level: 'poor', reason: 'own-network' };
  const shown: string[] = [];
  let state = settleQuality(undefined, good);
  for (const measured of [poor, good, poor, poor, good, poor, good, good]) {
    state = settleQuality(state, measured);
    shown.push(state.quality.level);
  }
  expect(shown).toEqual(['good', 'good', 'good', 'poor', 'poor', 'poor', 'poor', 'good']);
});

test.each([
  ['sender-cpu', 'their-computer'],
  ['sender-uplink', 'their-network'],
  ['my-downlink', 'own-network'],
  ['hidden', undefined],
  ['saving', undefined],
  ['layer-limit', undefined],
  [null, undefined],
] as const)('a picture held back by %s is blamed on %s', (told, reason) => {
  expect(toldQuality(told).reason).toBe(reason);
});
