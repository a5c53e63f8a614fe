import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findElectron, sandboxWorks } from '../../build/setup/electron-runtime.mjs';
import { temporaryFolder, writeInto } from './temporary.ts';

describe('findElectron', () => {
  test('finds nothing in a package without a runtime', () => {
    expect(findElectron(temporaryFolder(), {}, 'linux')).toBeUndefined();
  });

  test('does not believe the name of a runtime that is gone', () => {
    const folder = temporaryFolder();
    writeInto(folder, 'path.txt', 'electron');
    expect(findElectron(folder, {}, 'linux')).toBeUndefined();
  });

  test.each([
    ['linux', undefined, 'electron'],
    ['win32', undefined, 'electron.exe'],
    ['darwin', 'Electron.app/Contents/MacOS/Electron', 'Electron.app/Contents/MacOS/Electron'],
  ] as const)('finds the runtime on %s (path.txt: %s)', (platform, named, name) => {
    const folder = temporaryFolder();
    if (named !== undefined) writeInto(folder, 'path.txt', named);
    const file = writeInto(folder, `dist/${name}`, '');
    expect(findElectron(folder, {}, platform)).toBe(file);
  });

  test('looks where ELECTRON_OVERRIDE_DIST_PATH says, and only there', () => {
    const folder = temporaryFolder();
    writeInto(folder, 'dist/electron', '');
    const override = join(folder, 'other');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: override };
    expect(findElectron(folder, env, 'linux')).toBeUndefined();
    expect(findElectron(folder, env, 'linux')).toBeUndefined();
    const file = writeInto(override, 'electron', '');
    expect(findElectron(folder, env, 'linux')).toBe(file);
  });
});

describe('sandboxWorks', () => {
  test.each([
    ['without the restriction', undefined, true],
    ['with the restriction off', '0\n', true],
    ['with the restriction and no helper of root', '1\n', false],
  ])('%s: %s', (_, restriction, expected) => {
    const folder = temporaryFolder();
    const executable = writeInto(folder, 'electron', '');
    const helper = writeInto(folder, 'chrome-sandbox', '');
    chmodSync(helper, 0o755);
    const file = join(folder, 'restriction');
    if (restriction !== undefined) writeInto(folder, 'restriction', restriction);
    expect(sandboxWorks(executable, file)).toBe(expected);
  });
});
