import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Line } from '../../build/screen.mjs';
import { cacheKeys, knownPlaces, provideWorker, workerRuns } from '../../build/setup/worker.mjs';
import { machine } from './machine.ts';
import { programEndingWith, temporaryFolder, writeInto } from './temporary.ts';

const facts = { version: '1.2.3', platform: 'linux', arch: 'x64', recipe: 'abc' };
const mediasoup = { version: '1.2.3', repository: { url: 'git+https://example.test/m.git' } };
const packaged = 'node_modules/mediasoup/worker/out/Release/mediasoup-worker';

/** A machine with mediasoup's package in its checkout. */
function checkout(env: NodeJS.ProcessEnv = {}) {
  const { context, said } = machine(env);
  writeInto(context.root, 'node_modules/mediasoup/package.json', JSON.stringify(mediasoup));
  return { root: context.root, context, said, line: new Line(context.output, 'Worker') };
}

test('a built worker depends on the recipe, a prebuilt one does not', () => {
  const keys = cacheKeys(facts);
  const changed = cacheKeys({ ...facts, recipe: 'def' });
  expect(changed.built).not.toBe(keys.built);
  expect(changed.prebuilt).toBe(keys.prebuilt);
});

test.each(['version', 'platform', 'arch'] as const)('every worker depends on the %s', (fact) => {
  const keys = cacheKeys(facts);
  const changed = cacheKeys({ ...facts, [fact]: 'other' });
  expect(changed.built).not.toBe(keys.built);
  expect(changed.prebuilt).not.toBe(keys.prebuilt);
});

test("the authors' own worker comes before one that was built here", () => {
  const cached = { prebuilt: 'cache/prebuilt', built: 'cache/built' };
  const places = knownPlaces({ cached, packaged: 'node_modules/worker' });
  expect(places).toEqual(['cache/prebuilt', 'node_modules/worker', 'cache/built']);
});

test.each([
  [41, true],
  [0, false],
  [1, false],
  [127, false],
])('a program that ends with %i runs as a worker: %s', async (code, expected) => {
  const file = programEndingWith(code, temporaryFolder(), 'worker');
  expect(await workerRuns(file)).toBe(expected);
});

test('what is not there, or is no program, does not run', async () => {
  const folder = temporaryFolder();
  expect(await workerRuns(join(folder, 'absent'))).toBe(false);
  expect(await workerRuns(writeInto(folder, 'text', 'hello'))).toBe(false);
});

test('a worker that is there is taken without a word', async () => {
  const { root, context, line, said } = checkout();
  const file = programEndingWith(41, root, packaged);
  expect(await provideWorker(context, line)).toBe(file);
  expect(said).toEqual([]);
});

test('MEDIASOUP_WORKER_BIN comes before all others', async () => {
  const chosen = programEndingWith(41, temporaryFolder(), 'chosen');
  const { root, context, line } = checkout({ MEDIASOUP_WORKER_BIN: chosen });
  programEndingWith(41, root, packaged);
  expect(await provideWorker(context, line)).toBe(chosen);
});

test('MEDIASOUP_WORKER_BIN is not silently passed over when it does not run', async () => {
  const { root, context, line } = checkout({ MEDIASOUP_WORKER_BIN: '/absent/worker' });
  programEndingWith(41, root, packaged);
  await expect(provideWorker(context, line)).rejects.toThrow('/absent/worker');
});
