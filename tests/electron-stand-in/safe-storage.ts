/** The system's store of secrets: a key in a file of the run's folder, as a keyring would have it. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { app } from './app.ts';
import { lifetime } from './lifetime.ts';

const cipher = 'aes-256-gcm';
const [ivLength, tagLength] = [12, 16];

/** Chromium's own switch, which Electron knows too: no keyring, but a password known to all. */
const isBasic = () => lifetime.args.includes('--password-store=basic');

/** A test that deletes it has lost the keyring. */
function secret(): Buffer {
  const file = join(app.getPath('userData'), 'stand-in.keyring');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => lifetime.ready && !isBasic(),
  getSelectedStorageBackend: () => {
    if (!lifetime.ready) return 'unknown';
    return isBasic() ? 'basic_text' : 'gnome_libsecret';
  },
  encryptStringAsync: async (plainText) => {
    const iv = randomBytes(ivLength);
    const encryptor = createCipheriv(cipher, secret(), iv);
    const text = Buffer.concat([encryptor.update(plainText, 'utf8'), encryptor.final()]);
    return Buffer.concat([iv, encryptor.getAuthTag(), text]);
  },
  decryptStringAsync: async (encrypted) => {
    const decryptor = createDecipheriv(cipher, secret(), encrypted.subarray(0, ivLength));
    decryptor.setAuthTag(encrypted.subarray(ivLength, ivLength + tagLength));
    const text = decryptor.update(encrypted.subarray(ivLength + tagLength));
    const result = Buffer.concat([text, decryptor.final()]).toString('utf8');
    return { result, shouldReEncrypt: false };
  },
} satisfies Pick<
  Electron.SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'getSelectedStorageBackend'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
>;
