import { join } from 'node:path';
import { chooseOpening, chromiumArguments, hasDisplay, surveyDesktop } from '../open-browser.mjs';
import { Problem } from '../problem.mjs';
import { programStdio } from '../processes.mjs';
import { provideBrowser } from '../setup/browser.mjs';
import { sandboxHelper, sandboxWorks } from '../setup/electron-runtime.mjs';
import { bundle, dependencies, electron, setUp, worker } from '../setup/steps.mjs';

/** @typedef {import('../setup/context.mjs').Context} Context */
/** @typedef {import('../setup/steps.mjs').Step} Step */
/** @typedef {import('../open-browser.mjs').Opening} Opening */

/** What the shell answers, and Linux's loader with it, for a program that lacks a library. */
const librariesMissing = 127;

/**
 * Opens Parley: the desktop app where its runtime is, else the browser edition.
 * @type {import('../command.mjs').Command}
 */
export async function start(context, args) {
  const found = await setUp(context, [dependencies, worker, electron, bundle, browserIfNeeded]);
  const app = desktopApp(context, found.electron);
  if (app !== undefined) {
    const code = await openApp(context, app, args);
    if (code !== librariesMissing) return code;
    context.output.write('Electron lacks system libraries here. Opening the browser edition.\n');
  }
  return openEdition(context, args, found.browser);
}

/**
 * The Electron executable if it can open a window here, else a line why not.
 * @param {Context} context
 * @param {string | undefined} electronFile
 */
function desktopApp({ env, output }, electronFile) {
  if (electronFile === undefined) {
    output.write('No Electron runtime on this machine: this is the browser edition.\n');
    return undefined;
  }
  if (!hasDisplay(env, process.platform)) {
    output.write('No display here: this is the browser edition.\n');
    return undefined;
  }
  if (!sandboxWorks(electronFile)) {
    const helper = sandboxHelper(electronFile);
    output.write(
      "This system keeps Electron's sandbox from working: this is the browser edition. For the app, run once:\n" +
        `  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}\n`,
    );
    return undefined;
  }
  return electronFile;
}

/**
 * @param {Context} context
 * @param {string} electronFile
 * @param {readonly string[]} args
 */
async function openApp({ root, env, processes }, electronFile, args) {
  // Chromium's sandbox refuses root.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { ended } = processes.start(electronFile, [...asRoot, root, ...args], {
    cwd: root,
    env,
    stdio: programStdio,
  });
  return ended;
}

/**
 * A browser for the browser edition, where we are the ones to start it. Without one Parley still
 * serves, so that nothing here is a failure.
 * @type {Step}
 */
const browserIfNeeded = {
  title: 'Browser',
  async provide(context, line, found) {
    const opening = chooseOpening(surveyDesktop(context.env));
    if (found.electron !== undefined || opening.kind !== 'browser') return {};
    try {
      return { browser: await provideBrowser(context, line) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      line.say(`none (${error.message})`);
      return {};
    }
  },
};

/**
 * The same server and the same pages in the machine's browser.
 * @param {Context} context
 * @param {readonly string[]} args
 * @param {string | undefined} browser
 */
async function openEdition(context, args, browser) {
  const { root, env, processes } = context;
  const program = join(root, 'out', 'sfu', 'serve.js');
  const { child, ended } = processes.start(
    process.execPath,
    [program, '--port-taken', 'next', ...args],
    { cwd: root, env, stdio: programStdio },
  );
  child.on('message', (message) => {
    if (isReady(message)) openPage(context, message.url, browser);
  });
  const code = await ended;
  await processes.endAll();
  return code;
}

/**
 * @param {unknown} message
 * @returns {message is { type: 'ready', url: string }}
 */
function isReady(message) {
  if (typeof message !== 'object' || message === null) return false;
  return 'type' in message && message.type === 'ready' && 'url' in message;
}

/**
 * @param {Context} context
 * @param {string} url
 * @param {string | undefined} browser
 */
function openPage({ env, cache, processes, output }, url, browser) {
  const tell = () => output.write(`Open ${url} in a browser on this machine.\n`);
  const desktop = surveyDesktop(env);
  const opening = chooseOpening(desktop);
  if (opening.kind === 'opener') {
    processes.leave(opening.command, [...opening.args, url], tell);
  } else if (opening.kind === 'browser' && browser !== undefined) {
    const args = [...chromiumArguments(desktop, cache.path('browser-profile')), url];
    const { ended } = processes.start(browser, args, { env, stdio: 'ignore' });
    ended.then((code) => code !== 0 && processes.stopping === undefined && tell(), tell);
  } else {
    tell();
    return;
  }
  output.write('Opening it in the browser. Ctrl+C here ends it.\n');
}
