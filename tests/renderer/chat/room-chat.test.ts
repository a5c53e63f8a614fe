import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import type { CallState, Participant } from '../../../renderer/call/call-state.ts';
import { chatAsText, continues } from '../../../renderer/chat/chat-history.ts';
import { RoomChat } from '../../../renderer/chat/room-chat.ts';
import { ClientError } from '../../../renderer/signalling/client-error.ts';
import type { AnyNotification, Signalling } from '../../../renderer/signalling/signalling.ts';
import type { ChatMessage } from '../../../sfu/protocol/chat.ts';
import { type ErrorCode, SignallingError } from '../../../sfu/protocol/errors.ts';
import { eventually } from '../call/fake-call.ts';
import { person } from '../ui/fake-session.ts';

const ana = { peerId: 'ana', displayName: 'Ana' };
const said = (time: number, text = `${time}`, from = ana): ChatMessage => ({
  messageId: `m${time}`,
  time,
  from,
  text,
});

/** A server of which the test holds the other end: pages of two messages. */
function room(history: ChatMessage[] = []) {
  const state = signal<CallState>({ name: 'idle' });
  const participants = signal<readonly Participant[]>([]);
  const hear = new Set<(notification: AnyNotification) => void>();
  const server = { history, sent: [] as string[], refusal: undefined as Error | undefined };
  const request = async (name: string, payload: Record<string, unknown>) => {
    if (name === 'getChat') {
      const { history: all } = server;
      const end = all.findIndex(({ messageId }) => messageId === payload.before);
      const older = payload.before === undefined ? all : all.slice(0, Math.max(end, 0));
      return { messages: older.slice(-2), more: older.length > 2, largestFile: 100 };
    }
    server.sent.push(String(payload.clientId));
    if (server.refusal) throw server.refusal;
    const text = String(payload.text);
    const known = server.history.find((message) => message.text === text);
    const message = known ?? said(1000 + server.history.length, text, { ...ana, peerId: 'me 1' });
    if (!known) server.history.push(message);
    return { message };
  };
  const signalling = {
    request,
    subscribe: (listener: (notification: AnyNotification) => void) => {
      hear.add(listener);
      return () => hear.delete(listener);
    },
  } as Pick<Signalling, 'request' | 'subscribe'>;
  const chat = new RoomChat({ signalling, state, participants, origin: 'http://127.0.0.1:1' });
  let joins = 0;
  return {
    chat,
    server,
    join() {
      joins += 1;
      const self = person({ peerId: `me ${joins}`, displayName: 'Mara', self: true });
      participants.value = [self];
      state.value = { name: 'joined' };
    },
    lose() {
      state.value = { name: 'reconnecting', attempt: 1 };
    },
    arrive(message: ChatMessage) {
      for (const listener of hear) listener({ name: 'chatMessage', payload: { message } });
    },
    texts: () => chat.items.value.map(({ text, state }) => (state === 'sent' ? text : `${text}…`)),
  };
}

const refused = (code: ErrorCode) => new SignallingError(code, 'No.');

describe('reading', () => {
  test('what was said before is there, a page of it, and is no news', async () => {
    const { chat, join, texts } = room([1, 2, 3, 4, 5].map((time) => said(time)));
    join();
    await eventually(() => expect(texts()).toEqual(['4', '5']));
    expect(chat.unread.value).toBe(0);
    expect(chat.more.value).toBe(true);
    await chat.loadOlder();
    expect(texts()).toEqual(['2', '3', '4', '5']);
    await chat.loadOlder();
    expect(texts()).toEqual(['1', '2', '3', '4', '5']);
    expect(chat.more.value).toBe(false);
  });

  test('what comes is unread until it is read', async () => {
    const { chat, join, arrive } = room();
    const arrived: string[] = [];
    chat.onArrival(({ text }) => arrived.push(text));
    join();
    await eventually(() => expect(chat.more.value).toBe(false));
    arrive(said(1));
    arrive(said(2));
    expect(chat.unread.value).toBe(2);
    chat.read();
    expect(chat.unread.value).toBe(0);
    arrive(said(3));
    expect(chat.unread.value).toBe(1);
    expect(arrived).toEqual(['1', '2', '3']);
  });

  test('what was missed while away is fetched, however much, and is unread', async () => {
    const { chat, server, join, lose, texts } = room([said(1)]);
    join();
    await eventually(() => expect(texts()).toEqual(['1']));
    lose();
    server.history.push(...[2, 3, 4, 5, 6].map((time) => said(time)));
    join();
    await eventually(() => expect(texts()).toEqual(['1', '2', '3', '4', '5', '6']));
    expect(chat.unread.value).toBe(5);
  });
});

