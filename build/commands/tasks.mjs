import { randomInt } from 'node:crypto';
import { bundle as bundleNow } from '../setup/bundle.mjs';
import { browser, bundle, dependencies, setUp, worker } from '../setup/steps.mjs';
import { runTool } from '../tools.mjs';

/** @typedef {import('../command.mjs').Command} Command */

/** @type {Command} */
export async function build(context) {
  await setUp(context, [
    dependencies,
    {
      title: 'Program',
      provide: async (_, line) => {
        line.say('building');
        await bundleNow(context);
      },
    },
  ]);
  return 0;
}

/** @type {Command} */
export async function check(context) {
  await setUp(context, [dependencies]);
  const codes = [
    await runTool(context, 'biome', ['ci']),
    await runTool(context, 'tsc', ['-b']),
    await runTool(context, 'vitest', ['run', 'tests/laws']),
  ];
  return codes.find((code) => code !== 0) ?? 0;
}

/** @type {Command} */
export async function bench(context, args) {
  await setUp(context, [dependencies, worker, browser, bundle]);
  const options = ['--project', 'bench', '--disable-console-intercept'];
  return runTool(context, 'vitest', ['run', ...options, ...args]);
}

/** @type {Command} */
export async function fuzz(context, args) {
  await setUp(context, [dependencies, worker]);
  const env = {
    FUZZ_CASES: context.env.FUZZ_CASES ?? '1000000',
    FUZZ_SEED: context.env.FUZZ_SEED ?? String(randomInt(2 ** 31)),
  };
  return runTool(context, 'vitest', ['run', '--project', 'fuzz', ...args], env);
}

/** @type {Command} */
export async function screenshots(context, args) {
  await setUp(context, [dependencies, worker, browser, bundle]);
  const options = ['--config', 'tests/e2e/playwright.config.ts', '--project', 'screenshots'];
  return runTool(context, 'playwright', ['test', ...options, ...args]);
}
