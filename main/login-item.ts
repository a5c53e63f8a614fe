/** Whether the app starts with the computer: in the background, with its window hidden. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import type { Problem } from '../preload/contract.ts';
import type { SettingsFile } from './settings.ts';

export const hiddenFlag = '--hidden';

export interface LoginItemOptions {
  app: Pick<App, 'isPackaged' | 'getPath' | 'setLoginItemSettings'>;
  settings: Pick<SettingsFile, 'get' | 'subscribe'>;
  platform: NodeJS.Platform;
  /** What is to be started. */
  executable: string;
  report: (problem: Problem) => void;
}

/** Follows the setting. While developing there is nothing that could be started. */
export function setupLoginItem(options: LoginItemOptions): void {
  const { app, settings, platform, executable, report } = options;
  if (!app.isPackaged) return;
  const file = join(app.getPath('appData'), 'autostart', 'parley.desktop');
  const fail = (error: unknown) =>
    report({
      code: 'LOGIN_ITEM_FAILED',
      message: `Starting with the computer could not be changed: ${reasonOf(error)}.`,
    });
  let current = settings.get().launchAtLogin;
  settings.subscribe(({ launchAtLogin }) => {
    if (launchAtLogin === current) return;
    current = launchAtLogin;
    if (platform === 'linux') void setAutostart(file, launchAtLogin, executable).catch(fail);
    else app.setLoginItemSettings({ openAtLogin: launchAtLogin, args: [hiddenFlag] });
  });
  if (platform === 'linux' && current) void follow(file, executable).catch(fail);
}

/** Whether the window stays hidden: only at login, and macOS hands no arguments over. */
export function startsHidden(
  app: Pick<App, 'getLoginItemSettings'>,
  argv: readonly string[],
  platform: NodeJS.Platform,
): boolean {
  if (argv.includes(hiddenFlag)) return true;
  return platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

/** Electron knows nothing of Linux here: freedesktop.org's autostart folder does it. */
async function setAutostart(file: string, on: boolean, executable: string): Promise<void> {
  if (!on) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, autostartEntry(executable));
}

/** An AppImage may have been moved or updated. An entry that was taken away elsewhere stays away. */
async function follow(file: string, executable: string): Promise<void> {
  const entry = await readFile(file, 'utf8').catch(() => undefined);
  if (entry === undefined || entry.includes(execLine(executable))) return;
  await setAutostart(file, true, executable);
}

export function autostartEntry(executable: string): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Parley',
    execLine(executable),
    'X-GNOME-Autostart-enabled=true',
  ];
  return `${lines.join('\n')}\n`;
}

function execLine(executable: string): string {
  // Desktop Entry Specification, "The Exec key": quoted, with these characters escaped, and that
  // again for the string; % begins a field code.
  const quoted = executable.replace(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\');
  return `Exec="${quoted.replaceAll('%', '%%')}" ${hiddenFlag}`;
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
