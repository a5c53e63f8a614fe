import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} Desktop
 * @property {NodeJS.Platform} platform
 * @property {boolean} display
 * @property {boolean} root whether this user is root on a Unix system
 * @property {boolean} opener whether the desktop's own opener is there
 * @property {readonly string[]} flags for a browser that is started directly
 */
/**
 * How a page gets before the person's eyes: by the desktop's own opener, by a browser that we
 * start, or by telling the address.
 * @typedef {{ kind: 'opener', command: string, args: readonly string[] } | { kind: 'browser' } | { kind: 'tell' }} Opening
 */

/**
 * Linux needs a display server, and says where it is.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export const hasDisplay = (env, platform) =>
  platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Desktop}
 */
export function surveyDesktop(env) {
  const { platform } = process;
  const folders = (env.PATH ?? '').split(delimiter);
  return {
    platform,
    display: hasDisplay(env, platform),
    root: process.getuid?.() === 0,
    opener: platform !== 'linux' || folders.some((folder) => existsSync(join(folder, 'xdg-open'))),
    flags: (env.PARLEY_BROWSER_FLAGS ?? '').split(' ').filter((flag) => flag !== ''),
  };
}

/**
 * @param {Desktop} desktop
 * @returns {Opening}
 */
export function chooseOpening({ platform, display, root, opener, flags }) {
  if (!display) return { kind: 'tell' };
  // An opener can neither hand on flags nor start Chromium for root, whose sandbox refuses root.
  if (flags.length > 0 || (platform === 'linux' && (root || !opener))) return { kind: 'browser' };
  if (platform === 'darwin') return { kind: 'opener', command: 'open', args: [] };
  // The empty argument is the window's title: `start` would take the address for it.
  if (platform === 'win32') return { kind: 'opener', command: 'cmd', args: ['/c', 'start', ''] };
  return { kind: 'opener', command: 'xdg-open', args: [] };
}

/**
 * Arguments for a Chromium of our own: its profile is ours too, so that it neither joins a running
 * browser nor asks about first things.
 * @param {Desktop} desktop
 * @param {string} profile
 */
export const chromiumArguments = ({ platform, root, flags }, profile) => [
  `--user-data-dir=${profile}`,
  '--no-first-run',
  '--no-default-browser-check',
  ...(platform === 'linux' && root ? ['--no-sandbox'] : []),
  ...flags,
];
