import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Problem } from '../problem.mjs';
import { readJson } from './files.mjs';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */
/** @typedef {{ packages?: Record<string, LockedPackage> }} LockFile */

/**
 * What the installed packages belong to: the lock file, and the machine that chose the binaries.
 * @param {string} lockText
 */
export function installStamp(lockText) {
  return {
    lock: createHash('sha256').update(lockText).digest('hex'),
    node: process.versions.node.split('.')[0],
    platform: `${process.platform}-${process.arch}`,
  };
}

/**
 * Whether npm's own record of what it installed agrees with the lock file. Optional packages may
 * be absent, being made for other machines.
 * @param {LockFile} lock
 * @param {LockFile | undefined} installed
 */
export function installedMatches(lock, installed) {
  if (!lock.packages || !installed?.packages) return false;
  const { '': _root, ...wanted } = lock.packages;
  const present = installed.packages;
  return (
    Object.keys(present).every((name) => name in wanted) &&
    Object.entries(wanted).every(([name, { version, optional, devOptional }]) => {
      const found = present[name];
      return found === undefined ? (optional ?? devOptional ?? false) : found.version === version;
    })
  );
}

/**
 * How to start npm without a shell: its own script where it told us, which it does under `npm run`.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {[string, ...string[]]}
 */
export function npmCommand(env, platform) {
  const script = env.npm_execpath;
  if (script !== undefined && basename(script) === 'npm-cli.js') return [process.execPath, script];
  return platform === 'win32' ? ['cmd', '/d', '/s', '/c', 'npm'] : ['npm'];
}

/**
 * Installs exactly what the lock file names, when something else or nothing is installed.
 * @param {import('./context.mjs').Context} context
 * @param {import('../screen.mjs').Line} line
 */
export async function provideDependencies({ root, env, cache, processes }, line) {
  const stampFile = join(root, 'node_modules', '.parley-install.json');
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = JSON.stringify(installStamp(lockText));
  const stamp = readJson(stampFile);
  if (JSON.stringify(stamp) === wanted) return;
  // Installed by hand: npm's record is as good as our stamp, which is only quicker to read. A
  // stamp of another machine or Node is no such case, the binaries may be the wrong ones.
  const sameMachine =
    stamp === undefined ||
    JSON.stringify({ .../** @type {object} */ (stamp), lock: '' }) ===
      JSON.stringify({ ...installStamp(lockText), lock: '' });
  const record = /** @type {LockFile | undefined} */ (
    readJson(join(root, 'node_modules', '.package-lock.json'))
  );
  const upToDate = sameMachine && installedMatches(JSON.parse(lockText), record);
  if (!upToDate) {
    line.say('installing with npm');
    const log = cache.log('npm-ci');
    const [npm, ...first] = npmCommand(env, process.platform);
    const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const code = await processes.tool(npm, args, { cwd: root, env, log });
    if (code !== 0) throw installProblem(readFileSync(log, 'utf8'), log);
  }
  writeFileSync(stampFile, `${wanted}\n`);
}

/**
 * npm says first what is wrong and then how it is used.
 * @param {string} output
 * @param {string} log
 */
export function installProblem(output, log) {
  if (/^npm error code EUSAGE$/m.test(output)) {
    return new Problem(
      `package-lock.json does not fit package.json (log: ${log}).`,
      'Run `npm install`, look at what it changes, and start again.',
    );
  }
  const said = output.split('\n').filter((line) => line.startsWith('npm error'));
  return new Problem(
    [`npm could not install the dependencies (log: ${log}).`, ...said.slice(0, 5)].join('\n'),
    'Check the connection to the npm registry and start again.',
  );
}
