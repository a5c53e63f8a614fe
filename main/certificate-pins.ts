/**
 * The hosts whose certificate the invite has named. Reaching an invite has seen the certificate once;
 * here Chromium is held to the same one, for as long as the app runs.
 */
import type { Session } from 'electron';

type VerifyProc = NonNullable<Parameters<Session['setCertificateVerifyProc']>[0]>;
type VerifyRequest = Parameters<VerifyProc>[0];

const accept = 0;
const refuse = -2;
/** Chromium's own judgement stands. */
const asChromium = -3;

export class CertificatePins {
  /** Several for a host on which several servers run: Chromium does not tell us the port. */
  readonly #pins = new Map<string, Set<string>>();

  /** @param fingerprint SHA-256 in base64url, as in an invite */
  trust(host: string, fingerprint: string): void {
    const known = this.#pins.get(host) ?? new Set();
    this.#pins.set(host, known.add(fingerprint));
  }

  /** What Chromium is to make of this certificate. */
  judge({ hostname, certificate }: Pick<VerifyRequest, 'hostname' | 'certificate'>): number {
    const known = this.#pins.get(hostname.replace(/^\[(.*)\]$/, '$1'));
    if (!known) return asChromium;
    return known.has(base64url(certificate.fingerprint)) ? accept : refuse;
  }

  install(session: Pick<Session, 'setCertificateVerifyProc'>): void {
    session.setCertificateVerifyProc((request, decide) => decide(this.judge(request)));
  }
}

/** From Chromium's form, `sha256/` and base64. */
function base64url(fingerprint: string): string {
  return fingerprint
    .replace(/^sha256\//, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
