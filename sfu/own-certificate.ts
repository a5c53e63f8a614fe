/** The certificate that a server without a configured one has: made once, kept, and kept secret. */
import { type Certificate, fingerprintOf, makeCertificate, troubleOf } from './certificate.ts';
import { CertificateFile, type KeptCertificate, type KeySeal } from './certificate-file.ts';
import { type Log, messageOf } from './log.ts';

/** Why the kept one is no longer used, so that invites given earlier no longer lead here. */
export type Replacement = 'broken' | 'expired' | 'unopened';

export interface Keeping {
  /** Where the key is sealed; without it the key lies in a file that only its owner may read. */
  seal?: KeySeal;
  onReplaced?(why: Replacement): void;
}

type Pair = Pick<Certificate, 'cert' | 'key'>;
/** What the file has come to: `stale` is well, and not kept as it should be. */
type Opened = ({ state: 'well' | 'stale' } & Pair) | { state: Replacement };

/**
 * Reads the certificate from the data folder, or makes one and keeps it there. One that is broken or
 * cannot be opened is set aside, not overwritten; one about to run out is replaced.
 * @throws Error with a sentence, if the folder cannot be used, or the key was sealed by the app and
 * there is no seal
 */
export async function ownCertificate(
  folder: string,
  log: Log,
  { seal, onReplaced }: Keeping = {},
): Promise<Certificate> {
  const file = new CertificateFile(folder);
  const kept = await file.read();
  const opened = kept && (await open(kept, folder, seal));
  if (opened && 'key' in opened) {
    if (opened.state === 'stale') await sealAnew(file, opened, log, seal);
    const { cert, key } = opened;
    return { cert, key, fingerprint: fingerprintOf(cert), selfMade: true };
  }
  if (opened) {
    await file.setAside();
    log.warn('certificate set aside, a new one is made', { why: opened.state });
    onReplaced?.(opened.state);
  }
  const made = await makeCertificate();
  const sealed = await sealedKey(made.key, log, seal);
  await file.write(made.cert, { key: made.key, sealed });
  return made;
}

async function open(
  { cert, key, sealed }: KeptCertificate,
  folder: string,
  seal: KeySeal | undefined,
): Promise<Opened> {
  if (cert === undefined) return { state: 'broken' };
  if (key !== undefined) return judged({ state: seal ? 'stale' : 'well', cert, key });
  if (sealed === undefined) return { state: 'broken' };
  if (!seal) {
    throw new Error(
      `The desktop app has sealed the key of the certificate in ${folder}. Name another folder with PARLEY_DATA.`,
    );
  }
  try {
    const unsealed = await seal.unseal(sealed);
    return judged({ state: unsealed.stale ? 'stale' : 'well', cert, key: unsealed.key });
  } catch {
    return { state: 'unopened' };
  }
}

function judged(opened: Extract<Opened, Pair>): Opened {
  const trouble = troubleOf(opened.cert, opened.key);
  return trouble === undefined ? opened : { state: trouble };
}

/** A certificate that is well stays in use, whatever becomes of this. */
async function sealAnew(
  file: CertificateFile,
  { cert, key }: Pair,
  log: Log,
  seal: KeySeal | undefined,
): Promise<void> {
  const sealed = await sealedKey(key, log, seal);
  if (sealed === undefined) return;
  await file.write(cert, { key, sealed }).catch((error: unknown) => {
    log.warn('key of the certificate not sealed', { reason: messageOf(error) });
  });
}

/** Undefined where the seal could not be undone again: a key must never be lost. */
async function sealedKey(
  key: string,
  log: Log,
  seal: KeySeal | undefined,
): Promise<string | undefined> {
  if (!seal) return undefined;
  let reason: string | undefined;
  try {
    const sealed = await seal.seal(key);
    if (sealed !== undefined && (await seal.unseal(sealed)).key === key) return sealed;
  } catch (error) {
    reason = messageOf(error);
  }
  log.warn("key of the certificate stays plain, in its owner's file: no store of secrets", {
    reason,
  });
  return undefined;
}
