import { describe, expect, test } from 'vitest';
import { reachOf, readPath } from '../../../renderer/state/media-path.ts';
import { readStreams, type StatEntry } from '../../../renderer/state/stream-figures.ts';

const report = (...entries: StatEntry[]) =>
  new Map(entries.map((entry) => [String(entry.id), entry]));

const inbound = (more: StatEntry): StatEntry => ({
  id: 'in',
  type: 'inbound-rtp',
  kind: 'video',
  trackIdentifier: 'their-camera',
  codecId: 'codec',
  jitter: 0.004,
  frameWidth: 640,
  frameHeight: 360,
  framesPerSecond: 25,
  ...more,
});
const codec = { id: 'codec', type: 'codec', mimeType: 'video/VP8' };

describe('a received stream', () => {
  test('is measured between two looks', () => {
    const counters = { bytesReceived: 1_000, packetsReceived: 10, packetsLost: 1 };
    const first = readStreams(report(inbound(counters), codec), 1_000);
    expect(first.streams.get('their-camera')).toMatchObject({ bitrate: 0, loss: 0, packets: 0 });
    const later = inbound({ bytesReceived: 126_000, packetsReceived: 100, packetsLost: 11 });
    const second = readStreams(report(later, codec), 3_000, first);
    expect(second.streams.get('their-camera')).toEqual({
      kind: 'video',
      bitrate: 500_000,
      loss: 0.1,
      jitter: 4,
      roundTrip: undefined,
      packets: 90,
      width: 640,
      height: 360,
      framesPerSecond: 25,
      dropped: 0,
      codec: 'VP8',
      layers: 0,
      limit: undefined,
    });
  });

  test('that begins anew has done nothing yet', () => {
    const before = readStreams(report(inbound({ bytesReceived: 5_000 })), 0);
    const after = readStreams(report(inbound({ bytesReceived: 100 })), 1_000, before);
    expect(after.streams.get('their-camera')?.bitrate).toBe(0);
  });

  test('loses no less than nothing when late packets arrive', () => {
    const before = readStreams(report(inbound({ packetsReceived: 10, packetsLost: 5 })), 0);
    const after = readStreams(
      report(inbound({ packetsReceived: 30, packetsLost: 2 })),
      1_000,
      before,
    );
    expect(after.streams.get('their-camera')?.loss).toBe(0);
  });
});

test('a sent stream is the sum of its layers, described by the largest that flows', () => {
  const layer = (rid: string, width: number, bytesSent: number, active = true): StatEntry => ({
    id: rid,
    type: 'outbound-rtp',
    kind: 'video',
    mediaSourceId: 'source',
    remoteId: 'remote',
    frameWidth: width,
    frameHeight: (width * 9) / 16,
    bytesSent,
    active,
    qualityLimitationReason: 'bandwidth',
  });
  const source = { id: 'source', type: 'media-source', trackIdentifier: 'own-camera' };
  const remote = { id: 'remote', fractionLost: 0.05, jitter: 0.02, roundTripTime: 0.08 };
  const look = (factor: number) =>
    report(
      layer('low', 320, 1_000 * factor),
      layer('middle', 640, 4_000 * factor),
      layer('high', 1_280, 0, false),
      source,
      remote,
    );
  const first = readStreams(look(1), 0);
  const { streams } = readStreams(look(2), 1_000, first);
  expect(streams.get('own-camera')).toMatchObject({
    bitrate: 40_000,
    loss: 0.05,
    jitter: 20,
    roundTrip: 80,
    width: 640,
    height: 360,
    layers: 2,
    limit: 'bandwidth',
  });
});

describe('the path', () => {
  const pair = {
    id: 'pair',
    type: 'candidate-pair',
    localCandidateId: 'local',
    remoteCandidateId: 'remote',
    currentRoundTripTime: 0.0125,
    availableOutgoingBitrate: 2_000_000,
  };
  const transport = { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' };
  const local = { id: 'local', candidateType: 'host' };
  const remote = { id: 'remote', address: '192.168.1.4', protocol: 'udp' };

  test('is the one that the transport has selected', () => {
    const other = { id: 'other', type: 'candidate-pair' };
    expect(readPath(report(other, pair, transport, local, remote))).toEqual({
      reach: 'lan',
      protocol: 'udp',
      roundTrip: 12.5,
      capacity: 2_000_000,
    });
  });

  test.each([
    ['a relay', { ...local, candidateType: 'relay' }, remote, { reach: 'relayed' }],
    ['TCP', local, { ...remote, protocol: 'tcp' }, { reach: 'lan', protocol: 'tcp' }],
    ['the internet', local, { ...remote, address: '203.0.113.7' }, { reach: 'direct' }],
  ])('over %s', (_, mine, theirs, expected) => {
    expect(readPath(report(pair, transport, mine, theirs))).toMatchObject(expected);
  });

  test('is found without an entry for the transport, and may not be there yet', () => {
    expect(readPath(report({ ...pair, selected: true }, local, remote))?.reach).toBe('lan');
    expect(readPath(report(local, remote))).toBeUndefined();
  });

  test.each([
    ['127.0.0.1', 'here'],
    ['::1', 'here'],
    ['10.1.2.3', 'lan'],
    ['172.16.0.1', 'lan'],
    ['172.32.0.1', 'direct'],
    ['169.254.10.1', 'lan'],
    ['fd12:3456::1', 'lan'],
    ['fe80::1', 'lan'],
    ['2001:db8::1', 'direct'],
    ['0b1f7a52.local', 'lan'],
    ['', 'lan'],
    ['198.51.100.10', 'direct'],
  ])('to %s is %s', (address, reach) => {
    expect(reachOf(address)).toBe(reach);
  });
});
