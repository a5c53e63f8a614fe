import { expect, test } from 'vitest';
import type { CallSample, StreamSample } from '../../../renderer/call/statistics.ts';
import { diagnosis } from '../../../renderer/state/diagnosis.ts';

const figures: StreamSample['figures'] = {
  kind: 'video',
  bitrate: 480_000,
  loss: 0.004,
  jitter: 3.2,
  roundTrip: undefined,
  packets: 40,
  width: 640,
  height: 360,
  framesPerSecond: 25,
  dropped: 0,
  codec: 'VP8',
  layers: 0,
  limit: undefined,
};

const sample: CallSample = {
  at: 1_000,
  path: { reach: 'lan', protocol: 'udp', roundTrip: 2.5, capacity: 3_000_000 },
  streams: [
    {
      peerId: 'peer-secret-1',
      source: 'camera',
      own: false,
      figures,
      quality: { level: 'fair', reason: 'own-network' },
    },
    {
      peerId: 'peer-secret-0',
      source: 'camera',
      own: true,
      figures: { ...figures, layers: 3, limit: 'cpu' },
      quality: { level: 'good' },
    },
  ],
};

const about = {
  userAgent: 'Browser/1.0',
  edition: 'browser',
  language: 'en',
  cores: 8,
  window: { width: 1280, height: 800, pixelRatio: 2 },
  state: 'joined',
  people: 2,
  videoMode: 'full',
};

test('says what was measured, and numbers the people', () => {
  const slower = { ...sample, streams: sample.streams.slice(0, 1) };
  expect(diagnosis([slower, sample], about)).toBe(
    [
      'Parley diagnosis',
      'Edition: browser; language en',
      'Browser: Browser/1.0',
      'Machine: 8 cores; window 1280 x 800 at 2',
      'Meeting: joined; people 2; video full',
      'Path: lan over udp; round trip 2.5 ms; carries 3 Mbit/s',
      'Measured: 2 samples, one a second',
      'person 1 sends camera: VP8, 640 x 360 at 25 fps, 480 kbit/s (480 kbit/s to 480 kbit/s), loss 0.4% (at most 0.4%), jitter 3.2 ms, fair because of own-network',
      'you send camera: VP8, 640 x 360 at 25 fps, 480 kbit/s (480 kbit/s to 480 kbit/s), loss 0.4% (at most 0.4%), jitter 3.2 ms, 3 layers, limited by cpu, good',
      '',
    ].join('\n'),
  );
});

test('names no peer, and does without anything measured', () => {
  expect(diagnosis([sample], about)).not.toContain('secret');
  expect(diagnosis([], about)).toContain('Path: none');
});
