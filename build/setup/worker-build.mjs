import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { Problem } from '../problem.mjs';
import { applyEdit, edits, needs, setupOptions, targets } from '../worker/recipe.mjs';
import { install } from './files.mjs';
import { installPackages, missingPackages, packageRights } from './system-packages.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('../screen.mjs').Line} Line */

const bytesPerCompiler = 1024 ** 3;

/**
 * Where Ninja is, from one line of its output.
 * @param {string} line
 * @returns {{ done: number, total: number } | undefined}
 */
export function ninjaProgress(line) {
  const match = /^\[(\d+)\/(\d+)\]/.exec(line);
  return match ? { done: Number(match[1]), total: Number(match[2]) } : undefined;
}

/**
 * Makes a copy of mediasoup's sources that builds without downloads.
 * @param {string} sources mediasoup's worker/ folder
 * @param {string} recipe our build/worker/ folder
 * @param {string} target an empty folder
 */
export function prepareSources(sources, recipe, target) {
  // A worker that was downloaded or built in place is not part of the sources.
  const keep = (/** @type {string} */ path) => !['out', 'prebuild'].includes(basename(path));
  cpSync(sources, target, { recursive: true, filter: keep });
  rmSync(join(target, 'subprojects'), { recursive: true, force: true });
  cpSync(join(recipe, 'subprojects'), join(target, 'subprojects'), { recursive: true });
  for (const edit of edits) {
    const file = join(target, edit.file);
    writeFileSync(file, applyEdit(readFileSync(file, 'utf8'), edit));
  }
}

/**
 * Builds the worker and puts it at `destination` when it is whole.
 * @param {Context} context
 * @param {Line} line
 * @param {string} sources mediasoup's worker/ folder
 * @param {string} destination
 */
export async function buildWorker(context, line, sources, destination) {
  const missing = await missingPackages(needs);
  if (missing.length > 0) await installPackages(context, line, missing, await packageRights());

  const log = context.cache.log('worker-build');
  const folder = temporaryFolder(context.cache.folder('workers'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  line.say(`building from source, which takes some minutes once (log: ${log})`);
  try {
    prepareSources(sources, join(context.root, 'build', 'worker'), folder);
    await compile(context, line, folder, log);
    install(join(folder, 'build', targets.worker), destination);
  } finally {
    process.off('exit', removeFolder);
    removeFolder();
  }
}

/**
 * @param {Context} context
 * @param {Line} line
 * @param {string} folder
 * @param {string} log
 */
async function compile({ processes, env }, line, folder, log) {
  const build = join(folder, 'build');
  const jobs = Math.max(
    1,
    Math.min(availableParallelism(), Math.floor(totalmem() / bytesPerCompiler)),
  );
  /** @param {string} output */
  const onLine = (output) => {
    const at = ninjaProgress(output);
    if (at) line.progress(`building from source, ${at.done}/${at.total} files`, at.done / at.total);
  };
  /** @type {readonly [string, readonly string[], ((output: string) => void)?][]} */
  const stages = [
    ['meson', ['setup', build, folder, ...setupOptions]],
    ['ninja', ['-C', build, targets.check]],
    [join(build, targets.check), []],
    ['ninja', ['-C', build, '-j', String(jobs), targets.worker], onLine],
  ];
  for (const [command, args, show] of stages) {
    const options = { cwd: folder, env, log, ...(show !== undefined && { onLine: show }) };
    const code = await processes.tool(command, args, options);
    if (code === 0) continue;
    line.end();
    throw new Problem(
      `The media worker could not be built: ${basename(command)} ended with ${code} (log: ${log}).`,
      'Set MEDIASOUP_WORKER_BIN to a worker that was built elsewhere, or start again where the prebuilt one can be downloaded.',
    );
  }
  line.end();
}

/**
 * A folder for this build alone; those that killed runs left behind go.
 * @param {string} parent
 */
function temporaryFolder(parent) {
  for (const name of readdirSync(parent)) {
    const pid = /^building-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
  return mkdtempSync(join(parent, `building-${process.pid}-`));
}
