/** Hands Electron's objects to the parts of the app; each part itself can do without Electron. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  clipboard,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  session,
  shell,
  systemPreferences,
} from 'electron';
import type { Welcome } from '../preload/contract.ts';
import { Actions } from './actions.ts';
import { closeWindow } from './closing.ts';
import { Departure, type Question } from './departure.ts';
import { createHandlers } from './handlers.ts';
import { answerCalls, isCallOf } from './ipc.ts';
import { setupLoginItem, startsHidden } from './login-item.ts';
import { type MenuAction, menuTemplate } from './menu.ts';
import { Notifications } from './notifications.ts';
import { places } from './places.ts';
import { setupPower } from './power.ts';
import { ScreenPicker } from './screen-picker.ts';
import type { Services } from './services.ts';
import { setupShortcuts } from './shortcuts.ts';
import { setupTray } from './tray.ts';
import type { TrayState } from './tray-menu.ts';
import { Updates } from './updates.ts';
import { MainWindow } from './window.ts';

const { platform, env } = process;
const platformNames: Partial<Record<NodeJS.Platform, Welcome['platform']>> = {
  darwin: 'macos',
  win32: 'windows',
};

/** Asks over the window. The safe answer is the one that Enter and Escape give. */
async function ask({ message, detail, confirm }: Question): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message,
    detail,
    buttons: ['Cancel', confirm],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

export function setupDeparture({ hosting, nearby, meeting, page }: Services): Departure {
  const departure = new Departure({
    host: () => hosting.look(),
    meeting: () => meeting.get(),
    ask,
    command: (command) => page.command(command),
    close: async () => {
      await Promise.all([hosting.stop(), nearby.close()]);
    },
    quit: () => app.quit(),
  });
  app.on('before-quit', (event) => {
    if (!departure.begin()) event.preventDefault();
  });
  app.on('window-all-closed', () => app.quit());
  const leave = () => departure.leaveUnasked();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leave);
  // Whoever started this program over an IPC channel has gone.
  process.once('disconnect', leave);
  powerMonitor.on('shutdown', leave);
  return departure;
}

export function setupWindow(
  { settings, hosting, meeting, page }: Services,
  departure: Pick<Departure, 'leaving'>,
  trayAvailable: boolean,
): MainWindow {
  const hidden = startsHidden(app, process.argv, platform);
  const window = new MainWindow({
    url: places.page,
    preload: places.preload,
    icon: join(places.icons, 'window.png'),
    settings,
    screens: screen.getAllDisplays().map(({ workArea }) => workArea),
    hidden,
    mayClose: () =>
      closeWindow({
        trayAvailable,
        platform,
        settings,
        busy: () =>
          meeting.get().state !== 'none' ||
          ['starting', 'running'].includes(hosting.state.get().name),
        leaving: () => departure.leaving,
        hide: () => window.hide(),
        quit: () => app.quit(),
        tell: (title, body) => notifications.tell(title, body),
      }),
  });
  const notifications = new Notifications({ window, settings, system: Notification });
  // Without a tray a window that is nowhere could not be found again.
  if (hidden && !trayAvailable) window.minimize();
  page.attach(window.contents);
  // A page that was reloaded or has crashed is in no meeting.
  window.contents.on('did-navigate', () => meeting.set({ state: 'none' }));
  window.contents.on('render-process-gone', () => meeting.set({ state: 'none' }));
  app.on('activate', () => window.show());
  return window;
}

/** Off unless this is a package that was given a feed (docs/packaging.md). */
export function setupUpdates(
  { meeting, hosting, page }: Services,
  departure: Pick<Departure, 'leaveWith'>,
): Updates {
  const feed = join(process.resourcesPath ?? '', 'app-update.yml');
  const load = async () => (await import('./load-updater.ts')).loadUpdater();
  const updates = new Updates({
    load: app.isPackaged && existsSync(feed) ? load : undefined,
    meeting,
    host: hosting.state,
    leaveWith: (end) => departure.leaveWith(end),
    log: (line) => process.stderr.write(`parley: ${line}\n`),
  });
  updates.state.subscribe((state) => page.push('update', state));
  updates.start();
  app.on('will-quit', () => updates.close());
  return updates;
}

export function setupScreenPicker({ page }: Services, window: MainWindow): ScreenPicker {
  const picker = new ScreenPicker({
    capturer: desktopCapturer,
    system: systemPreferences,
    platform,
    wayland: platform === 'linux' && env.XDG_SESSION_TYPE === 'wayland',
    pageOrigin: places.pageOrigin,
    ask: (choice) => page.push('command', { name: 'pick-screen', choice }),
  });
  picker.install(session.defaultSession);
  window.contents.on('did-navigate', () => picker.cancel());
  return picker;
}

export function setupCalls(services: Services, parts: CallParts): void {
  const { settings } = services;
  const { window, picker, updates, trayAvailable } = parts;
  const handlers = createHandlers({
    services,
    picker,
    updates,
    notifications: new Notifications({ window, settings, system: Notification }),
    clipboard,
    shell,
    about: {
      version: app.getVersion(),
      platform: platformNames[platform] ?? 'linux',
      trayAvailable,
    },
  });
  answerCalls(ipcMain, handlers, isCallOf(window.contents, places.pageOrigin));
}

export interface CallParts {
  window: MainWindow;
  picker: ScreenPicker;
  updates: Updates;
  trayAvailable: boolean;
}

export function setupActions(services: Services, window: MainWindow, updates: Updates): Actions {
  return new Actions({ services, updates, window, clipboard, ask, quit: () => app.quit() });
}

export function setupShortcut({ settings, meeting, report }: Services, actions: Actions): void {
  const toggleMicrophone = () => actions.perform('toggle-microphone');
  setupShortcuts({ globalShortcut, settings, meeting, toggleMicrophone, report });
  app.on('will-quit', () => globalShortcut.unregisterAll());
}

export function setupPowerSaving({ meeting, nearby, page }: Services): void {
  const command = page.command.bind(page);
  setupPower({ blocker: powerSaveBlocker, monitor: powerMonitor, meeting, nearby, command });
}

export function setupStartAtLogin({ settings, report }: Services): void {
  // An AppImage runs from a folder that is gone when the app is.
  const executable = env.APPIMAGE ?? process.execPath;
  setupLoginItem({ app, settings, platform, executable, report });
}

export function setupMenu(perform: (action: MenuAction) => void): void {
  const template = menuTemplate({ platform, development: !app.isPackaged, perform });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

export function setupTrayIcon(services: Services, updates: Updates, actions: Actions): void {
  const { settings, hosting, nearby, meeting } = services;
  const tray = setupTray({
    read: () => trayState(services, updates),
    onChange: (show) => {
      settings.subscribe(show);
      hosting.state.subscribe(show);
      nearby.subscribe(show);
      meeting.subscribe(show);
      updates.state.subscribe(show);
    },
    perform: (action) => actions.perform(action),
  });
  // Also keeps it: a tray that is collected disappears.
  app.on('will-quit', () => tray.destroy());
}

function trayState({ settings, hosting, nearby, meeting }: Services, updates: Updates): TrayState {
  const report = meeting.get();
  const update = updates.state.get();
  return {
    host: hosting.state.get().name,
    meeting: report.state === 'none' ? null : report,
    nearby: nearby.rooms,
    recent: settings.get().recent,
    update: update.name === 'ready' ? { version: update.version, now: !updates.busy } : null,
    // No system tells before the menu opens, and looking all the time is nobody's business: whether
    // there is a link is said when it is asked for.
    clipboardLink: true,
  };
}
