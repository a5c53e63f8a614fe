import { join } from 'node:path';
import { Interrupted } from './problem.mjs';

/** @typedef {import('./setup/context.mjs').Context} Context */

/** The development tools, started by their own scripts: a shell or npx between would be orphaned. */
const scripts = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/playwright/cli.js',
};

/**
 * Runs a development tool in view and answers its exit code.
 * @param {Context} context
 * @param {keyof typeof scripts} tool
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [extra]
 */
export async function runTool({ root, env, processes }, tool, args, extra = {}) {
  const command = [join(root, scripts[tool]), ...args];
  const { ended } = processes.start(process.execPath, command, {
    cwd: root,
    env: { ...env, ...extra },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await ended;
  if (processes.stopping !== undefined) throw new Interrupted(processes.stopping);
  return code;
}
