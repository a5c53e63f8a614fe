import { describe, expect, it } from 'vitest';
import {
  type MenuEntry,
  type TrayState,
  trayIcon,
  trayMenu,
  trayTooltip,
} from '../../main/tray-menu.ts';

const idle: TrayState = {
  host: 'stopped',
  meeting: null,
  nearby: [],
  recent: [],
  update: null,
  clipboardLink: false,
};
const meeting = { roomName: 'Blue fox', muted: false, cameraOn: true };
const room = (key: string, more = {}) => ({
  key,
  roomName: `Room ${key}`,
  hostName: 'Ana',
  people: 4,
  own: false,
  ...more,
});

/** The menu as one would read it: disabled entries in brackets, submenus indented. */
const read = (entries: MenuEntry[]): string[] =>
  entries.flatMap((entry) => {
    if (entry.type === 'separator') return ['---'];
    const mark = entry.type === 'action' && entry.checked !== undefined;
    const box = mark ? (entry.checked ? '[x] ' : '[ ] ') : '';
    const line = entry.enabled ? `${box}${entry.label}` : `(${box}${entry.label})`;
    return entry.type === 'submenu' ? [line, ...read(entry.entries).map((l) => `  ${l}`)] : [line];
  });
const idsOf = (entries: MenuEntry[]): string[] =>
  entries.flatMap((entry) => {
    if (entry.type === 'separator') return [];
    return entry.type === 'submenu' ? idsOf(entry.entries) : [entry.id];
  });

describe('the tray menu', () => {
  it('offers little when there is nothing', () => {
    expect(read(trayMenu(idle))).toEqual([
      'Open Parley',
      '---',
      '(Join nearby)',
      '(Join again)',
      '(Join the link on the clipboard)',
      '---',
      'Host a room',
      '---',
      'Quit Parley',
    ]);
  });

  it('offers rooms nearby, rooms of before and the clipboard', () => {
    const state = {
      ...idle,
      nearby: [room('a'), room('mine', { own: true }), room('b', { people: 1 })],
      recent: [{ roomName: 'Monday' }, { roomName: 'R&D' }],
      clipboardLink: true,
    };
    expect(read(trayMenu(state)).slice(2, -4)).toEqual([
      'Join nearby',
      '  Room a – Ana, 4 people',
      '  Room b – Ana, 1 person',
      'Join again',
      '  Monday',
      '  R&&D',
      'Join the link on the clipboard',
    ]);
    expect(idsOf(trayMenu(state))).toEqual([
      'open',
      'join-nearby:a',
      'join-nearby:b',
      'join-recent:0',
      'join-recent:1',
      'join-clipboard',
      'host',
      'quit',
    ]);
  });

  it('shows no more than five of each', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    const nearby = keys.map((key) => room(key));
    const recent = keys.map((roomName) => ({ roomName }));
    const ids = idsOf(trayMenu({ ...idle, nearby, recent }));
    expect(ids.filter((id) => id.startsWith('join-nearby'))).toHaveLength(5);
    expect(ids.filter((id) => id.startsWith('join-recent'))).toHaveLength(5);
  });

  it('cuts names that are too long, between characters', () => {
    const nearby = [room('a', { roomName: '🦊'.repeat(100), people: 2 })];
    expect(read(trayMenu({ ...idle, nearby }))).toContain(`  ${'🦊'.repeat(59)}… – Ana, 2 people`);
  });

  it('offers microphone, camera and leaving in a meeting, and no second one', () => {
    const state = { ...idle, meeting: { ...meeting, muted: true }, nearby: [room('a')] };
    expect(read(trayMenu(state))).toEqual([
      'Open Parley',
      '---',
      '[ ] Microphone',
      '[x] Camera',
      'Leave Blue fox',
      '---',
      '(Host a room)',
      '---',
      'Quit Parley',
    ]);
  });

  it.each([
    [true, 'Restart to update to 2.0.0'],
    [false, '(Restart to update to 2.0.0)'],
  ])('offers a newer version, to be begun now: %s', (now, line) => {
    expect(read(trayMenu({ ...idle, update: { version: '2.0.0', now } })).at(-2)).toBe(line);
  });

  it.each([
    ['stopped', 'Host a room'],
    ['starting', '(Opening a room…)'],
    ['running', 'Stop hosting'],
    ['stopping', '(Closing the room…)'],
    ['failed', 'Host a room'],
  ] as const)('while the host is %s says: %s', (host, line) => {
    expect(read(trayMenu({ ...idle, host })).at(-3)).toBe(line);
  });
});

describe('the tray', () => {
  it.each([
    ['idle', 'Parley', idle],
    ['idle', 'Parley', { ...idle, host: 'failed' }],
    ['hosting', 'Parley: hosting a room', { ...idle, host: 'running' }],
    ['meeting', 'Parley: in Blue fox', { ...idle, meeting }],
    ['meeting', 'Parley: in Blue fox', { ...idle, host: 'running', meeting }],
    ['muted', 'Parley: in Blue fox (muted)', { ...idle, meeting: { ...meeting, muted: true } }],
  ] as const)('shows %s and says %s', (icon, tooltip, state) => {
    expect(trayIcon(state)).toBe(icon);
    expect(trayTooltip(state)).toBe(tooltip);
  });
});
