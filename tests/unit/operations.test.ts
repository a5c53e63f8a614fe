import { readFile } from 'node:fs/promises';
import { availableParallelism, homedir } from 'node:os';
import { expect, it } from 'vitest';
import { settings } from '../../sfu/settings.ts';

const document = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const rows = document.split('\n').filter((line) => line.startsWith('| `'));

it.each(Object.values(settings))(
  'docs/operations.md tells of $env as it is',
  ({ env, fallback }) => {
    const row = rows.find((line) => line.split('|')[1]?.includes(`\`${env}\``));
    expect(row).toBeDefined();
    const told = row?.split('|')[2]?.trim();
    const machine: Record<string, string> = {
      WORKERS: 'one a core',
      MEDIASOUP_WORKER_BIN: 'set by the set-up',
      RENDERER_FOLDER: 'the built pages',
    };
    expect(told).toBe(machine[env] ?? String(fallback ?? '').replace(homedir(), '~'));
  },
);

it('one worker a core is what the settings do', () => {
  expect(settings.workers.fallback).toBe(availableParallelism());
});
