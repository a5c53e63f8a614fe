import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate } from '../../main/menu.ts';

type Entry = MenuItemConstructorOptions;

const inside = ({ submenu }: Entry): Entry[] => (Array.isArray(submenu) ? submenu : []);
const all = (entries: Entry[]): Entry[] => entries.flatMap((each) => [each, ...all(inside(each))]);
/** Labels, or roles where the system has its own words. */
const names = (entries: Entry[]) =>
  entries.flatMap(({ type, label, role }) => (type === 'separator' ? [] : [label ?? role]));

function menu(platform: NodeJS.Platform, development = false) {
  const perform = vi.fn();
  const template = menuTemplate({ platform, development, perform });
  const find = (id: string) => all(template).find((each) => each.id === id);
  return { template, perform, find };
}

describe('the menu', () => {
  it('is headed on macOS by the app, which has settings and quitting there', () => {
    const { template, find } = menu('darwin');
    expect(names(template)).toEqual([
      'appMenu',
      'File',
      'editMenu',
      'Meeting',
      'View',
      'windowMenu',
    ]);
    expect(names(inside(template[0] ?? {}))).toEqual([
      ...['about', 'Settings…', 'services', 'hide', 'hideOthers', 'unhide', 'quit'],
    ]);
    expect(names(inside(template[1] ?? {}))).toContain('close');
    expect(find('quit')).toBeUndefined();
  });

  it.each([
    ['linux', 'Quit', 'Control+Q'],
    ['win32', 'Exit', undefined],
  ] as const)('ends the app on %s by %s', (platform, label, accelerator) => {
    const { template, find } = menu(platform);
    expect(names(template)).toEqual(['Parley', 'editMenu', 'Meeting', 'View', 'windowMenu']);
    expect(find('quit')?.label).toBe(label);
    expect(find('quit')?.accelerator).toBe(accelerator);
  });

  it.each([
    ['open-settings', 'CommandOrControl+,'],
    ['host', 'CommandOrControl+N'],
    ['join-clipboard', 'CommandOrControl+Shift+J'],
    ['toggle-microphone', 'CommandOrControl+D'],
    ['toggle-camera', 'CommandOrControl+E'],
    ['leave', undefined],
  ])('does %s everywhere, by %s', (id, accelerator) => {
    for (const platform of ['darwin', 'linux', 'win32'] as const) {
      const { find, perform } = menu(platform);
      expect(find(id)?.accelerator).toBe(accelerator);
      const click = find(id)?.click as (() => void) | undefined;
      click?.();
      expect(perform.mock.calls).toEqual([[id]]);
    }
  });

  it('uses no shortcut twice', () => {
    for (const platform of ['darwin', 'linux', 'win32'] as const) {
      const keys = all(menu(platform).template).flatMap(({ accelerator }) => accelerator ?? []);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it.each([
    [true, true],
    [false, false],
  ])('lets one look into the page only while developing: %s', (development, there) => {
    const roles = all(menu('linux', development).template).map(({ role }) => role);
    expect(roles.includes('toggleDevTools')).toBe(there);
    expect(roles.filter((role) => role === 'reload' || role === 'forceReload')).toEqual([]);
  });
});
