import { describe, expect, test } from 'vitest';
import type { MeetingReport } from '../../../preload/contract.ts';
import { BrowserShell } from '../../../renderer/shell/browser-shell.ts';
import { guardedStorage } from '../../../renderer/state/storage.ts';

function open(hostname = 'localhost') {
  const visited: string[] = [];
  const values = new Map<string, string>();
  const shell = new BrowserShell({
    storage: guardedStorage(() => ({
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => void values.set(key, value),
    })),
    location: {
      protocol: 'https:',
      hostname,
      port: '7781',
      origin: `https://${hostname}:7781`,
      assign: (url) => void visited.push(url),
    },
    clipboard: undefined,
  });
  return { shell, visited };
}

const joined: Exclude<MeetingReport, { state: 'none' }> = {
  state: 'joined',
  origin: 'https://localhost:7781',
  roomId: 'team',
  roomName: 'Team bridge',
  muted: false,
  cameraOn: true,
  people: 1,
  invite: 'https://192.168.1.20:7781/r/team',
};

test('every room is the server’s that the page came from', async () => {
  const { shell } = open();
  const room = { roomId: 'team', roomName: "Ana's room", displayName: 'Ana' };
  expect(await shell.hostRoom(room)).toEqual({
    kind: 'room',
    room: { origin: 'https://localhost:7781', roomId: 'team', roomName: "Ana's room" },
  });
});

test('the computer that hosts is this one, or has a name', () => {
  expect(open().shell.hostComputer).toBeUndefined();
  expect(open('192.168.1.20').shell.hostComputer).toBe('192.168.1.20');
});

describe('a room that was joined', () => {
  test('is remembered once, and its server is known by all its addresses', async () => {
    const { shell, visited } = open();
    shell.report({ ...joined, state: 'joining' });
    expect(shell.recent.value).toEqual([]);
    shell.report(joined);
    const [first] = shell.recent.value;
    shell.report({ ...joined, muted: true });
    expect(shell.recent.value).toEqual([first]);
    expect(first).toMatchObject({ roomName: 'Team bridge', where: 'team', path: '/r/team' });
    expect(await shell.openLink('https://192.168.1.20:7781/r/other')).toMatchObject({
      kind: 'room',
      room: { roomId: 'other' },
    });
    expect(visited).toEqual([]);
  });

  test('can be forgotten', () => {
    const { shell } = open();
    shell.report(joined);
    const [first] = shell.recent.value;
    if (!first) throw new Error('no recent room');
    shell.forget(first);
    expect(shell.recent.value).toEqual([]);
  });
});

test('another server’s room is on another server’s page', async () => {
  const { shell, visited } = open();
  expect(await shell.openLink('parley://meet.example/r/team')).toEqual({ kind: 'elsewhere' });
  expect(visited).toEqual(['https://meet.example/r/team']);
});

test('without a clipboard nothing is copied', async () => {
  expect(await open().shell.copy('text')).toBe(false);
});
