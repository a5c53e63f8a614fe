import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cache, cacheFolder } from '../cache.mjs';
import { Processes } from '../processes.mjs';

/**
 * What every step and command works with.
 * @typedef {object} Context
 * @property {string} root the folder of package.json
 * @property {NodeJS.ProcessEnv} env for the children; the set-up adds what it found
 * @property {Cache} cache
 * @property {Processes} processes
 * @property {import('../screen.mjs').Output} output where the set-up speaks
 */

/**
 * @param {import('../screen.mjs').Output} output
 * @returns {Context}
 */
export function createContext(output) {
  const processes = new Processes(process.exit);
  processes.listen();
  return {
    root: dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
    env: { ...process.env },
    cache: new Cache(cacheFolder(process.env, process.platform)),
    processes,
    output,
  };
}
