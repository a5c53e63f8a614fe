import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasTray } from '../../main/tray-support.ts';
import { temporaryFolder, writeInto } from '../setup/temporary.ts';

afterEach(() => vi.unstubAllEnvs());

const onLinux = { env: {}, platform: 'linux', patience: 0 } as const;

/** A desktop whose session bus answers so. */
function desktop(script: string): void {
  const folder = temporaryFolder();
  chmodSync(writeInto(folder, 'gdbus', `#!/bin/sh\n${script}\n`), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
}

describe('a tray', { timeout: 20_000 }, () => {
  it.each([
    ['on', true],
    ['off', false],
  ])('is there or not as PARLEY_TRAY=%s says', async (PARLEY_TRAY, there) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(await hasTray({ env: { PARLEY_TRAY }, platform, patience: 0 })).toBe(there);
    }
  });

  it.each(['darwin', 'win32'] as const)('is there on %s', async (platform) => {
    expect(await hasTray({ env: {}, platform, patience: 0 })).toBe(true);
  });

  describe.runIf(process.platform === 'linux')('on Linux', () => {
    it.each([
      ['somebody shows its icons', "echo '(true,)'", true],
      ['nobody does', "echo '(false,)'", false],
      ['there is no bus', 'exit 1', false],
    ])('where %s', async (_, script, there) => {
      desktop(script);
      // A machine that is busy may not answer the first time.
      const patience = there ? 10_000 : 0;
      expect(await hasTray({ ...onLinux, patience })).toBe(there);
    });

    it('is not waited for where nothing answers', async () => {
      desktop('exec sleep 60');
      expect(await hasTray(onLinux)).toBe(false);
    });

    it('is waited for where the desktop starts together with the app', async () => {
      const asked = join(temporaryFolder(), 'asked');
      desktop(`[ -e '${asked}' ] && echo '(true,)' || touch '${asked}'`);
      expect(await hasTray({ ...onLinux, patience: 10_000 })).toBe(true);
    });

    it('is not there where nothing can ask', async () => {
      vi.stubEnv('PATH', temporaryFolder());
      expect(await hasTray(onLinux)).toBe(false);
    });
  });
});
