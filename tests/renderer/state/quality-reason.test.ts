import { describe, expect, test } from 'vitest';
import {
  limitationOf,
  type QualityFacts,
  type QualityReason,
  reasonFor,
} from '../../../renderer/state/quality-reason.ts';

const good: QualityFacts = {
  wish: { paused: false, spatialLayer: 2, priority: 1 },
  mode: 'full',
  ideal: 2,
  current: 2,
  limitation: 'none',
  producerScore: 10,
  score: 10,
  enlarged: 1,
};
const paused = { ...good.wish, paused: true };
const saved = { ...good.wish, spatialLayer: 0 };

test.each<[string, Partial<QualityFacts>, QualityReason | null]>([
  ['all is well', {}, null],
  ['nothing was said yet', { current: undefined }, null],
  ['more comes than was asked for', { current: 2, wish: saved, ideal: 0 }, null],
  ['it is out of sight', { wish: paused, current: null }, 'hidden'],
  ['only voices are wanted', { wish: paused, mode: 'audio-only' }, 'saving'],
  ['data is saved', { wish: saved, mode: 'saver', current: 0 }, 'saving'],
  ['a lower layer comes', { current: 0 }, 'my-downlink'],
  ['none comes', { current: null }, 'my-downlink'],
  ['packets are lost on the way here', { score: 5 }, 'my-downlink'],
  ['packets are lost before the server', { producerScore: 4, score: 4 }, 'sender-uplink'],
  ['it is only beginning', { producerScore: 0, score: 0 }, null],
  ['the sender is slow', { limitation: 'cpu' }, 'sender-cpu'],
  [
    'the sender is slow, and so a lower layer comes',
    { limitation: 'cpu', current: 1 },
    'sender-cpu',
  ],
  ['the sender has no bandwidth', { limitation: 'bandwidth', current: 1 }, 'sender-uplink'],
  ['it is drawn very large', { enlarged: 2.5 }, 'layer-limit'],
  ['it is drawn a little larger', { enlarged: 1.5 }, null],
])('where %s', (_, change, expected) => {
  expect(reasonFor({ ...good, ...change })).toBe(expected);
});

describe('what holds a sender back', () => {
  const stream = (qualityLimitationReason: string, active = true) => ({
    qualityLimitationReason,
    active,
  });
  test.each([
    ['nothing', [], 'none'],
    ['nothing in any stream', [stream('none'), stream('none')], 'none'],
    ['bandwidth in one', [stream('none'), stream('bandwidth')], 'bandwidth'],
    ['its machine first', [stream('bandwidth'), stream('cpu')], 'cpu'],
    ['nothing that is off', [stream('none'), stream('cpu', false)], 'none'],
    ['something else', [stream('other')], 'none'],
  ] as const)('%s', (_, streams, expected) => {
    expect(limitationOf(streams)).toBe(expected);
  });
});
