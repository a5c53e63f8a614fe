import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeTurn } from '../../build/setup/turn.mjs';
import { temporaryFolder, writeInto } from './temporary.ts';

test('one sets up at a time, and says for whom it waits', async () => {
  const root = temporaryFolder();
  const order = join(root, 'order');
  const turn = new URL('../../build/setup/turn.mjs', import.meta.url).href;
  const holder = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { appendFileSync } from 'node:fs';
       import { takeTurn } from '${turn}';
       const release = await takeTurn(${JSON.stringify(root)}, () => {});
       console.log('taken');
       setTimeout(() => { appendFileSync(${JSON.stringify(order)}, 'first '); release(); }, 400);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  const waitedFor: number[] = [];
  const release = await takeTurn(root, (pid) => waitedFor.push(pid));
  appendFileSync(order, 'second');
  release();
  expect(readFileSync(order, 'utf8')).toBe('first second');
  expect(waitedFor).toEqual([holder.pid]);
});

test('a run that was killed holds nobody up', async () => {
  const root = temporaryFolder();
  const killed = spawn(process.execPath, ['-e', '']);
  await once(killed, 'close');
  const file = writeInto(root, 'out/.setting-up', String(killed.pid));
  const release = await takeTurn(root, () => expect.unreachable());
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  release();
  expect(existsSync(file)).toBe(false);
});
