/** Whether this desktop shows tray icons. Electron makes one either way, and nobody may see it. */
import { execFile } from 'node:child_process';

const patienceMs = 1_000;
// StatusNotifierItem specification: the service that a desktop with a tray has on its session bus.
const question = [
  'call',
  '--session',
  ...['--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
  ...['--method', 'org.freedesktop.DBus.NameHasOwner', 'org.kde.StatusNotifierWatcher'],
];

/** PARLEY_TRAY (`on` or `off`) knows better where a desktop is asked in vain. */
export function hasTray(
  { PARLEY_TRAY }: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  if (PARLEY_TRAY === 'on' || PARLEY_TRAY === 'off') return Promise.resolve(PARLEY_TRAY === 'on');
  if (platform !== 'linux') return Promise.resolve(true);
  return new Promise((resolve) => {
    execFile('gdbus', question, { timeout: patienceMs }, (error, answer) =>
      resolve(!error && answer.includes('true')),
    );
  });
}
