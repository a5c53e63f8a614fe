import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.mjs';
import { contentHash, lastLines, readJson } from './files.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('../screen.mjs').Line} Line */

const sources = [
  ...['sfu', 'main', 'preload', 'renderer', 'tests/electron-stand-in'],
  ...['vite.config.ts', 'build/precompress.ts', 'build/icons', 'tsconfig.base.json'],
  ...['package.json', 'package-lock.json'],
];
const results = ['out/renderer/index.html', 'out/sfu/serve.js', 'out/icons/window.png'];

/**
 * Bundles, when the sources are not those that were bundled last.
 * @param {Context} context
 * @param {Line} line
 */
export async function provideBundle(context, line) {
  const { root } = context;
  const built = /** @type {{ sources?: string } | undefined} */ (readJson(stampFile(root)));
  const current = built?.sources === contentHash(root, sources);
  if (current && results.every((file) => existsSync(join(root, file)))) return;
  line.say('building');
  await bundle(context);
}

/** @param {Context} context */
export async function bundle({ root, env, cache, processes }) {
  // Taken before the build: what changes meanwhile is built again next time.
  const hash = contentHash(root, sources);
  const log = cache.log('bundle');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const options = { cwd: root, env, log };
  const code = await processes.tool(
    process.execPath,
    [vite, 'build', '--logLevel', 'warn'],
    options,
  );
  if (code !== 0) {
    throw new Problem(
      `The program could not be bundled (log: ${log}):\n${lastLines(log, 30)}`,
      'Mend the sources that the message names and start again.',
    );
  }
  writeFileSync(stampFile(root), `${JSON.stringify({ sources: hash })}\n`);
}

/**
 * Says that out/ no longer is what a whole build left there.
 * @param {string} root
 */
export const distrustBundle = (root) => rmSync(stampFile(root), { force: true });

/** @param {string} root */
const stampFile = (root) => join(root, 'out', '.built.json');
