import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Gestures } from '../../../renderer/call/gestures.ts';
import type { Signalling } from '../../../renderer/signalling/signalling.ts';

/** Answers as a server does, and writes down what was asked. */
function gestures() {
  const asked: string[] = [];
  const request = (async (name: string) => {
    asked.push(name);
    return name === 'raiseHand' ? { raisedAt: 1_000 + asked.length } : {};
  }) as Signalling['request'];
  return { asked, gestures: new Gestures({ request }) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a hand is up once the server says so, and down again', async () => {
  const { asked, gestures: mine } = gestures();
  const raising = mine.setHand(true);
  expect(mine.hand.value).toBe(null);
  await raising;
  expect(mine.hand.value).toBe(1_001);
  await mine.setHand(false);
  expect(mine.hand.value).toBe(null);
  expect(asked).toEqual(['raiseHand', 'lowerHand']);
});

test('a hand that was lowered while it rose stays down', async () => {
  const { gestures: mine } = gestures();
  await Promise.all([mine.setHand(true), mine.setHand(false)]);
  expect(mine.hand.value).toBe(null);
});

test('after a join that brought the hand along it is up with its time', () => {
  const { asked, gestures: mine } = gestures();
  mine.rejoined(70);
  expect(mine.hand.value).toBe(70);
  expect(asked).toEqual([]);
});

test('after a join that lost the hand it is raised again', async () => {
  const { asked, gestures: mine } = gestures();
  await mine.setHand(true);
  mine.rejoined(undefined);
  await vi.waitFor(() => expect(mine.hand.value).toBe(1_002));
  expect(asked).toEqual(['raiseHand', 'raiseHand']);
});

test('reactions are shown for a moment, one’s own too', async () => {
  const { gestures: mine } = gestures();
  mine.hear({ name: 'reacted', payload: { peerId: 'ana', reaction: 'love' } });
  await mine.react('yes', 'me');
  expect(mine.reactions.value).toMatchObject([
    { peerId: 'ana', reaction: 'love' },
    { peerId: 'me', reaction: 'yes' },
  ]);
  vi.advanceTimersByTime(5_000);
  expect(mine.reactions.value).toEqual([]);
});

test('after the end nothing is shown any more', () => {
  const { gestures: mine } = gestures();
  mine.hear({ name: 'reacted', payload: { peerId: 'ana', reaction: 'no' } });
  mine.close();
  mine.hear({ name: 'reacted', payload: { peerId: 'ana', reaction: 'no' } });
  expect(mine.reactions.value).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
