/** Whether this desktop shows tray icons. Electron makes one either way, and nobody may see it. */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const answerMs = 1_000;
const askAgainMs = 500;
// StatusNotifierItem specification: the service that a desktop with a tray has on its session bus.
const question = [
  'call',
  '--session',
  ...['--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
  ...['--method', 'org.freedesktop.DBus.NameHasOwner', 'org.kde.StatusNotifierWatcher'],
];

export interface TrayQuestion {
  /** PARLEY_TRAY (`on` or `off`) knows better where a desktop is asked in vain. */
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  /** How long it may take to come, in ms: at login the desktop starts together with the app. */
  patience: number;
}

export async function hasTray({ env, platform, patience }: TrayQuestion): Promise<boolean> {
  const { PARLEY_TRAY } = env;
  if (PARLEY_TRAY === 'on' || PARLEY_TRAY === 'off') return PARLEY_TRAY === 'on';
  if (platform !== 'linux') return true;
  const deadline = Date.now() + patience;
  while (!(await isShown())) {
    if (Date.now() >= deadline) return false;
    await sleep(askAgainMs);
  }
  return true;
}

function isShown(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('gdbus', question, { timeout: answerMs }, (error, answer) =>
      resolve(!error && answer.includes('true')),
    );
  });
}
