import { describe, expect, it, vi } from 'vitest';
import { Actions } from '../../main/actions.ts';
import { BridgeError } from '../../main/bridge-error.ts';
import type { Command, HostState, MeetingReport, ReachedRoom } from '../../preload/contract.ts';
import { defaultSettings } from '../../preload/settings.ts';

const room: ReachedRoom = { origin: 'https://192.168.1.4:7780', roomId: 'x' };
const link = 'https://192.168.1.4:7780/r/x';
const none: MeetingReport = { state: 'none' };
const hosting = (people: number): HostState => ({
  name: 'running',
  origin: 'http://127.0.0.1:7780',
  port: 7780,
  roomId: 'x',
  roomName: 'X',
  people,
});

function actions(given: { copied?: string; people?: number; wanted?: boolean } = {}) {
  const commands: Command[] = [];
  const openLink = vi.fn(async (_link: string) => room);
  const openNearby = vi.fn(async (_key: string) => room);
  const [show, quit, stop, restart] = [vi.fn(), vi.fn(), vi.fn(async () => {}), vi.fn(() => true)];
  const ask = vi.fn(async () => given.wanted ?? false);
  const recent = [
    { link: 'https://a.example/r/first', roomName: 'First', joinedAt: 2 },
    { link, roomName: 'X', joinedAt: 1 },
  ];
  const all = new Actions({
    services: {
      // Of each service only what actions ask of it.
      settings: { get: () => ({ ...defaultSettings, recent }) },
      hosting: { look: () => hosting(given.people ?? 0), stop },
      entrance: { openLink, openNearby },
      page: { command: (command: Command) => void commands.push(command) },
      meeting: { get: () => none },
    },
    updates: { restart },
    window: { show },
    clipboard: { readText: async () => given.copied ?? '' },
    ask,
    quit,
  });
  const heard = (...expected: unknown[]) => vi.waitFor(() => expect(commands).toEqual(expected));
  return { all, heard, openLink, openNearby, show, quit, stop, ask, restart };
}

describe('what the tray, the menu and links ask for', () => {
  it.each(['toggle-microphone', 'toggle-camera', 'leave'] as const)(
    '%s is done by the page, whose window stays where it is',
    async (name) => {
      const { all, heard, show } = actions();
      all.perform(name);
      await heard({ name });
      expect(show).not.toHaveBeenCalled();
    },
  );

  it.each(['host', 'open-settings'] as const)('%s shows the window, too', async (name) => {
    const { all, heard, show } = actions();
    all.perform(name);
    await heard({ name });
    expect(show).toHaveBeenCalledOnce();
  });

  it('opening, quitting and restarting are not for the page', () => {
    const { all, show, quit, restart } = actions();
    for (const name of ['open', 'quit', 'restart-to-update'] as const) all.perform(name);
    for (const done of [show, quit, restart]) expect(done).toHaveBeenCalledOnce();
  });

  it('a nearby room is found by its whole key, whatever stands in it', async () => {
    const { all, heard, openNearby, show } = actions();
    all.perform('join-nearby:host:7780/a:b');
    expect(openNearby).toHaveBeenCalledWith('host:7780/a:b');
    expect(show).toHaveBeenCalledOnce();
    await heard({ name: 'open-room', room });
  });

  it('a room of before is found by its place in the list, and is nothing where it is gone', async () => {
    const { all, openLink } = actions();
    all.perform('join-recent:1');
    expect(openLink).toHaveBeenLastCalledWith(link);
    all.perform('join-recent:7');
    expect(openLink).toHaveBeenLastCalledWith('');
  });

  it('the link on the clipboard is joined, or it is said that there is none', async () => {
    const { all, openLink, heard } = actions({ copied: `Come: <${link}>` });
    all.perform('join-clipboard');
    await heard({ name: 'open-room', room });
    expect(openLink).toHaveBeenCalledWith(link);
    const empty = actions({ copied: 'no link' });
    empty.all.perform('join-clipboard');
    await empty.heard({
      name: 'open-failed',
      error: { code: 'LINK_INVALID', message: expect.any(String) },
    });
  });

  it('a refusal is handed on, and a failure told without what went wrong inside', async () => {
    const refused = actions();
    const error = { code: 'CERTIFICATE_CHANGED', message: 'It is another one.' } as const;
    refused.openLink.mockRejectedValue(new BridgeError(error.code, error.message));
    refused.all.openLink(link);
    await refused.heard({ name: 'open-failed', error });
    const failed = actions();
    failed.openLink.mockRejectedValue(new Error('/srv/ana/secret'));
    failed.all.openLink(link);
    await failed.heard({
      name: 'open-failed',
      error: { code: 'INTERNAL', message: 'The app failed to open this room.' },
    });
  });

  it.each([
    [0, false, 0, 1],
    [2, false, 1, 0],
    [2, true, 1, 1],
  ])('hosting with %i guests ends, agreed: %s', async (people, wanted, asked, stopped) => {
    const { all, ask, stop } = actions({ people, wanted });
    all.perform('stop-hosting');
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(asked));
    await vi.waitFor(() => expect(stop).toHaveBeenCalledTimes(stopped));
  });
});
