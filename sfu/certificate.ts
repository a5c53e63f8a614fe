import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** A certificate with its key, both PEM. */
export interface Certificate {
  cert: string;
  key: string;
  /** SHA-256 of the certificate's DER form, base64url: what an invite pins. */
  fingerprint: string;
  /** Made by us, so that nobody but a holder of the fingerprint can know it. */
  selfMade: boolean;
}

const dayMs = 86_400_000;
// Apple's systems refuse server certificates that are valid for more than 825 days.
const validDays = 820;
const renewDays = 30;

/** SHA-256 of a PEM certificate's DER form in base64url. */
export function fingerprintOf(cert: string): string {
  return createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');
}

/**
 * Reads a configured certificate.
 * @throws Error with a sentence that names the file, if one cannot be read or they do not match
 */
export async function readCertificate(certFile: string, keyFile: string): Promise<Certificate> {
  const [cert, key] = await Promise.all([
    readNamed('TLS_CERT', certFile),
    readNamed('TLS_KEY', keyFile),
  ]);
  const trouble = mismatch(cert, key);
  if (trouble) throw new Error(`TLS_CERT ${certFile} and TLS_KEY ${keyFile}: ${trouble}`);
  return { cert, key, fingerprint: fingerprintOf(cert), selfMade: false };
}

/** A new one of the server's own. */
export async function makeCertificate(): Promise<Certificate> {
  // Loaded only when one is made, which is once in two years.
  const { generate } = await import('selfsigned');
  const name = hostname() || 'parley';
  const made = await generate([{ name: 'commonName', value: 'Parley' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + validDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 2, value: name },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  // As they are read again, without the line's end after the last line.
  const [cert, key] = [made.cert.trim(), made.private.trim()];
  return { cert, key, fingerprint: fingerprintOf(cert), selfMade: true };
}

/** What is wrong with a certificate of one's own, if anything. */
export function troubleOf(cert: string, key: string): 'broken' | 'expired' | undefined {
  if (mismatch(cert, key)) return 'broken';
  const left = Date.parse(new X509Certificate(cert).validTo) - Date.now();
  return left < renewDays * dayMs ? 'expired' : undefined;
}

function mismatch(cert: string, key: string): string | undefined {
  try {
    const matches = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
    return matches ? undefined : 'the key does not belong to the certificate.';
  } catch {
    return 'not a certificate and its key in PEM form.';
  }
}

async function readNamed(name: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`${name} ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}
