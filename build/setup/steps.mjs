import { Line } from '../screen.mjs';
import { provideBrowser } from './browser.mjs';
import { provideBundle } from './bundle.mjs';
import { provideDependencies } from './dependencies.mjs';
import { provideElectron } from './electron-runtime.mjs';
import { takeTurn } from './turn.mjs';
import { provideWorker } from './worker.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/**
 * What the set-up found. The children get the worker and the browser through their environment.
 * @typedef {{ worker?: string, browser?: string, electron?: string | undefined }} Found
 */
/** @typedef {{ title: string, provide(context: Context, line: Line, found: Found): Promise<Found | void> }} Step */

/** @type {Step} */
export const dependencies = { title: 'Dependencies', provide: provideDependencies };

/** @type {Step} */
export const worker = {
  title: 'Media worker',
  provide: async (context, line) => ({ worker: await provideWorker(context, line) }),
};

/** @type {Step} */
export const electron = {
  title: 'Electron',
  provide: async (context, line) => ({ electron: await provideElectron(context, line) }),
};

/** @type {Step} */
export const browser = {
  title: 'Browser',
  provide: async (context, line) => ({ browser: await provideBrowser(context, line) }),
};

/** @type {Step} */
export const bundle = { title: 'Program', provide: provideBundle };

/**
 * Brings what is missing, in order. A step with nothing to do says nothing.
 * @param {Context} context
 * @param {readonly Step[]} steps
 * @returns {Promise<Found>}
 */
export async function setUp(context, steps) {
  const endTurn = await takeTurn(context.root, (pid) => {
    context.output.write(
      `Waiting for process ${pid}, which sets up the same folder. If it does not, delete out/.setting-up\n`,
    );
  });
  const found = await provideAll(context, steps).finally(endTurn);
  if (found.worker !== undefined) context.env.MEDIASOUP_WORKER_BIN = found.worker;
  if (found.browser !== undefined) context.env.PARLEY_CHROMIUM = found.browser;
  return found;
}

/**
 * @param {Context} context
 * @param {readonly Step[]} steps
 */
async function provideAll(context, steps) {
  /** @type {Found} */
  const found = {};
  for (const [index, step] of steps.entries()) {
    const line = new Line(context.output, `[${index + 1}/${steps.length}] ${step.title}`);
    try {
      Object.assign(found, await step.provide(context, line, found));
    } finally {
      line.end();
    }
  }
  return found;
}
