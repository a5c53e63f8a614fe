import { describe, expect, test } from 'vitest';
import { type OwnMedia, toParticipants } from '../../../renderer/call/participants.ts';
import type { Picture } from '../../../renderer/call/reception.ts';
import { emptyRoster, type Roster } from '../../../renderer/call/roster.ts';
import type { ProducerInfo } from '../../../sfu/protocol/model.ts';
import { fakeTrack } from '../media/fake-media.ts';

const microphone: ProducerInfo = {
  producerId: 'mic',
  kind: 'audio',
  source: 'microphone',
  paused: false,
};
const camera: ProducerInfo = {
  producerId: 'cam',
  kind: 'video',
  source: 'camera',
  paused: false,
};
const screen: ProducerInfo = {
  producerId: 'screen',
  kind: 'video',
  source: 'screen',
  paused: false,
};
const quiet: OwnMedia = {
  microphone: 'off',
  camera: { name: 'off' },
  screen: null,
  handRaisedAt: null,
};

function withAna(producers: ProducerInfo[], speaker: string | null = null): Roster {
  const ana = { peerId: 'ana', displayName: 'Ana', producers };
  return { self: { peerId: 'me', displayName: 'Me' }, peers: [ana], speaker };
}

const ana = (roster: Roster, pictures: [string, Picture][] = []) =>
  toParticipants(roster, new Map(pictures), quiet)[1];

describe('participants', () => {
  test('are nobody before the first join', () => {
    expect(toParticipants(emptyRoster, new Map(), quiet)).toEqual([]);
  });

  test('have oneself first, with the own devices', async () => {
    const track = await fakeTrack('video');
    const own: OwnMedia = {
      microphone: 'on',
      camera: { name: 'on', track },
      screen: null,
      handRaisedAt: 7,
    };
    expect(toParticipants(withAna([], 'me'), new Map(), own)[0]).toEqual({
      peerId: 'me',
      displayName: 'Me',
      self: true,
      microphone: 'on',
      camera: track,
      cameraStarting: false,
      screen: null,
      screenStarting: false,
      speaking: true,
      reconnecting: false,
      handRaisedAt: 7,
    });
  });

  test('share a screen beside their camera, starting until its first frame', async () => {
    const [face, shared] = await Promise.all([fakeTrack('video'), fakeTrack('video')]);
    const roster = withAna([camera, screen]);
    const pictures: [string, Picture][] = [['cam', { name: 'flowing', track: face }]];
    expect(ana(roster, pictures)).toMatchObject({ screen: null, screenStarting: true });
    pictures.push(['screen', { name: 'flowing', track: shared }]);
    expect(ana(roster, pictures)).toMatchObject({
      camera: face,
      screen: shared,
      screenStarting: false,
    });
    expect(ana(withAna([camera]), pictures)).toMatchObject({ screen: null, screenStarting: false });
  });

  test.each([
    ['none', [], 'off'],
    ['paused', [{ ...microphone, paused: true }], 'off'],
    ['flowing', [microphone], 'on'],
    [
      'flowing beside a paused one',
      [{ ...microphone, producerId: 'old', paused: true }, microphone],
      'on',
    ],
  ] as const)('microphone %s is %s', (_, producers, expected) => {
    expect(ana(withAna([...producers]))?.microphone).toBe(expected);
  });

  test('a camera is starting until its first frame', async () => {
    const track = await fakeTrack('video');
    const roster = withAna([camera]);
    const seen = (picture?: Picture) => {
      const { camera: shown, cameraStarting } =
        ana(roster, picture ? [['cam', picture]] : []) ?? {};
      return { shown, cameraStarting };
    };
    expect(seen()).toEqual({ shown: null, cameraStarting: true });
    expect(seen({ name: 'starting', track: null })).toEqual({ shown: null, cameraStarting: true });
    expect(seen({ name: 'starting', track })).toEqual({ shown: track, cameraStarting: true });
    expect(seen({ name: 'flowing', track })).toEqual({ shown: track, cameraStarting: false });
    expect(seen({ name: 'refused' })).toEqual({ shown: null, cameraStarting: false });
  });

  test('a paused camera is off, whatever was received', async () => {
    const track = await fakeTrack('video');
    const paused = withAna([{ ...camera, paused: true }]);
    const shown = ana(paused, [['cam', { name: 'flowing', track }]]);
    expect(shown).toMatchObject({ camera: null, cameraStarting: false });
  });

  test('who has not changed is the same object, so that only changed tiles are drawn', () => {
    const before = toParticipants(withAna([microphone]), new Map(), quiet);
    const after = toParticipants(withAna([microphone], 'me'), new Map(), quiet, before);
    expect(after[1]).toBe(before[1]);
    expect(after[0]).not.toBe(before[0]);
    expect(after[0]?.speaking).toBe(true);
  });
});
