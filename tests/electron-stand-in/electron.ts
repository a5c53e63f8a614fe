/**
 * Stands in for the module `electron` where Electron's runtime cannot be had: our own main process
 * runs on Node, our page in plain Chromium. It shows that our code is right, not that Electron is.
 */
import { app } from './app.ts';
import { lifetime } from './lifetime.ts';
import { Menu, Notification, press, Tray, takenShortcuts } from './surfaces.ts';
import { isAwake, opened, questions } from './system.ts';

export { app } from './app.ts';
export { BrowserWindow, webContents } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export { autoUpdater, net } from './net.ts';
export { protocol } from './protocol.ts';
export { safeStorage } from './safe-storage.ts';
export { session } from './session.ts';
export {
  globalShortcut,
  Menu,
  Notification,
  nativeImage,
  Tray,
} from './surfaces.ts';
export {
  clipboard,
  desktopCapturer,
  dialog,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  systemPreferences,
} from './system.ts';

/** Only here, so that a test can tell; and what no system shows here, for the tests to look at. */
export const standIn = {
  /** Before the app's entry is loaded. */
  begin(folder: string, args: readonly string[]): void {
    lifetime.folder = folder;
    lifetime.args = args;
  },
  /** After it. */
  ready: () => app.begin(),
  menu: () => Menu.getApplicationMenu(),
  tray: () => [...Tray.all].at(0),
  notifications: () => Notification.all.map(({ title, body }) => ({ title, body })),
  press,
  takenShortcuts,
  opened,
  questions,
  isAwake,
};

export type StandIn = typeof standIn;