describe('writing', () => {
  test('shows at once, and keeps its place and name when the server has it', async () => {
    const { chat, join, texts } = room([said(1)]);
    join();
    await eventually(() => expect(texts()).toEqual(['1']));
    chat.send('Hello');
    expect(texts()).toEqual(['1', 'Hello…']);
    const [, sending] = chat.items.value;
    await eventually(() => expect(texts()).toEqual(['1', 'Hello']));
    expect(chat.items.value[1]).toMatchObject({ key: sending?.key, own: true });
    expect(chat.unread.value).toBe(0);
  });

  test('waits while there is no connection, and is sent once there is one', async () => {
    const { chat, server, join, lose, texts } = room();
    join();
    lose();
    chat.send('Hello');
    expect(server.sent).toEqual([]);
    join();
    await eventually(() => expect(texts()).toEqual(['Hello']));
  });

  test('an answer that was lost leads to the same message again, under the same name', async () => {
    const { chat, server, join, lose, texts } = room();
    join();
    server.refusal = new ClientError('CONNECTION_LOST', 'Lost.');
    chat.send('Hello');
    await eventually(() => expect(server.sent).toHaveLength(1));
    lose();
    server.refusal = undefined;
    server.history.push(said(7, 'Hello', { ...ana, peerId: 'me 1' }));
    join();
    await eventually(() => expect(texts()).toEqual(['Hello']));
    expect(new Set(server.sent).size).toBe(1);
    expect(chat.items.value[0]?.own).toBe(true);
  });

  test('a refusal says why, and can be tried again or thrown away', async () => {
    const { chat, server, join, texts } = room();
    join();
    server.refusal = refused('RATE_LIMITED');
    chat.send('one');
    chat.send('two');
    await eventually(() =>
      expect(chat.items.value.map(({ error }) => error)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']),
    );
    server.refusal = undefined;
    const [one, two] = chat.items.value;
    chat.retry(one?.key ?? '');
    chat.discard(two?.key ?? '');
    await eventually(() => expect(texts()).toEqual(['one']));
  });
});

test('a message stands under the name of the one before it for a while', () => {
  const { chat, join, arrive } = room();
  join();
  const ben = { peerId: 'ben', displayName: 'Ben' };
  const later = 4 + 6 * 60_000;
  const times: [number, typeof ana][] = [
    [1, ana],
    [2, ana],
    [3, ben],
    [4, ben],
    [later, ben],
  ];
  for (const [time, from] of times) arrive(said(time, 'x', from));
  const items = chat.items.value;
  expect(items.map((item, index) => continues(items[index - 1], item))).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

test('the chat as text has who said what and when, and nothing that was not sent', () => {
  const from = ana;
  const item = { key: 'a', own: false, state: 'sent', from, time: 0, text: 'Hello\nyou' } as const;
  const text = chatAsText(
    [
      item,
      { ...item, key: 'b', to: { peerId: 'b', displayName: 'Ben' }, text: 'psst' },
      { ...item, key: 'c', state: 'failed', text: 'lost' },
    ],
    { title: 'Chat of Fox', to: (name) => `to ${name} only`, size: (bytes) => `${bytes} B` },
  );
  const lines = text.split('\n');
  expect(lines[0]).toBe('Chat of Fox');
  expect(lines[2]).toMatch(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] Ana$/);
  expect(text).toContain('Ana (to Ben only)\npsst\n');
  expect(text).not.toContain('lost');
});
