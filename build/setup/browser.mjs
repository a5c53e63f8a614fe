import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { Problem, reason } from '../problem.mjs';
import { Watchdog } from './download.mjs';
import { readJson } from './files.mjs';
import { installPackages, packageRights, succeeds } from './system-packages.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('../screen.mjs').Line} Line */

const limits = { stallMs: 45_000, totalMs: 15 * 60_000 };
/** Without recommendations Debian's Chromium comes without a single font. */
const packages = ['chromium', 'fonts-liberation'];

/**
 * Where Chromium and its kin live on a system, the plainest first.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function systemBrowsers(env, platform) {
  if (platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    const names = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return names.flatMap((name) => roots.flatMap((root) => (root ? [`${root}\\${name}`] : [])));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Whether this browser starts here. On Windows asking for the version would open a window.
 * @param {string} file
 */
async function browserRuns(file) {
  if (!existsSync(file)) return false;
  return process.platform === 'win32' || succeeds(file, ['--version']);
}

/**
 * The Chromium that tests and the browser edition use: found, else fetched.
 * @param {Context} context
 * @param {Line} line
 * @returns {Promise<string>}
 */
export async function provideBrowser(context, line) {
  const chosen = context.env.PARLEY_CHROMIUM;
  if (chosen) {
    if (await browserRuns(chosen)) return chosen;
    throw new Problem(
      `PARLEY_CHROMIUM names ${chosen}, which is not a browser that runs here.`,
      'Correct the variable, or unset it to let the set-up find or fetch one.',
    );
  }
  const fetched = playwrightBrowser(context.root);
  const found = await firstThatRuns([fetched, ...systemBrowsers(context.env, process.platform)]);
  if (found !== undefined) return found;
  await downloadBrowser(context, line);
  if (await browserRuns(fetched)) return fetched;
  await installPackages(context, line, packages, await packageRights());
  const installed = await firstThatRuns(systemBrowsers(context.env, process.platform));
  if (installed !== undefined) return installed;
  throw new Problem(
    'No Chromium runs on this machine.',
    'Install Chromium or Google Chrome, or set PARLEY_CHROMIUM to its executable.',
  );
}

/** @param {string} root */
function playwrightBrowser(root) {
  const require = createRequire(join(root, 'package.json'));
  /** @type {typeof import('playwright')} */
  const { chromium } = require('playwright');
  return chromium.executablePath();
}

/** @param {readonly string[]} files */
async function firstThatRuns(files) {
  for (const file of files) if (await browserRuns(file)) return file;
  return undefined;
}

/**
 * Playwright's own Chromium; whether it came is seen by looking for it.
 * @param {Context} context
 * @param {Line} line
 */
async function downloadBrowser({ root, env, cache, processes }, line) {
  const playwright = join(root, 'node_modules', 'playwright');
  const { version } = /** @type {{ version: string }} */ (
    readJson(join(playwright, 'package.json'))
  );
  const what = `chromium-playwright-${version}`;
  if (cache.recentFailure(what) !== undefined) return;
  line.say("downloading Playwright's Chromium");
  const log = cache.log('browser');
  const watchdog = new Watchdog(limits);
  try {
    const args = [join(playwright, 'cli.js'), 'install', 'chromium', '--no-shell'];
    const code = await processes.tool(process.execPath, args, {
      env,
      log,
      onLine: () => watchdog.moved(),
      abort: watchdog.signal,
    });
    if (watchdog.signal.aborted) throw watchdog.signal.reason;
    if (code !== 0) throw new Error(`its installer ended with ${code}, log: ${log}`);
  } catch (error) {
    cache.rememberFailure(what, reason(error));
    line.say(`Playwright's Chromium cannot be had (${reason(error)})`);
  } finally {
    watchdog.done();
  }
}
