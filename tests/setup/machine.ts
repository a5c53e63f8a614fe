import { join } from 'node:path';
import { Cache } from '../../build/cache.mjs';
import { Processes } from '../../build/processes.mjs';
import { temporaryFolder } from './temporary.ts';

/** A machine for the set-up: an empty checkout, an empty cache, and all that is said. */
export function machine(env: NodeJS.ProcessEnv = {}) {
  const root = temporaryFolder();
  const said: string[] = [];
  const processes = new Processes(() => {
    throw new Error('nothing here may end the run');
  });
  const output = { write: (text: string) => said.push(text) };
  return { context: { root, env, output, cache: new Cache(join(root, 'cache')), processes }, said };
}
