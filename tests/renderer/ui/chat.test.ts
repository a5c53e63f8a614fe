import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatItem } from '../../../renderer/chat/chat-state.ts';
import { eventually } from '../call/fake-call.ts';
import { person } from './fake-session.ts';
import { all, press, settled, textOf, the } from './page.ts';
import { type Visit, visit } from './visit.tsx';

const self = person({ displayName: 'Mara', self: true });
const ana = person({ peerId: 'ana', displayName: 'Ana' });
let here: Visit;

beforeEach(async () => {
  here = await visit({ path: '/r/calm-otter-river', name: 'Mara' });
  await press('Join');
  await act(() => {
    here.meeting.participants.value = [self, ana];
  });
});
afterEach(() => here.end());

const chat = () => here.meeting.chat;
const chatButton = () => all('button').find((each) => /^Chat/.test(textOf(each) ?? ''));
const box = () => document.querySelector<HTMLTextAreaElement>('.composer textarea');
const notices = () => all('status').map(textOf).join(' ');

async function openChat(): Promise<void> {
  await settled(() => chatButton()?.click());
  // It is loaded when it is first opened.
  await eventually(() => expect(box()).not.toBeNull());
}

async function key(name: string, options: KeyboardEventInit = {}): Promise<void> {
  const event = new KeyboardEvent('keydown', {
    key: name,
    bubbles: true,
    cancelable: true,
    ...options,
  });
  await settled(() => void box()?.dispatchEvent(event));
}

async function type(text: string): Promise<void> {
  await settled(() => {
    const field = box();
    if (!field) return;
    field.value = text;
    field.setSelectionRange(text.length, text.length);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

test('while it is closed, what comes is said and counted', async () => {
  await act(() => chat().arrive({ text: 'Hello\nthere' }));
  expect(notices()).toContain('Ana: Hello there');
  expect(textOf(chatButton() ?? null)).toContain('Chat, 1 unread message');
  const to = { peerId: self.peerId, displayName: 'Mara' };
  const file = { fileId: 'f', name: 'plan.pdf', size: 1, state: 'ready' } as const;
  await act(() => chat().arrive({ text: '', to, file }));
  expect(notices()).toContain('Ana, to you only: offers plan.pdf');
  expect(textOf(chatButton() ?? null)).toContain('2 unread messages');
});

test('open, it reads, and says nothing twice', async () => {
  await act(() => chat().arrive({ text: 'before' }));
  await openChat();
  await eventually(() => expect(chat().unread.value).toBe(0));
  expect(document.querySelector('.chat-new')).not.toBeNull();
  await act(() => chat().arrive({ text: 'after' }));
  expect(notices()).not.toContain('after');
  await eventually(() => expect(chat().unread.value).toBe(0));
});

test('Enter sends, with Shift it begins a line, and the draft outlives the panel', async () => {
  await openChat();
  await type('Hello');
  await key('Enter', { shiftKey: true });
  expect(chat().sent).toEqual([]);
  await key('Escape');
  expect(box()).toBeNull();
  await openChat();
  expect(box()?.value).toBe('Hello');
  await key('Enter');
  expect(chat().sent).toEqual([{ text: 'Hello' }]);
  expect(chat().draft.value).toBe('');
});

test('a name is completed by keys', async () => {
  await openChat();
  await type('hello @a');
  await key('Enter');
  expect(chat().draft.value).toBe('hello @Ana ');
  expect(chat().sent).toEqual([]);
});

test('what is for one person is not sent when that person has gone', async () => {
  await openChat();
  await act(() => {
    chat().recipient.value = { peerId: 'ana', displayName: 'Ana' };
  });
  await type('psst');
  await act(() => {
    here.meeting.participants.value = [self];
  });
  await key('Enter');
  expect(chat().sent).toEqual([]);
  expect(textOf(the('alert'))).toBe('Ana is not in the room now. Choose somebody else.');
});

test('what has failed says why, and can be tried again or thrown away', async () => {
  await openChat();
  const failed: Partial<ChatItem> = { own: true, state: 'failed', error: 'RATE_LIMITED', key: 'x' };
  await act(() => chat().arrive({ text: 'too much', ...failed }));
  expect(textOf(the('alert'))).toContain('Not sent. Too much was asked');
  await press('Try again');
  await press('Discard');
  expect(chat().asked).toEqual(['retry x', 'discard x']);
});

test('what was written can be kept after the end', async () => {
  await act(() => chat().arrive({ text: 'Hello' }));
  await press('Leave');
  expect(all('button', 'Save chat as a text file')).toHaveLength(1);
});

test('a file is fetched when it is asked for, and not before', async () => {
  await openChat();
  const file = { fileId: 'f', name: 'plan.pdf', size: 2000, state: 'ready' } as const;
  await act(() => chat().arrive({ text: '', file }));
  expect(document.querySelector('.file-card')?.textContent).toContain('2 kB');
  expect(chat().asked).toEqual([]);
  await press('Save plan.pdf');
  expect(chat().asked).toEqual(['fetch f']);
});
