import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { keepCertificate, keySeal } from '../../main/secret-store.ts';
import type { Problem } from '../../preload/contract.ts';
import { createLog } from '../../sfu/log.ts';
import { ownCertificate } from '../../sfu/own-certificate.ts';
import type { Keeping } from '../../sfu/sfu.ts';
import { temporaryFolder } from '../setup/temporary.ts';

type Store = Parameters<typeof keySeal>[0]['store'];

/** A keyring that writes backwards, and knows what it wrote itself. */
function keyring(given: Partial<Store> = {}): Store {
  const turn = (text: string) => [...text].reverse().join('');
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (text) => Buffer.from(`sealed:${turn(text)}`),
    decryptStringAsync: async (sealed) => {
      const [, text] = /^sealed:(.*)$/s.exec(sealed.toString()) ?? [];
      if (text === undefined) throw new Error('another keyring');
      return { result: turn(text), shouldReEncrypt: false };
    },
    ...given,
  } satisfies Partial<SafeStorage>;
}

/** A data folder as an app on that system keeps its certificate in it. */
function dataFolder() {
  const folder = temporaryFolder();
  const lines: string[] = [];
  const problems: Problem[] = [];
  const log = createLog('warn', (line) => lines.push(line));
  const open = (store?: Store, platform: NodeJS.Platform = 'linux') => {
    const report = (problem: Problem) => problems.push(problem);
    const keeping: Keeping = store ? keepCertificate(keySeal({ store, platform }), report) : {};
    return ownCertificate(folder, log, keeping);
  };
  const file = join(folder, 'certificate.pem');
  return { folder, file, lines, problems, open, text: () => readFile(file, 'utf8') };
}

const inPlain = 'PRIVATE KEY';

describe("the key of this computer's certificate", { timeout: 20_000 }, () => {
  it('is kept in the store of the system, and opened from there', async () => {
    const { open, text, lines, problems } = dataFolder();
    const made = await open(keyring());
    expect(await text()).not.toContain(inPlain);
    expect(await text()).toContain('BEGIN CERTIFICATE');
    expect(await open(keyring())).toEqual(made);
    expect([lines, problems]).toEqual([[], []]);
  });

  it('that was in plain moves into the store, and the certificate stays', async () => {
    const { open, text, folder } = dataFolder();
    const before = await open();
    expect(await text()).toContain(inPlain);
    expect(await open(keyring())).toEqual(before);
    expect(await text()).not.toContain(inPlain);
    expect(await open(keyring())).toEqual(before);
    // Nor is a copy of it left.
    expect(await readdir(folder)).toEqual(['certificate.pem']);
  });

  it.each<[string, Partial<Store>, NodeJS.Platform]>([
    ['there is no store', { isAsyncEncryptionAvailable: async () => false }, 'darwin'],
    ['the store is no secret', { getSelectedStorageBackend: () => 'basic_text' }, 'linux'],
    ['the store fails', { encryptStringAsync: () => Promise.reject(new Error('locked')) }, 'win32'],
    [
      'the store gives back something else',
      { decryptStringAsync: async () => ({ result: 'other', shouldReEncrypt: false }) },
      'darwin',
    ],
  ])("stays in its owner's file where %s, which is said", async (_, store, platform) => {
    const { open, text, file, lines, problems } = dataFolder();
    const made = await open(keyring(store), platform);
    expect(await text()).toContain(inPlain);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
    expect(lines.join('')).toContain('no store of secrets');
    expect(await open(keyring(store), platform)).toEqual(made);
    expect(problems).toEqual([]);
  });

  it('is asked for by no name of a backend where there is none', async () => {
    const getSelectedStorageBackend = vi.fn(() => 'basic_text' as const);
    const { open, text } = dataFolder();
    await open(keyring({ getSelectedStorageBackend }), 'win32');
    expect(getSelectedStorageBackend).not.toHaveBeenCalled();
    expect(await text()).not.toContain(inPlain);
  });

  it('that no longer opens is set aside and replaced, and the person is told', async () => {
    const { open, text, folder, lines, problems } = dataFolder();
    const lost = await open(keyring());
    const kept = await text();
    const other = keyring({ decryptStringAsync: () => Promise.reject(new Error('gone')) });
    const made = await open(other);
    expect(made.fingerprint).not.toBe(lost.fingerprint);
    expect(problems).toMatchObject([{ code: 'CERTIFICATE_REPLACED' }]);
    expect(problems[0]?.message).toContain('give new ones');
    expect(lines.join('')).toContain('why="unopened"');
    const [aside = ''] = (await readdir(folder)).filter((name) => name.endsWith('.old'));
    expect(await readFile(join(folder, aside), 'utf8')).toBe(kept);
    // Told once: the next start finds what the last one made.
    expect((await open(keyring())).fingerprint).toBe(made.fingerprint);
    expect(problems).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['no key', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('is made anew where the file holds %s, and the person is told', async (_, content) => {
    const { open, file, problems } = dataFolder();
    await writeFile(file, content);
    await open(keyring());
    expect(problems).toMatchObject([{ code: 'CERTIFICATE_REPLACED' }]);
  });

  it('is sealed anew when the store wants it', async () => {
    const { open, text } = dataFolder();
    const made = await open(keyring());
    const encrypt = vi.fn(async (key: string) =>
      Buffer.from(`sealed:${[...key].reverse().join('')}`),
    );
    const turned = keyring({
      encryptStringAsync: encrypt,
      decryptStringAsync: async (sealed) => ({
        ...(await keyring().decryptStringAsync(sealed)),
        shouldReEncrypt: true,
      }),
    });
    expect(await open(turned)).toEqual(made);
    expect(encrypt).toHaveBeenCalledOnce();
    expect(await text()).not.toContain(inPlain);
  });

  it('is of no use to a headless server, which says so and leaves it alone', async () => {
    const { open, text } = dataFolder();
    await open(keyring());
    const before = await text();
    await expect(open()).rejects.toThrow('Name another folder with PARLEY_DATA');
    expect(await text()).toBe(before);
  });

  it('stays in use where its file cannot be written any more', async () => {
    const { open, file } = dataFolder();
    const before = await open();
    // A folder in the way of the new file, since to root nothing is forbidden.
    await mkdir(`${file}.new`);
    expect(await open(keyring())).toEqual(before);
  });

  it('that cannot be read is not taken for one that is not there', async () => {
    const { open, file } = dataFolder();
    await mkdir(file);
    await expect(open(keyring())).rejects.toThrow('cannot be read');
  });
});
