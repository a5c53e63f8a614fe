import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reason } from '../problem.mjs';
import { Watchdog } from './download.mjs';
import { readJson } from './files.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('../screen.mjs').Line} Line */

const limits = { stallMs: 20_000, totalMs: 10 * 60_000 };

/**
 * The Electron executable if it is there. Looks only: asking the package for it would start a
 * download.
 * @param {string} packageFolder
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string | undefined}
 */
export function findElectron(packageFolder, env, platform) {
  const nameFile = join(packageFolder, 'path.txt');
  const name = existsSync(nameFile)
    ? readFileSync(nameFile, 'utf8').trim()
    : platform === 'win32'
      ? 'electron.exe'
      : 'electron';
  const file = join(env.ELECTRON_OVERRIDE_DIST_PATH || join(packageFolder, 'dist'), name);
  return existsSync(file) ? file : undefined;
}

/**
 * The Electron executable: found, else downloaded, else undefined with a word why.
 * @param {Context} context
 * @param {Line} line
 * @returns {Promise<string | undefined>}
 */
export async function provideElectron(context, line) {
  const { root, env, cache } = context;
  const folder = join(root, 'node_modules', 'electron');
  const found = findElectron(folder, env, process.platform);
  if (found !== undefined) return found;
  if (env.ELECTRON_OVERRIDE_DIST_PATH) {
    line.say('ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron');
    return undefined;
  }
  const { version } = /** @type {{ version: string }} */ (readJson(join(folder, 'package.json')));
  const what = `electron-${version}`;
  if (cache.recentFailure(what) !== undefined) return undefined;
  line.say('downloading');
  try {
    await download(folder, version, line);
    await unpack(context, folder);
  } catch (error) {
    cache.rememberFailure(what, reason(error));
    line.say(`cannot be had (${reason(error)}); tried again tomorrow, or with --fresh`);
  }
  return findElectron(folder, env, process.platform);
}

/**
 * Into Electron's own download cache, with the downloader that its installer uses: the installer
 * itself would wait for as long as a silent firewall likes.
 * @param {string} folder
 * @param {string} version
 * @param {Line} line
 */
async function download(folder, version, line) {
  const require = createRequire(join(folder, 'package.json'));
  /** @type {typeof import('@electron/get')} */
  const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href);
  const watchdog = new Watchdog(limits);
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: require('./checksums.json'),
      downloadOptions: {
        quiet: true,
        signal: watchdog.signal,
        /** @param {{ percent: number }} progress */
        getProgressCallback: async ({ percent }) => {
          watchdog.moved();
          line.progress(`downloading, ${Math.round(percent * 100)} %`, percent);
        },
      },
    });
  } catch (error) {
    throw watchdog.signal.aborted ? watchdog.signal.reason : error;
  } finally {
    watchdog.done();
    line.end();
  }
}

/**
 * Electron's installer finds the archive in that cache and unpacks it.
 * @param {Context} context
 * @param {string} folder
 */
async function unpack({ env, cache, processes }, folder) {
  const log = cache.log('electron');
  const code = await processes.tool(process.execPath, ['install.js'], { cwd: folder, env, log });
  if (code !== 0) throw new Error(`its installer ended with ${code}, log: ${log}`);
}

/**
 * Whether Chromium's sandbox works for this executable. A kernel that keeps user namespaces from
 * programs without a profile, as Ubuntu's does, wants its helper to belong to root.
 * @param {string} executable
 * @param {string} restriction the kernel's switch, as a file
 */
export function sandboxWorks(
  executable,
  restriction = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
) {
  if (!existsSync(restriction) || readFileSync(restriction, 'utf8').trim() !== '1') return true;
  const helper = sandboxHelper(executable);
  if (!existsSync(helper)) return false;
  const { uid, mode } = statSync(helper);
  return uid === 0 && (mode & 0o4000) !== 0;
}

/** @param {string} executable */
export const sandboxHelper = (executable) => join(executable, '..', 'chrome-sandbox');
