import { execFile } from 'node:child_process';
import { release } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { Problem, reason } from '../problem.mjs';
import { patience } from '../setup/download.mjs';
import { install, readJson } from '../setup/files.mjs';
import { cacheKeys } from '../setup/worker.mjs';
import { downloadWorker, prebuiltUrl, workerName } from '../setup/worker-prebuilt.mjs';
import { stagedWorker, targetName, workerFault } from './targets.mjs';

/** @typedef {import('../setup/context.mjs').Context} Context */
/** @typedef {import('../screen.mjs').Line} Line */
/** @typedef {import('../setup/worker.mjs').MediasoupPackage} MediasoupPackage */
/** @typedef {import('./targets.mjs').Target} Target */

const execute = promisify(execFile);

/**
 * Puts a target's worker where the packages take it from.
 * @param {Context} context
 * @param {Line} line
 * @param {Target} target
 * @param {string} own the worker of this machine
 */
export async function stageWorker(context, line, target, own) {
  const isOwn = target.platform === process.platform && target.arch === process.arch;
  const worker = isOwn ? own : await foreignWorker(context, line, target);
  install(worker, stagedWorker(context.root, target));
}

/**
 * The published worker of another kind of machine. It cannot be tried here, only looked at.
 * @param {Context} context
 * @param {Line} line
 * @param {Target} target
 */
async function foreignWorker({ root, cache, env }, line, target) {
  const packageFolder = join(root, 'node_modules', 'mediasoup');
  const manifest = /** @type {MediasoupPackage} */ (readJson(join(packageFolder, 'package.json')));
  const { platform } = target;
  const arch = platform === 'win32' ? 'x64' : target.arch;
  const { prebuilt } = cacheKeys({ version: manifest.version, platform, arch, recipe: '' });
  const destination = cache.path('workers', prebuilt, workerName(platform));
  const fits = (/** @type {string} */ file) => workerFault(file, target) === undefined;
  if (fits(destination)) return destination;
  line.say(`downloading the worker for ${targetName(target)}`);
  try {
    await downloadWorker({
      url: prebuiltUrl(manifest, { platform, arch, release: release() }, env),
      destination,
      packageFolder,
      platform,
      limits: patience,
      passes: async (file) => fits(file),
      onProgress: (share) => line.progress(`downloading, ${Math.round(share * 100)} %`, share),
    });
  } catch (error) {
    throw new Problem(
      `The media worker for ${targetName(target)} cannot be had (${reason(error)}).`,
      'Connect to the internet, or pack for this machine alone: npm run dist -- --offline',
    );
  }
  return destination;
}

/**
 * The Debian packages whose libraries a worker is linked to: many for one that was built here, few
 * for the published one. None where the system does not tell.
 * @param {string} worker
 * @returns {Promise<string[]>}
 */
export async function librariesOf(worker) {
  try {
    const { stdout } = await execute('ldd', [worker]);
    const files = [...stdout.matchAll(/=> (\S+) \(/g)].map(([, file = '']) => basename(file));
    const owners = await execute('dpkg-query', ['--search', ...files.map((file) => `*/${file}`)]);
    const names = [...owners.stdout.matchAll(/^([^:\s]+)(?::\w+)?: /gm)].map(
      ([, name = '']) => name,
    );
    return [...new Set(names)].sort();
  } catch {
    return [];
  }
}
