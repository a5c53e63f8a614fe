import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { chooseRunners, vitestProjects } from '../../build/commands/test.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const titles = (...args: string[]) => chooseRunners(args).map(({ title }) => title);

describe('the parts of a test run', () => {
  test('are all of them without a wish', () => {
    expect(titles()).toEqual(['Format and lint', 'Types', 'Vitest', 'End to end']);
  });

  test('run in their order, whatever the order of the wish', () => {
    expect(titles('--only', 'e2e,sfu,unit,lint')).toEqual([
      ...['Format and lint', 'Vitest', 'End to end'],
    ]);
    expect(titles('--only=types')).toEqual(['Types']);
  });

  test.each([[['--only', 'nothing']], [['--only']], [['unit']], [['--only', 'unit,']]])(
    'refuses %o and names what there is',
    (args) => {
      const refusal = { remedy: expect.stringContaining('lint,types,unit,sfu,renderer,fuzz,e2e') };
      expect(() => chooseRunners(args)).toThrow(expect.objectContaining(refusal));
    },
  );

  test('know every project of vitest.config.ts but the measurements', () => {
    const config = readFileSync(join(root, 'vitest.config.ts'), 'utf8');
    const names = [...config.matchAll(/\bname: '(\w+)'/g)].map((match) => match[1]);
    expect([...vitestProjects, 'bench'].sort()).toEqual(names.sort());
  });
});
