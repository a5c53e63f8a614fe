import { expect, test } from 'vitest';
import { AudioPlayback } from '../../../renderer/media/audio-playback.ts';
import type { AudioPlayer } from '../../../renderer/media/audio-player.ts';
import { fakeTrack } from './fake-media.ts';

/** Players that play only after a gesture, if the page has not had one. */
function page({ gesture }: { gesture: boolean }) {
  const state = {
    gesture,
    playing: [] as MediaStreamTrack[],
    speakers: [] as string[],
    volumes: [] as number[],
  };
  const createPlayer = (): AudioPlayer => {
    let mine: MediaStreamTrack | undefined;
    return {
      async play(track) {
        if (!state.gesture) throw new DOMException('Wait for a gesture.', 'NotAllowedError');
        mine = track;
        state.playing.push(track);
      },
      async setSpeaker(deviceId) {
        if (deviceId === 'gone') throw new DOMException('No.', 'NotFoundError');
        state.speakers.push(deviceId);
      },
      setVolume(volume) {
        state.volumes.push(volume);
      },
      stop() {
        state.playing = state.playing.filter((track) => track !== mine);
      },
    };
  };
  return { state, playback: new AudioPlayback(createPlayer) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('plays each track once, until it is removed', async () => {
  const { state, playback } = page({ gesture: true });
  const track = await fakeTrack('audio');
  playback.add(track, 'ana');
  playback.add(track, 'ana');
  await settled();
  expect(state.playing).toEqual([track]);
  expect(playback.blocked.value).toBe(false);
  playback.remove(track);
  expect(state.playing).toEqual([]);
});

test('says when the browser waits for a gesture, and plays everything after it', async () => {
  const { state, playback } = page({ gesture: false });
  const tracks = [await fakeTrack('audio'), await fakeTrack('audio')];
  for (const track of tracks) playback.add(track, 'ana');
  await settled();
  expect(playback.blocked.value).toBe(true);

  await playback.unblock();
  expect(playback.blocked.value).toBe(true);

  state.gesture = true;
  await playback.unblock();
  expect(playback.blocked.value).toBe(false);
  expect(state.playing).toEqual(tracks);
});

test('nothing is blocked once nobody is left to hear', async () => {
  const { playback } = page({ gesture: false });
  const track = await fakeTrack('audio');
  playback.add(track, 'ana');
  await settled();
  playback.close();
  expect(playback.blocked.value).toBe(false);
});

test('uses the chosen speaker for those who are heard and those who come', async () => {
  const { state, playback } = page({ gesture: true });
  playback.add(await fakeTrack('audio'), 'ana');
  playback.setSpeaker('headset');
  playback.add(await fakeTrack('audio'), 'ana');
  playback.setSpeaker('headset');
  playback.setSpeaker('gone');
  await settled();
  expect(state.speakers).toEqual(['headset', 'headset']);
  expect(state.playing).toHaveLength(2);
});

test('plays each person as loud as they are set to be, also what they say later', async () => {
  const { state, playback } = page({ gesture: true });
  playback.setVolume('ana', 0.5);
  playback.add(await fakeTrack('audio'), 'ana');
  playback.add(await fakeTrack('audio'), 'ben');
  playback.setVolume('ben', 2);
  expect(state.volumes).toEqual([0.5, 1, 2]);
});
