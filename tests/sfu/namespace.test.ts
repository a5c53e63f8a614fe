import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Lan } from '../e2e/lan.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const needAnAdapter = ['tests/sfu/listener.test.ts', 'tests/sfu/transports.test.ts'];

it.skipIf(Lan.obstacle)(
  'HT-6, HT-7, TR-2, TR-3 hold on an adapter that is not loopback',
  () => {
    const lan = new Lan();
    const folder = mkdtempSync(join(tmpdir(), 'parley-namespace-'));
    try {
      lan.connect(79, ['alone']);
      const report = join(folder, 'report.json');
      const [command = '', ...args] = [
        ...lan.on('alone'),
        process.execPath,
        join(root, 'node_modules/vitest/vitest.mjs'),
        ...['run', '--project', 'sfu', '--reporter=json', `--outputFile=${report}`],
        ...['--testNamePattern', 'HT-6|HT-7|TR-2|TR-3', ...needAnAdapter],
      ];
      const env = { ...process.env, PARLEY_TEST_NAMESPACE: 'alone' };
      try {
        execFileSync(command, args, { cwd: root, env, stdio: 'ignore', timeout: 60_000 });
      } finally {
        const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
        const tests: { status: string; title: string; failureMessages: string[] }[] =
          testResults.flatMap(
            ({ assertionResults }: { assertionResults: object[] }) => assertionResults,
          );
        const ran = tests.filter(({ status }) => status === 'passed' || status === 'failed');
        expect(ran.filter(({ status }) => status === 'failed')).toEqual([]);
        expect(ran.length).toBeGreaterThanOrEqual(6);
      }
    } finally {
      lan.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  90_000,
);
