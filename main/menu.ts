/** The application's menu: the bar on macOS, and the shortcuts everywhere. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { TrayAction } from './tray-menu.ts';

export type MenuAction = TrayAction | 'open-settings';

export function setupMenu(perform: (action: MenuAction) => void): void {
  const mac = process.platform === 'darwin';
  const item = (
    label: string,
    action: MenuAction,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    id: action,
    label,
    click: () => perform(action),
    ...(accelerator !== undefined && { accelerator }),
  });
  const settings = item('Settings…', 'open-settings', 'CommandOrControl+,');
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [appMenu(settings)] : []),
    {
      label: mac ? 'File' : 'Parley',
      submenu: [
        item('Host a room', 'host', 'CommandOrControl+N'),
        item('Join from clipboard', 'join-clipboard', 'CommandOrControl+Shift+J'),
        { type: 'separator' },
        ...(mac ? [{ role: 'close' } as const] : [settings, item('Quit', 'quit', 'Control+Q')]),
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
    viewMenu(),
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function appMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
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

function viewMenu(): MenuItemConstructorOptions {
  return {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    ],
  };
}
