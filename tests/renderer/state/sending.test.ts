import { describe, expect, test } from 'vitest';
import { chooseCodec } from '../../../renderer/state/codec-choice.ts';
import type { VideoMode } from '../../../renderer/state/picture-wish.ts';
import {
  captureSize,
  highestLayer,
  needsNewProducer,
  type SendSituation,
  sendPlan,
} from '../../../renderer/state/send-plan.ts';

const all = ['video/VP8', 'video/VP9', 'video/H264', 'video/AV1'];

describe('the codec', () => {
  test.each<[string, 'camera' | 'screen', string[], string[] | undefined, string | undefined]>([
    ['of a camera, in a room of browsers', 'camera', all, all, 'video/VP8'],
    ['of a screen, there', 'screen', all, all, 'video/VP9'],
    ['of a screen, while nothing is known', 'screen', all, undefined, 'video/VP9'],
    ['where somebody cannot decode VP9', 'screen', all, ['video/VP8'], 'video/VP8'],
    ['where somebody knows H264 alone', 'camera', all, ['video/H264'], 'video/H264'],
    ['where this browser cannot encode VP9', 'screen', ['video/VP8'], all, 'video/VP8'],
    ['however it is written', 'screen', ['video/vp9'], ['VIDEO/VP9'], 'video/VP9'],
    ['where there is none for all', 'camera', ['video/VP8'], ['video/AV1'], 'video/VP8'],
    ['where the room has none', 'screen', all, [], 'video/VP9'],
    ['where this browser has none', 'screen', ['video/HEVC'], all, undefined],
  ])('%s', (_, source, sendable, common, expected) => {
    expect(chooseCodec(source, sendable, common, 8)).toBe(expected);
  });

  test('of a screen is what two cores can encode', () => {
    expect(chooseCodec('screen', all, all, 2)).toBe('video/VP8');
    expect(chooseCodec('screen', ['video/VP9'], all, 2)).toBe('video/VP9');
  });
});

describe('the plan', () => {
  const base: SendSituation = {
    source: 'screen',
    detail: 'text',
    codec: 'video/VP9',
    profile: 'open',
  };
  test.each<
    [string, Partial<SendSituation>, (string | undefined)[], (number | undefined)[], string]
  >([
    [
      'of a camera',
      { source: 'camera', codec: 'video/VP8' },
      ['L1T3', 'L1T3', 'L1T3'],
      [150_000, 500_000, 1_500_000],
      'balanced',
    ],
    [
      'of a camera on a local network',
      { source: 'camera', codec: 'video/VP8', profile: 'lan' },
      ['L1T3', 'L1T3', 'L1T3'],
      [300_000, 1_200_000, undefined],
      'balanced',
    ],
    ['of text', {}, ['L1T3'], [5_000_000], 'maintain-resolution'],
    [
      'of text on a local network',
      { profile: 'lan' },
      ['L1T3'],
      [undefined],
      'maintain-resolution',
    ],
    ['of motion', { detail: 'motion' }, ['L3T3_KEY'], [5_000_000], 'maintain-framerate'],
    [
      'of motion with a codec of one size',
      { detail: 'motion', codec: 'video/VP8' },
      [undefined],
      [5_000_000],
      'maintain-framerate',
    ],
  ])('%s', (_, change, modes, caps, preference) => {
    const plan = sendPlan({ ...base, ...change });
    expect(plan.encodings.map(({ scalabilityMode }) => scalabilityMode)).toEqual(modes);
    expect(plan.encodings.map(({ maxBitrate }) => maxBitrate)).toEqual(caps);
    expect(plan.preference).toBe(preference);
  });

  test('of a camera halves the size from layer to layer', () => {
    const { encodings } = sendPlan({ ...base, source: 'camera' });
    expect(encodings.map((each) => each.scaleResolutionDownBy)).toEqual([4, 2, 1]);
  });

  test('is followed while it flows, unless the layers are others', () => {
    const text = sendPlan(base);
    expect(needsNewProducer(text, sendPlan({ ...base, profile: 'lan' }))).toBe(false);
    expect(needsNewProducer(text, sendPlan({ ...base, detail: 'motion' }))).toBe(true);
  });
});

test.each<['camera' | 'screen', number | null, VideoMode, number]>([
  ['camera', null, 'full', -1],
  ['camera', 0, 'full', 0],
  ['camera', 7, 'full', 7],
  ['camera', 7, 'saver', 1],
  ['camera', 0, 'saver', 0],
  ['camera', null, 'saver', -1],
  ['screen', 7, 'saver', 7],
  ['screen', null, 'audio-only', -1],
])(
  'of a %s of which %s is wanted, with %s, layers up to %i are sent',
  (source, wanted, mode, top) => {
    expect(highestLayer(source, wanted, mode)).toBe(top);
  },
);

test('a camera is captured in full size where nothing is capped', () => {
  expect(captureSize('lan')).toMatchObject({ height: { ideal: 1080 } });
  expect(captureSize('open')).toMatchObject({ height: { ideal: 720 } });
});
