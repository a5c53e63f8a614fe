/** The application's menu: the bar on macOS, and the shortcuts everywhere. */
import type { MenuItemConstructorOptions } from 'electron';
import type { TrayAction } from './tray-menu.ts';

export type MenuAction = TrayAction | 'open-settings';

export interface MenuOptions {
  platform: NodeJS.Platform;
  /** Whether this is a copy to work on, whose page can be looked into. */
  development: boolean;
  perform: (action: MenuAction) => void;
}

type Entry = MenuItemConstructorOptions;

/** As each system has it: on macOS the app's own menu comes first, elsewhere its entries are ours. */
export function menuTemplate({ platform, development, perform }: MenuOptions): Entry[] {
  const mac = platform === 'darwin';
  const item = (label: string, action: MenuAction, accelerator?: string): Entry => ({
    id: action,
    label,
    click: () => perform(action),
    ...(accelerator !== undefined && { accelerator }),
  });
  const settings = item('Settings…', 'open-settings', 'CommandOrControl+,');
  // Windows ends programs by Alt+F4, which is the window's own.
  const quit = platform === 'win32' ? item('Exit', 'quit') : item('Quit', 'quit', 'Control+Q');
  return [
    ...(mac ? [appMenu(settings)] : []),
    {
      label: mac ? 'File' : 'Parley',
      submenu: [
        item('Host a room', 'host', 'CommandOrControl+N'),
        item('Join from clipboard', 'join-clipboard', 'CommandOrControl+Shift+J'),
        { type: 'separator' },
        ...(mac ? [{ role: 'close' } as const] : [settings, quit]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'Meeting',
      submenu: [
        item('Mute or unmute', 'toggle-microphone', 'CommandOrControl+D'),
        item('Camera on or off', 'toggle-camera', 'CommandOrControl+E'),
        { type: 'separator' },
        item('Leave', 'leave'),
      ],
    },
    viewMenu(development),
    { role: 'windowMenu' },
  ];
}

function appMenu(settings: Entry): Entry {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}

function viewMenu(development: boolean): Entry {
  return {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(development ? [{ role: 'toggleDevTools' } as const] : []),
    ],
  };
}
