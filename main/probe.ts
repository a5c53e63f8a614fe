/** Asks one address whether the right Parley server answers there. */
import { createHash } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import * as z from 'zod/mini';
import { type Address, formatAddress, type Invite, isLoopback } from '../sfu/protocol/invite.ts';
import { ReachError } from './reach-error.ts';

export interface Reached {
  /** Such as `https://192.168.1.4:7780`. */
  origin: string;
  address: Address;
  /** The certificate that was seen and is to be trusted; absent where a public one was verified. */
  fingerprint?: string;
}

/** A server without a living worker is Parley too: joining will say what is the matter. */
const health = z.object({
  status: z.enum(['ok', 'unavailable']),
  workers: z.number(),
  activeRooms: z.number(),
  totalParticipants: z.number(),
});
const longestAnswer = 16 * 1024;

/**
 * Connects, looks at the certificate before a word is said, and asks for /health. The connection is
 * closed in every case.
 * @throws ReachError
 */
export async function probe(
  address: Address,
  invite: Invite,
  signal: AbortSignal,
): Promise<Reached> {
  const { socket, fingerprint } = await open(address, invite, signal);
  // Whatever the socket still reports is heard by the request below; late ones concern nobody.
  socket.on('error', () => {});
  try {
    const answer = await ask(socket, address, signal);
    if (!z.safeParse(health, answer).success) throw new ReachError('NOT_PARLEY');
  } finally {
    socket.destroy();
  }
  const { origin } = new URL(`${invite.secure ? 'https' : 'http'}://${formatAddress(address)}`);
  return { origin, address, ...(fingerprint === undefined ? {} : { fingerprint }) };
}

interface Opened {
  socket: Socket;
  fingerprint?: string;
}

async function open(address: Address, invite: Invite, signal: AbortSignal): Promise<Opened> {
  if (!invite.secure) {
    // Nothing goes over a network in the clear, whatever a link says.
    if (!isLoopback(address.host)) throw new ReachError('HOST_UNREACHABLE');
    const socket = connect({ host: address.host, port: address.port });
    await opened(socket, 'connect', signal);
    return { socket };
  }
  const pinned = invite.fingerprint;
  const socket = connectTls(tlsOptions(address, pinned));
  await opened(socket, 'secureConnect', signal);
  if (pinned === undefined) return { socket };
  if (fingerprintOf(socket) === pinned) return { socket, fingerprint: pinned };
  socket.destroy();
  throw new ReachError('CERTIFICATE_CHANGED');
}

function tlsOptions({ host, port }: Address, pinned: string | undefined): ConnectionOptions {
  return {
    host,
    port,
    // Addresses are no server names (RFC 6066 section 3).
    ...(isIP(host) ? {} : { servername: host }),
    // A pinned certificate is compared as a whole; who signed it for which name says nothing more.
    rejectUnauthorized: pinned === undefined,
    ALPNProtocols: ['http/1.1'],
  };
}

function opened(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: ReachError) => {
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      socket.off('close', onClose);
      if (!error) return resolve();
      // The socket's last errors come after everybody has gone.
      socket.on('error', () => {});
      socket.destroy();
      reject(error);
    };
    const onAbort = () => settle(new ReachError('HOST_UNREACHABLE'));
    const onClose = onAbort;
    const onError = (error: NodeJS.ErrnoException) => settle(new ReachError(codeOf(error)));
    socket.once(event, () => settle());
    socket.once('error', onError);
    socket.once('close', onClose);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Node names trouble with a certificate in capitals, of TLS itself by `ERR_SSL_`, of systems by `E`. */
function codeOf({ code = '' }: NodeJS.ErrnoException): ReachError['code'] {
  if (code.startsWith('ERR_SSL_')) return 'NOT_PARLEY';
  return /CERT|SIGNATURE|CRL|HOSTNAME/.test(code) ? 'CERTIFICATE_UNTRUSTED' : 'HOST_UNREACHABLE';
}

function fingerprintOf(socket: TLSSocket): string | undefined {
  const certificate = socket.getPeerX509Certificate();
  return certificate && createHash('sha256').update(certificate.raw).digest('base64url');
}

function ask(socket: Socket, address: Address, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      headers: { Host: formatAddress(address), Connection: 'close' },
      path: '/health',
      signal,
    });
    const refuse = () => reject(new ReachError(signal.aborted ? 'HOST_UNREACHABLE' : 'NOT_PARLEY'));
    asked.on('error', refuse);
    asked.once('response', (response) => {
      read(response).then(resolve, refuse);
    });
    asked.end();
  });
}

/** @throws Error if the answer is cut off, longer than any of ours or no JSON */
async function read(response: IncomingMessage): Promise<unknown> {
  response.setEncoding('utf8');
  let text = '';
  for await (const part of response) {
    text += part;
    if (text.length > longestAnswer) throw new RangeError('the answer is too long');
  }
  return JSON.parse(text);
}
