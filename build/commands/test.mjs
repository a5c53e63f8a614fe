import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.mjs';
import { oneTest, playwrightTotals, sum, totalLine, vitestTotals } from '../reports.mjs';
import { findElectron } from '../setup/electron-runtime.mjs';
import { readJson } from '../setup/files.mjs';
import { browser, bundle, dependencies, setUp, worker } from '../setup/steps.mjs';
import { runTool } from '../tools.mjs';

/** @typedef {import('../setup/context.mjs').Context} Context */
/** @typedef {import('../reports.mjs').Totals} Totals */
/** @typedef {{ title: string, run(context: Context, reports: string): Promise<Totals> }} Runner */

/** The projects of vitest.config.ts that are tests. */
export const vitestProjects = ['unit', 'sfu', 'renderer', 'fuzz'];
export const parts = ['lint', 'types', ...vitestProjects, 'e2e'];

/** @type {Runner} */
const lint = {
  title: 'Format and lint',
  run: async (context) => oneTest(await runTool(context, 'biome', ['ci'])),
};

/** @type {Runner} */
const types = {
  title: 'Types',
  run: async (context) => oneTest(await runTool(context, 'tsc', ['-b'])),
};

/**
 * @param {readonly string[]} filters
 * @returns {Runner}
 */
const vitest = (filters) => ({
  title: 'Vitest',
  run: async (context, reports) => {
    const file = join(reports, 'vitest.json');
    const projects = filters.flatMap((filter) => ['--project', filter]);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await runTool(context, 'vitest', ['run', ...projects, ...reporters]);
    return vitestTotals(readJson(file), code);
  },
});

/** @type {Runner} */
const e2e = {
  title: 'End to end',
  run: async (context, reports) => {
    const file = join(reports, 'e2e.json');
    const options = ['--config', 'tests/e2e/playwright.config.ts', '--project', 'e2e'];
    const args = ['test', ...options, '--reporter=list,json'];
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
    const code = await runTool(context, 'playwright', args, env);
    return playwrightTotals(readJson(file), code);
  },
};

/**
 * The runners for what was asked, in order. Without a wish every project but the measurements runs,
 * so that a new one cannot be forgotten here.
 * @param {readonly string[]} args
 * @returns {readonly Runner[]}
 */
export function chooseRunners(args) {
  if (args.length === 0) return [lint, types, vitest(['!bench']), e2e];
  const [flag = '', list] = args[0]?.includes('=') ? args[0].split('=') : args;
  const wanted = flag === '--only' ? (list?.split(',') ?? []) : [];
  if (wanted.length === 0 || wanted.some((part) => !parts.includes(part))) {
    throw new Problem(
      `These tests are not known: ${args.join(' ')}.`,
      `Use --only with some of these: ${parts.join(',')}`,
    );
  }
  const projects = vitestProjects.filter((project) => wanted.includes(project));
  return [
    ...(wanted.includes('lint') ? [lint] : []),
    ...(wanted.includes('types') ? [types] : []),
    ...(projects.length > 0 ? [vitest(projects)] : []),
    ...(wanted.includes('e2e') ? [e2e] : []),
  ];
}

/**
 * Runs the tests. The last line is the total, whatever happens before it.
 * @type {import('../command.mjs').Command}
 */
export async function test(context, args) {
  const runners = chooseRunners(args);
  try {
    await setUp(context, [dependencies, worker, browser, bundle]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${error.message}\n${error.remedy}`);
    console.log(totalLine(oneTest(1)));
    return 1;
  }
  const electron = join(context.root, 'node_modules', 'electron');
  const runtime = findElectron(electron, context.env, process.platform);
  console.log(`Electron runtime: ${runtime ?? 'not installed, its stand-in is used'}`);

  const reports = join(context.root, 'out', 'reports');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  /** @type {{ title: string, totals: Totals }[]} */
  const results = [];
  for (const { title, run } of runners) {
    console.log(`\n${title}`);
    results.push({ title, totals: await run(context, reports) });
  }
  return report(results);
}

/** @param {readonly { title: string, totals: Totals }[]} results */
function report(results) {
  console.log('');
  for (const { title, totals } of results) {
    const flaky = totals.flaky > 0 ? ` (${totals.flaky} only when tried again)` : '';
    console.log(`${title.padEnd(16)} ${totalLine(totals)}${flaky}`);
  }
  const all = sum(results.map(({ totals }) => totals));
  console.log(totalLine(all));
  return all.failed === 0 ? 0 : 1;
}
