import { describe, expect, it } from 'vitest';
import { type ReachErrorCode, reach } from '../../main/reach.ts';
import type { Invite } from '../../sfu/protocol/invite.ts';
import { until } from '../sfu/harness/until.ts';
import { makeCertificate, servePlain, serveTcp, serveTls } from './certificates.ts';

const [own, other] = await Promise.all([makeCertificate('own'), makeCertificate('other')]);
/** Nobody listens there: ports below 1024 are given to none of the tests. */
const closedPort = 9;

const invite = (ports: number[], more: Partial<Invite> = {}): Invite => ({
  roomId: 'blue-fox',
  addresses: ports.map((port) => ({ host: '127.0.0.1', port })),
  secure: true,
  fingerprint: own.fingerprint,
  ...more,
});
const unpinned = (ports: number[]): Invite => {
  const { fingerprint: _, ...rest } = invite(ports);
  return rest;
};
const timeoutMs = 800;
const codeOf = async (given: Invite, signal?: AbortSignal): Promise<ReachErrorCode> => {
  const failure = await reach(given, { timeoutMs, ...(signal ? { signal } : {}) }).then(
    () => undefined,
    (error: { code: ReachErrorCode }) => error,
  );
  if (!failure) throw new Error('it was reached');
  return failure.code;
};

describe('reach', () => {
  it('answers the address with the right certificate', async () => {
    const server = await serveTls(own);
    expect(await reach(invite([server.port]))).toEqual({
      origin: `https://127.0.0.1:${server.port}`,
      address: { host: '127.0.0.1', port: server.port },
      fingerprint: own.fingerprint,
    });
    await until('the connection is closed', () => server.open.size === 0);
  });

  it('takes loopback without TLS', async () => {
    const server = await servePlain();
    const { fingerprint: _, ...plain } = invite([server.port], { secure: false });
    expect(await reach(plain)).toEqual({
      origin: `http://127.0.0.1:${server.port}`,
      address: { host: '127.0.0.1', port: server.port },
    });
  });

  it('takes a server whose workers are all dead, since it is the right one', async () => {
    const body = {
      status: 'unavailable',
      reason: '',
      workers: 0,
      activeRooms: 0,
      totalParticipants: 0,
    };
    const server = await serveTls(own, (_, response) => {
      response.writeHead(503).end(JSON.stringify(body));
    });
    await expect(reach(invite([server.port]))).resolves.toMatchObject({
      address: { port: server.port },
    });
  });

  it('takes the best address, and asks no other when that one is quick', async () => {
    const [first, second] = await Promise.all([serveTls(own), serveTls(own)]);
    const { address } = await reach(invite([first.port, second.port]));
    expect(address.port).toBe(first.port);
    expect(second.connections).toBe(0);
  });

  it('does not wait for a silent address, and leaves no connection behind', async () => {
    const [silent, mute, right] = await Promise.all([
      serveTcp(),
      serveTls(own, () => {}),
      serveTls(own),
    ]);
    const began = Date.now();
    const { address } = await reach(invite([silent.port, mute.port, right.port]));
    expect(address.port).toBe(right.port);
    expect(Date.now() - began).toBeLessThan(1500);
    expect(silent.connections + mute.connections).toBe(2);
    await until('all are closed', () => silent.open.size + mute.open.size + right.open.size === 0);
  });

  it('goes on at once when an address refuses', async () => {
    const server = await serveTls(own);
    const began = Date.now();
    const closed = Array.from({ length: 12 }, () => closedPort);
    await reach(invite([...closed, server.port]));
    expect(Date.now() - began).toBeLessThan(1000);
  });

  it('passes by another certificate and says nothing to it', async () => {
    const asked: unknown[] = [];
    const wrong = await serveTls(other, (request, response) => {
      asked.push(request.url);
      response.end();
    });
    const right = await serveTls(own);
    const { address } = await reach(invite([wrong.port, right.port]));
    expect(address.port).toBe(right.port);
    expect(asked).toEqual([]);
  });
});

describe('what is not reached', () => {
  it('says that the certificate has changed, before anything else', async () => {
    const [wrong, strange] = await Promise.all([serveTls(other), serveTls(own, (_, r) => r.end())]);
    const given = invite([closedPort, strange.port, wrong.port]);
    expect(await codeOf(given)).toBe('CERTIFICATE_CHANGED');
  });

  it('says that a certificate is not to be trusted when the link names none', async () => {
    const server = await serveTls(own);
    expect(await codeOf(unpinned([server.port]))).toBe('CERTIFICATE_UNTRUSTED');
  });

  it.each([
    ['a page', (answer: string) => serveTls(own, (_, r) => r.end(answer)), '<!doctype html>'],
    ['other JSON', (answer: string) => serveTls(own, (_, r) => r.end(answer)), '{"status":"ok"}'],
    ['a deluge', (answer: string) => serveTls(own, (_, r) => r.end(answer)), 'x'.repeat(1_000_000)],
    ['plain text', (answer: string) => serveTcp((socket) => socket.end(answer)), 'SSH-2.0-x\r\n'],
    ['no HTTP', (answer: string) => serveTls(own, (_, r) => r.socket?.end(answer)), 'hello\r\n'],
    ['plain HTTP', () => servePlain(), ''],
  ])('says that %s is not Parley', async (_, make, answer) => {
    const server = await make(answer);
    expect(await codeOf(invite([server.port]))).toBe('NOT_PARLEY');
    await until('all are closed', () => server.open.size === 0);
  });

  it.each([
    ['refuses', async () => closedPort],
    ['hangs up', async () => (await serveTcp((socket) => socket.destroy())).port],
    ['is silent', async () => (await serveTcp()).port],
    ['is mute after the handshake', async () => (await serveTls(own, () => {})).port],
  ])('says that nobody is there who %s', async (_, make) => {
    expect(await codeOf(invite([await make()]))).toBe('HOST_UNREACHABLE');
  });

  it('never speaks plainly to another machine', async () => {
    const addresses = [{ host: '192.0.2.1', port: 7780 }];
    expect(await codeOf(invite([], { addresses, secure: false }))).toBe('HOST_UNREACHABLE');
  });

  it('knows no name that the system does not know', async () => {
    const addresses = [{ host: 'nobody.invalid', port: 7780 }];
    expect(await codeOf(invite([], { addresses }))).toBe('HOST_UNREACHABLE');
  });

  it('is left when somebody cancels, before or in the middle', async () => {
    const silent = await serveTcp();
    expect(await codeOf(invite([silent.port]), AbortSignal.abort())).toBe('CANCELLED');
    expect(silent.connections).toBe(0);
    expect(await codeOf(invite([silent.port]), AbortSignal.timeout(100))).toBe('CANCELLED');
    await until('the connection is closed', () => silent.open.size === 0);
  });
});
