/**
 * The system's store of secrets (Keychain, DPAPI, libsecret, KWallet), where the key of this
 * computer's certificate is sealed. Knows nothing of Electron but what it is handed.
 */
import type { SafeStorage } from 'electron';
import type { Problem } from '../preload/contract.ts';
import type { Keeping, KeySeal, Replacement } from '../sfu/sfu.ts';

export interface SecretStoreOptions {
  store: Pick<
    SafeStorage,
    | 'isAsyncEncryptionAvailable'
    | 'encryptStringAsync'
    | 'decryptStringAsync'
    | 'getSelectedStorageBackend'
  >;
  platform: NodeJS.Platform;
}

export function keySeal({ store, platform }: SecretStoreOptions): KeySeal {
  const isThere = async () => {
    // There Chromium would encrypt with a password that stands in its sources, which seals nothing.
    const weak = ['basic_text', 'unknown'];
    if (platform === 'linux' && weak.includes(store.getSelectedStorageBackend())) return false;
    return store.isAsyncEncryptionAvailable();
  };
  return {
    async seal(key) {
      if (!(await isThere())) return undefined;
      return (await store.encryptStringAsync(key)).toString('base64');
    },
    async unseal(sealed) {
      const opened = await store.decryptStringAsync(Buffer.from(sealed, 'base64'));
      return { key: opened.result, stale: opened.shouldReEncrypt };
    },
  };
}

const reasons: Record<Replacement, string> = {
  broken: 'was damaged',
  expired: 'had run out',
  unopened: 'could not be opened with what the system keeps for it',
};

/** How the certificate of a room that is hosted here is kept, and who hears when it changes. */
export function keepCertificate(seal: KeySeal, report: (problem: Problem) => void): Keeping {
  return {
    seal,
    onReplaced: (why) =>
      report({
        code: 'CERTIFICATE_REPLACED',
        message: `The certificate of this computer ${reasons[why]}, so a new one was made. Invites given before no longer lead here: give new ones. The old one is kept beside it.`,
      }),
  };
}
