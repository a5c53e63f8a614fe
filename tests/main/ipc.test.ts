import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { BridgeError } from '../../main/bridge-error.ts';
import { answerCalls, type Handlers, isCallOf } from '../../main/ipc.ts';
import { type CallName, callChannel } from '../../preload/contract.ts';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

/** All calls answered by the same function. */
function bridge(answer: () => unknown, isPage = true) {
  const listeners = new Map<string, Listener>();
  // Which answers belong to which call plays no part here.
  const handlers = new Proxy({} as Handlers, { get: () => answer });
  answerCalls(
    { handle: (channel, listener) => void listeners.set(channel, listener) },
    handlers,
    () => isPage,
  );
  const event = {} as IpcMainInvokeEvent;
  return (name: CallName, ...args: unknown[]) => listeners.get(callChannel(name))?.(event, ...args);
}

describe('calls', () => {
  it('are answered with what their handler answers', async () => {
    const call = bridge(() => null);
    expect(await call('writeClipboard', { text: 'x' })).toEqual({ ok: true, data: null });
    expect(await call('stopHost', undefined)).toEqual({ ok: true, data: null });
  });

  it.each([
    ['openInvite', { link: 5 }],
    ['openInvite', 'https://a/r/x'],
    ['openInvite', undefined],
    ['openInvite', { link: 'x'.repeat(5000) }],
    ['stopHost', { force: true }],
    ['changeSettings', { hostPort: 70_000 }],
    ['changeSettings', { muteShortcut: '<script>' }],
    ['startHost', { roomId: '../x', roomName: 'X', displayName: 'A' }],
    ['reportMeeting', { state: 'joined' }],
    ['chooseScreen', { id: 7, audio: false }],
    ['notify', { title: '', body: '' }],
  ] as const)('%s is not carried out with %j', async (name, argument) => {
    const handler = vi.fn(() => null);
    expect(await bridge(handler)(name, argument)).toMatchObject({
      ok: false,
      error: { code: 'BAD_REQUEST' },
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it('take one argument', async () => {
    const handler = vi.fn(() => null);
    await bridge(handler)('writeClipboard', { text: 'x' }, 'more');
    expect(handler).not.toHaveBeenCalled();
  });

  it('of others than the page are refused', async () => {
    const handler = vi.fn(() => null);
    const answer = await bridge(handler, false)('writeClipboard', { text: 'x' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it('hand on a refusal, and hide a failure', async () => {
    const refusing = bridge(() => {
      throw new BridgeError('ROOM_GONE', 'It is gone.');
    });
    expect(await refusing('joinNearby', { key: 'x' })).toEqual({
      ok: false,
      error: { code: 'ROOM_GONE', message: 'It is gone.' },
    });
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const failing = bridge(() => {
      throw new Error('cannot read /secret');
    });
    expect(JSON.stringify(await failing('hello', undefined))).not.toContain('secret');
    stderr.mockRestore();
  });
});

describe('the sender of a call', () => {
  const contents = {} as WebContents;
  const isPage = isCallOf(contents, 'app://parley');
  const from = (sender: WebContents, url: string, parent: object | null = null) =>
    isPage({ sender, senderFrame: { url, parent } as IpcMainInvokeEvent['senderFrame'] });

  it('is the main frame of our window, with our page', () => {
    expect(from(contents, 'app://parley/r/x')).toBe(true);
  });

  it.each([
    ['another window', from({} as WebContents, 'app://parley/')],
    ['another page', from(contents, 'https://example.org/')],
    ['a page that looks alike', from(contents, 'app://parley.example/')],
    ['a frame within', from(contents, 'app://parley/', {})],
    ['a frame that is gone', isPage({ sender: contents, senderFrame: null })],
  ])('is not %s', (_, accepted) => {
    expect(accepted).toBe(false);
  });
});
