import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, writeInto } from './temporary.ts';

const processes = new URL('../../build/processes.mjs', import.meta.url).href;

/** A run with one child, which has a child of its own; answers their process ids and what is said. */
async function startRun(child: string, shell = false) {
  const folder = temporaryFolder();
  const grandchild = 'setInterval(() => {}, 1000)';
  writeInto(
    folder,
    'child.mjs',
    `import { spawn, spawnSync } from 'node:child_process';
     const grandchild = spawn(process.execPath, ['-e', '${grandchild}'], { stdio: 'ignore' });
     ${child}
     console.log([process.pid, grandchild.pid].join(' '));`,
  );
  writeInto(
    folder,
    'run.mjs',
    `import { Processes } from '${processes}';
     const all = new Processes(process.exit);
     all.listen();
     const { ended } = all.start(process.execPath, ['child.mjs'], { stdio: ['ignore', 'inherit', 'inherit'] });
     process.exitCode = await ended;`,
  );
  // As npm does it: a shell that waits, here held back from becoming the program itself.
  const [command, ...args] = shell
    ? ['sh', '-c', `"${process.execPath}" run.mjs; exit $?`]
    : [process.execPath, 'run.mjs'];
  const run = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void run.kill('SIGKILL'));
  const lines = createInterface({ input: run.stdout });
  const [line] = await once(lines, 'line');
  return { run, lines, pids: String(line).split(' ').map(Number), folder };
}

/** Whether it still runs: one that has ended and waits to be noticed by its parent does not. */
function lives(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

describe.skipIf(process.platform === 'win32')('a run that is asked to stop', () => {
  test('asks its child, takes over its exit code and leaves no grandchild', async () => {
    const { run, pids } = await startRun(
      `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000);`,
    );
    run.kill('SIGTERM');
    expect(await once(run, 'exit')).toEqual([7, null]);
    await expect.poll(() => pids.filter(lives)).toEqual([]);
  });

  test('asks once, as its child gets no signal of the terminal itself', async () => {
    const { run, folder } = await startRun(
      `import { appendFileSync } from 'node:fs';
       process.on('SIGINT', () => { appendFileSync('asked', 'x'); setTimeout(() => process.exit(0), 300); });
       setInterval(() => {}, 1000);`,
    );
    run.kill('SIGINT');
    expect(await once(run, 'exit')).toEqual([0, null]);
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('x');
  });

  test('ends at the second signal what did not heed the first', async () => {
    const { run, lines, pids } = await startRun(
      `process.on('SIGINT', () => console.log('heard')); setInterval(() => {}, 1000);`,
    );
    const heard = once(lines, 'line');
    run.kill('SIGINT');
    await heard;
    const exit = once(run, 'exit');
    run.kill('SIGINT');
    expect(await exit).toEqual([137, null]);
    await expect.poll(() => pids.filter(lives)).toEqual([]);
  });

  test('ends when the shell that npm started it in has gone without a word', async () => {
    const { run, pids } = await startRun(`setInterval(() => {}, 1000);`, true);
    run.kill('SIGTERM');
    await once(run, 'exit');
    await expect.poll(() => pids.filter(lives), { timeout: 5_000 }).toEqual([]);
  });
});
