/** The one file in which a server keeps its own certificate, and the key that belongs to it. */
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A secret that only a store of the system can open again, as base64. */
export interface KeySeal {
  /** Undefined where there is no store at this time. */
  seal(key: string): Promise<string | undefined>;
  /**
   * `stale` asks for a new seal.
   * @throws Error if this cannot be opened here
   */
  unseal(sealed: string): Promise<{ key: string; stale: boolean }>;
}

/** What the file holds. A part that is not there is undefined. */
export interface KeptCertificate {
  cert: string | undefined;
  key: string | undefined;
  sealed: string | undefined;
}

// RFC 7468: the label is free, and a reader of ordinary keys does not take this one for one.
const sealedBlock =
  /-----BEGIN PARLEY SEALED KEY-----\s([A-Za-z0-9+/=\s]+)-----END PARLEY SEALED KEY-----/;
const keyBlock = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/;
const certBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/;

export class CertificateFile {
  readonly #file: string;

  constructor(private readonly folder: string) {
    this.#file = join(folder, 'certificate.pem');
  }

  /**
   * Undefined where there is none yet.
   * @throws Error with a sentence, if there is one and it cannot be read
   */
  async read(): Promise<KeptCertificate | undefined> {
    try {
      const pem = await readFile(this.#file, 'utf8');
      return {
        cert: certBlock.exec(pem)?.[0],
        key: keyBlock.exec(pem)?.[0],
        sealed: sealedBlock.exec(pem)?.[1]?.replace(/\s/g, ''),
      };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      throw new Error(`The certificate ${this.#file} cannot be read (${code}).`, { cause: error });
    }
  }

  /** Beside the file, then in its place, so that a crash never leaves half a certificate. */
  async write(cert: string, { key, sealed }: { key: string; sealed: string | undefined }) {
    const secret = sealed === undefined ? key : sealedPem(sealed);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const beside = `${this.#file}.new`;
    await writeFile(beside, `${secret}\n${cert}\n`, { mode: 0o600 });
    // The mode above counts for a new file only, and one may lie there since a crash.
    await chmod(beside, 0o600);
    await rename(beside, this.#file);
  }

  /** Keeps it under another name, so that nothing is lost. */
  async setAside(): Promise<void> {
    await rename(this.#file, `${this.#file}.${Date.now()}.old`);
  }
}

function sealedPem(sealed: string): string {
  const lines = sealed.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PARLEY SEALED KEY-----', ...lines, '-----END PARLEY SEALED KEY-----'].join(
    '\n',
  );
}
