import { expect, test } from 'vitest';
import { PushToTalk } from '../../../renderer/ui/meeting/push-to-talk.ts';
import { FakeMedia } from './fake-session.ts';

function muted() {
  const media = new FakeMedia();
  return { media, talk: new PushToTalk(media) };
}

test('is heard as long as the key is held', () => {
  const { media, talk } = muted();
  talk.press();
  talk.press();
  expect(talk.holding).toBe(true);
  talk.release();
  talk.release();
  expect(media.asked).toEqual([
    ['microphone', true],
    ['microphone', false],
  ]);
});

test('does nothing for somebody who is heard anyway', () => {
  const { media, talk } = muted();
  media.microphone.value = { name: 'starting' };
  talk.press();
  talk.release();
  expect(media.asked).toEqual([]);
});

test('whoever is muted while the key is held stays muted when it is let go', () => {
  const { media, talk } = muted();
  talk.press();
  media.microphone.value = { name: 'off' };
  expect(talk.holding).toBe(false);
  media.microphone.value = { name: 'starting' };
  talk.release();
  expect(media.asked).toEqual([['microphone', true]]);
});
