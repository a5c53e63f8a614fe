/**
 * Carries the page's WebSockets, and what it fetches from other servers. Chromium would name the page's https address as their origin and
 * judge certificates by itself; here they leave as the app's own page, and the app's certificate
 * verify proc is asked, as in Electron.
 */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Certificate, Request as VerifyRequest } from 'electron';
import { originOf, toApp } from './addresses.ts';
import { carryFetch } from './relay-fetch.ts';
import { handlers } from './session.ts';

/** Resolves to the address at which the relay listens. */
export async function openRelay(): Promise<string> {
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    carry(request, socket, head).catch(() => socket.destroy());
  });
  server.on('request', (request, response) => {
    carryFetch(request, response, openTo).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function carry(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  const to = new URL(request.url ?? '/', 'ws://relay').searchParams.get('to') ?? '';
  const target = new URL(to);
  const out = await openTo(target);
  out.on('error', () => socket.destroy());
  out.on('close', () => socket.destroy());
  socket.on('close', () => out.destroy());
  out.write(requestHead(request, target));
  if (head.length > 0) out.write(head);
  out.pipe(socket);
  socket.pipe(out);
}

const openTo = (target: URL): Promise<Socket> =>
  ['wss:', 'https:'].includes(target.protocol) ? openTls(target) : openPlain(target);

function requestHead({ rawHeaders, headers }: IncomingMessage, target: URL): string {
  const lines = [`GET ${target.pathname}${target.search} HTTP/1.1`, `Host: ${target.host}`];
  lines.push(`Origin: ${originOf(toApp(headers.origin ?? ''))}`);
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (!['host', 'origin'].includes(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

const hostOf = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, '$1');

async function openPlain(target: URL): Promise<Socket> {
  const socket = connect({ host: hostOf(target), port: Number(target.port || 80) });
  await once(socket, 'connect');
  return socket;
}

async function openTls(target: URL): Promise<TLSSocket> {
  const socket = connectTls({
    host: hostOf(target),
    port: Number(target.port || 443),
    // Judged below, by the app.
    rejectUnauthorized: false,
  });
  await once(socket, 'secureConnect');
  if (!(await isAccepted(socket, hostOf(target)))) {
    socket.destroy();
    throw new Error('the certificate was refused');
  }
  return socket;
}

/** By the app's verify proc: 0 accepts, -2 refuses, -3 leaves it to the usual verification. */
async function isAccepted(socket: TLSSocket, hostname: string): Promise<boolean> {
  const { verify } = handlers;
  if (!verify) return socket.authorized;
  const certificate = certificateOf(socket);
  const request: VerifyRequest = {
    hostname,
    certificate,
    validatedCertificate: certificate,
    isIssuedByKnownRoot: socket.authorized,
    verificationResult: socket.authorized ? 'net::OK' : 'net::ERR_CERT_AUTHORITY_INVALID',
    errorCode: socket.authorized ? 0 : -202,
  };
  const result = await new Promise<number>((resolve) => verify(request, resolve));
  return result === -3 ? socket.authorized : result === 0;
}

function certificateOf(socket: TLSSocket): Certificate {
  const { raw } = socket.getPeerCertificate();
  const read = new X509Certificate(raw);
  const principal = {
    commonName: read.subject,
    country: '',
    locality: '',
    organizations: [],
    organizationUnits: [],
    state: '',
  };
  return {
    data: read.toString(),
    fingerprint: `sha256/${Buffer.from(read.fingerprint256.replaceAll(':', ''), 'hex').toString('base64')}`,
    issuer: principal,
    // Only the certificate itself is looked at here: its own issuer stands for the chain.
    get issuerCert(): Certificate {
      return this;
    },
    issuerName: read.issuer,
    serialNumber: read.serialNumber,
    subject: principal,
    subjectName: read.subject,
    validExpiry: Date.parse(read.validTo) / 1000,
    validStart: Date.parse(read.validFrom) / 1000,
  };
}
