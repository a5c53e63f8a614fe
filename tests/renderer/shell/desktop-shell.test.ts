import { describe, expect, test } from 'vitest';
import { recall, remember } from '../../../renderer/media/device-memory.ts';
import { openDesktopShell } from '../../../renderer/shell/desktop-shell.ts';
import type { Shell } from '../../../renderer/shell/shell.ts';
import { guardedStorage, type Storage } from '../../../renderer/state/storage.ts';
import { FakeBridge, runningHost } from './fake-bridge.ts';

const newRoom = { roomId: 'team', roomName: "Ana's room", displayName: 'Ana' };
const link = `parley://192.168.1.20:7781/r/team#f=${'k'.repeat(43)}`;

async function open(app: FakeBridge): Promise<{ shell: Shell; storage: Storage }> {
  const values = new Map<string, string>();
  const storage = guardedStorage(() => ({
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  }));
  return { shell: await openDesktopShell(app.bridge, storage), storage };
}

describe('preferences', () => {
  test('are the settings of the app, and what only the page remembers', async () => {
    const app = new FakeBridge({ settings: { displayName: 'Ana', theme: 'dark' } });
    const { shell } = await open(app);
    expect(shell.preferences.value).toMatchObject({ displayName: 'Ana', theme: 'dark' });
    shell.changePreferences({ displayName: 'Mara', camera: false });
    await Promise.resolve();
    expect(app.asked('changeSettings')).toEqual([{ displayName: 'Mara' }]);
    expect(shell.preferences.value).toMatchObject({ displayName: 'Mara', camera: false });
  });

  test('leave the theme where the page reads it before its first paint', async () => {
    const app = new FakeBridge({ settings: { theme: 'dark' } });
    const { storage } = await open(app);
    expect(storage.read('parley.theme')).toBe('dark');
    app.emit('settings', { ...app.welcome.settings, theme: 'light' });
    expect(storage.read('parley.theme')).toBe('light');
  });
});

test('chosen devices are kept in the settings', async () => {
  const desk = { deviceId: 'desk', label: 'Desk camera' };
  const usb = { deviceId: 'usb', label: '' };
  const devices = { microphone: [], camera: [desk], speaker: [] };
  const app = new FakeBridge({ settings: { devices } });
  const { shell } = await open(app);
  expect(recall(shell.devices)).toEqual(devices);
  remember(shell.devices, { ...devices, microphone: [usb] });
  expect(app.asked('changeSettings')).toEqual([{ devices: { ...devices, microphone: [usb] } }]);
});

describe('hosting', () => {
  test('leads to the loopback origin of the room that is open', async () => {
    const app = new FakeBridge();
    const { shell } = await open(app);
    expect(await shell.hostRoom(newRoom)).toEqual({
      kind: 'room',
      room: { origin: runningHost.origin, roomId: 'team', roomName: "Ana's room" },
    });
    expect(app.asked('startHost')).toEqual([newRoom]);
  });

  test('that fails says why', async () => {
    const app = new FakeBridge();
    const error = { code: 'HOST_FAILED', message: 'No port is free.' } as const;
    app.refusals.startHost = error;
    const { shell } = await open(app);
    expect(await shell.hostRoom(newRoom)).toEqual({ kind: 'refused', error });
  });
});

describe('a link', () => {
  test('is looked for by the app, also without its scheme', async () => {
    const app = new FakeBridge();
    const { shell } = await open(app);
    expect(await shell.openLink(' 192.168.1.20:7781/r/team ')).toEqual({
      kind: 'room',
      room: app.reached,
    });
    expect(app.asked('openInvite')).toEqual([{ link: 'https://192.168.1.20:7781/r/team' }]);
  });

  test('that is empty is refused without asking', async () => {
    const app = new FakeBridge();
    const { shell } = await open(app);
    expect(await shell.openLink('  ')).toMatchObject({ error: { code: 'LINK_EMPTY' } });
    expect(app.asked('openInvite')).toEqual([]);
  });
});

describe('recent rooms', () => {
  const recent = [
    { link, roomName: 'Team bridge', joinedAt: 2 },
    { link: 'https://meet.example/r/deck', roomName: 'Deck crew', joinedAt: 1 },
  ];

  test('name the computer that they were on', async () => {
    const { shell } = await open(new FakeBridge({ settings: { recent } }));
    expect(shell.recent.value.map(({ roomName, where }) => [roomName, where])).toEqual([
      ['Team bridge', '192.168.1.20:7781'],
      ['Deck crew', 'meet.example'],
    ]);
  });

  test('are reached by their link, and can be forgotten', async () => {
    const app = new FakeBridge({ settings: { recent } });
    const { shell } = await open(app);
    const [first] = shell.recent.value;
    if (!first) throw new Error('no recent room');
    expect(await shell.openRecent(first)).toEqual({
      kind: 'room',
      room: { ...app.reached, roomName: 'Team bridge' },
    });
    expect(app.asked('openInvite')).toEqual([{ link }]);
    shell.forget(first);
    expect(app.asked('changeSettings')).toEqual([{ recent: recent.slice(1) }]);
  });
});

test('the clipboard is the app’s', async () => {
  const app = new FakeBridge();
  const { shell } = await open(app);
  expect(await shell.copy(link)).toBe(true);
  expect(app.asked('writeClipboard')).toEqual([{ text: link }]);
  app.refusals.writeClipboard = { code: 'INTERNAL', message: '' };
  expect(await shell.copy(link)).toBe(false);
});
