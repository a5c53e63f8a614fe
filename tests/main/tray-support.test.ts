import { chmodSync } from 'node:fs';
import { delimiter } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasTray } from '../../main/tray-support.ts';
import { temporaryFolder, writeInto } from '../setup/temporary.ts';

afterEach(() => vi.unstubAllEnvs());

/** A desktop whose session bus answers so. */
function desktop(script: string): void {
  const folder = temporaryFolder();
  chmodSync(writeInto(folder, 'gdbus', `#!/bin/sh\n${script}\n`), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
}

describe('a tray', () => {
  it.each([
    ['on', true],
    ['off', false],
  ])('is there or not as PARLEY_TRAY=%s says', async (PARLEY_TRAY, there) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(await hasTray({ PARLEY_TRAY }, platform)).toBe(there);
    }
  });

  it.each(['darwin', 'win32'] as const)('is there on %s', async (platform) => {
    expect(await hasTray({}, platform)).toBe(true);
  });

  describe.runIf(process.platform === 'linux')('on Linux', () => {
    it.each([
      ['somebody shows its icons', "echo '(true,)'", true],
      ['nobody does', "echo '(false,)'", false],
      ['there is no bus', 'exit 1', false],
    ])('where %s', async (_, script, there) => {
      desktop(script);
      expect(await hasTray({}, 'linux')).toBe(there);
    });

    it('is not waited for where nothing answers', { timeout: 20_000 }, async () => {
      desktop('exec sleep 60');
      expect(await hasTray({}, 'linux')).toBe(false);
    });

    it('is not there where nothing can ask', async () => {
      vi.stubEnv('PATH', temporaryFolder());
      expect(await hasTray({}, 'linux')).toBe(false);
    });
  });
});
