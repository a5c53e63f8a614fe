import { describe, expect, test } from 'vitest';
import { installedMatches, installProblem, npmCommand } from '../../build/setup/dependencies.mjs';

describe('installedMatches', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/zod': { version: '4.0.0' },
      'node_modules/binary-linux': { version: '1.0.0', optional: true },
      'node_modules/binary-darwin': { version: '1.0.0', optional: true },
    },
  };
  const zod = { 'node_modules/zod': { version: '4.0.0' } };
  const linux = { 'node_modules/binary-linux': { version: '1.0.0', optional: true } };

  test.each([
    ['the same packages', { ...zod, ...linux }, true],
    ['without those for other machines', zod, true],
    ['with another version', { 'node_modules/zod': { version: '4.0.1' } }, false],
    ['with another version of an optional one', { ...zod, 'node_modules/binary-linux': {} }, false],
    ['without a package', linux, false],
    ['with one more package', { ...zod, 'node_modules/left-over': { version: '1.0.0' } }, false],
  ])('%s: %o', (_, packages, expected) => {
    expect(installedMatches(lock, { packages })).toBe(expected);
  });

  test('nothing installed matches nothing', () => {
    expect(installedMatches(lock, undefined)).toBe(false);
    expect(installedMatches(lock, {})).toBe(false);
  });
});

describe('npmCommand', () => {
  const node = process.execPath;
  test.each([
    ['linux', { npm_execpath: '/lib/npm/bin/npm-cli.js' }, [node, '/lib/npm/bin/npm-cli.js']],
    ['linux', { npm_execpath: '/lib/pnpm/bin/pnpm.cjs' }, ['npm']],
    ['linux', {}, ['npm']],
    ['win32', {}, ['cmd', '/d', '/s', '/c', 'npm']],
  ] as const)('on %s with %o', (platform, env, expected) => {
    expect(npmCommand(env, platform)).toEqual(expected);
  });
});

describe('installProblem', () => {
  test('tells a lock file that does not fit from a registry that does not answer', () => {
    const misfit = installProblem('$ npm ci\nnpm error code EUSAGE\nnpm error\n', 'npm.log');
    expect(misfit.message).toContain('package-lock.json does not fit');
    const offline = installProblem('$ npm ci\nnpm error code ENOTFOUND\nnoise\n', 'npm.log');
    expect(offline.message).toContain('npm error code ENOTFOUND');
    expect(offline.message).not.toContain('noise');
    expect(offline.remedy).toContain('registry');
  });
});
