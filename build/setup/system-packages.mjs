import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Problem } from '../problem.mjs';

const execute = promisify(execFile);

/** @typedef {{ deb: string, command: string } | { deb: string, module: string }} Need */
/**
 * How this machine takes packages: with apt-get, through sudo or not, or not at all.
 * @typedef {'root' | 'sudo' | 'ask' | 'none'} Rights
 */

/**
 * Whether a program ends well; its output is of no interest.
 * @param {string} command
 * @param {readonly string[]} args
 */
export async function succeeds(command, args) {
  try {
    await execute(command, [...args], { timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * The Debian packages among these needs that are not met, however they could have been met.
 * @param {readonly Need[]} needs
 */
export async function missingPackages(needs) {
  const met = await Promise.all(
    needs.map((need) =>
      'command' in need
        ? succeeds(need.command, ['--version'])
        : succeeds('pkg-config', ['--exists', need.module]),
    ),
  );
  return needs.filter((_, index) => !met[index]).map((need) => need.deb);
}

/** @param {string} osRelease the text of /etc/os-release */
export function isDebianLike(osRelease) {
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease);
}

/** @returns {Promise<Rights>} */
export async function packageRights() {
  if (process.platform !== 'linux' || !isDebianLike(readOsRelease())) return 'none';
  if (process.getuid?.() === 0) return 'root';
  return (await succeeds('sudo', ['-n', 'true'])) ? 'sudo' : 'ask';
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/**
 * The command line that brings these packages, as a person would type it.
 * @param {readonly string[]} packages
 */
export const installCommand = (packages) =>
  `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/**
 * The same without questions: another apt that runs is waited for, not failed upon.
 * @param {'root' | 'sudo'} rights
 * @param {readonly string[]} args
 * @returns {[string, ...string[]]}
 */
export function aptGet(rights, args) {
  const quiet = [
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-y',
    '-o',
    'DPkg::Lock::Timeout=300',
  ];
  return rights === 'root' ? ['env', ...quiet, ...args] : ['sudo', '-n', 'env', ...quiet, ...args];
}

/**
 * Installs Debian packages, or says how to.
 * @param {import('./context.mjs').Context} context
 * @param {import('../screen.mjs').Line} line
 * @param {readonly string[]} packages
 * @param {Rights} rights
 */
export async function installPackages(context, line, packages, rights) {
  if (rights === 'none') {
    throw new Problem(
      `These are missing: ${packages.join(', ')} (by their Debian names).`,
      'Install them with the package manager of this system and start again.',
    );
  }
  if (rights === 'ask') {
    throw new Problem(
      `System packages are missing, and only an administrator can install them.`,
      `Run this and start again: ${installCommand(packages)}`,
    );
  }
  line.say(`installing system packages: ${packages.join(' ')}`);
  const log = context.cache.log('system-packages');
  /** @param {readonly string[]} args */
  const apt = async (...args) => {
    const [command, ...rest] = aptGet(rights, args);
    return (await context.processes.tool(command, rest, { env: context.env, log })) === 0;
  };
  const install = () => apt('install', '--no-install-recommends', ...packages);
  // Without lists apt knows no package, with old ones it asks for versions that are gone.
  const known = await succeeds('apt-cache', ['show', '--no-all-versions', ...packages]);
  const installed = (known && (await install())) || ((await apt('update')) && (await install()));
  if (installed) return;
  throw new Problem(
    `The system packages could not be installed (log: ${log}).`,
    `Run this by hand to see why: ${installCommand(packages)}`,
  );
}
