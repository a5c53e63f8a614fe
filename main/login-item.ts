/** Whether the app starts with the computer: in the background, with its window hidden. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import type { SettingsFile } from './settings.ts';

export const hiddenFlag = '--hidden';

/** Follows the setting. While developing there is nothing that could be started. */
export function setupLoginItem(settings: Pick<SettingsFile, 'get' | 'subscribe'>): void {
  if (!app.isPackaged) return;
  let current = settings.get().launchAtLogin;
  settings.subscribe(({ launchAtLogin }) => {
    if (launchAtLogin === current) return;
    current = launchAtLogin;
    if (process.platform === 'linux') void setAutostart(launchAtLogin).catch(() => {});
    else app.setLoginItemSettings({ openAtLogin: launchAtLogin, args: [hiddenFlag] });
  });
}

/** Electron knows nothing of Linux here: freedesktop.org's autostart folder does it. */
async function setAutostart(on: boolean): Promise<void> {
  const file = join(app.getPath('appData'), 'autostart', 'parley.desktop');
  if (!on) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  // An AppImage runs from a folder that is gone when the app is.
  await writeFile(file, autostartEntry(process.env.APPIMAGE ?? process.execPath));
}

export function autostartEntry(executable: string): string {
  // Desktop Entry Specification, "The Exec key": quoted, with these characters escaped, and that
  // again for the string; % begins a field code.
  const quoted = executable.replace(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\');
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Parley',
    `Exec="${quoted.replaceAll('%', '%%')}" ${hiddenFlag}`,
    'X-GNOME-Autostart-enabled=true',
  ];
  return `${lines.join('\n')}\n`;
}
