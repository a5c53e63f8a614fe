/** The small decisions of the server, each asked directly. */
import { createServer, type RequestListener } from 'node:http';
import type { NetworkInterfaceInfo } from 'node:os';
import { Registry } from 'prom-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Adapters, mediaAddresses, usableAddresses } from '../../sfu/addresses.ts';
import { createHandlers, type Handlers } from '../../sfu/handlers.ts';
import { createLog } from '../../sfu/log.ts';
import { measure } from '../../sfu/payload.ts';
import { RateLimit } from '../../sfu/rate-limit.ts';
import { RecoveryMetrics } from '../../sfu/recovery-metrics.ts';
import { Rooms } from '../../sfu/rooms.ts';
import { startSignalling } from '../../sfu/socket.ts';
import { WorkerPool } from '../../sfu/workers.ts';
import { memoryChats } from './harness/chats.ts';
import { Client } from './harness/client.ts';
import { joinWith } from './harness/person.ts';
import { mediaPorts } from './harness/sfu.ts';

function adapter(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':')
    ? { ...rest, family: 'IPv6', scopeid: 0 }
    : { ...rest, family: 'IPv4' };
}

describe('addresses', () => {
  const loopback = { lo: [adapter('127.0.0.1', true), adapter('::1', true)] };
  const busy: Adapters = {
    docker0: [adapter('172.17.0.1')],
    ...loopback,
    tailscale0: [adapter('100.64.0.7')],
    eth1: [adapter('169.254.3.4')],
    wlan0: [adapter('192.168.1.20'), adapter('fe80::1'), adapter('2001:db8::20')],
    other0: [adapter('10.9.9.9')],
    eth0: [adapter('10.0.0.4')],
    gone: undefined,
  };

  it.each<[string, Adapters, string, string[]]>([
    [
      'physical ones first, others after, tunnels and containers later, link-local last',
      busy,
      '0.0.0.0',
      ['192.168.1.20', '10.0.0.4', '10.9.9.9', '172.17.0.1', '100.64.0.7', '169.254.3.4'],
    ],
    [
      'with IPv6 behind IPv4 of the same kind, and no IPv6 link-local ones',
      { wlan0: busy.wlan0, docker0: busy.docker0 },
      '::',
      ['192.168.1.20', '2001:db8::20', '172.17.0.1'],
    ],
    ['the one that is listened on', busy, '10.0.0.4', ['10.0.0.4']],
    ['loopback where there is nothing else', loopback, '0.0.0.0', ['127.0.0.1']],
    [
      'each once',
      { eth0: [adapter('10.0.0.4')], eth1: [adapter('10.0.0.4')] },
      '0.0.0.0',
      ['10.0.0.4'],
    ],
  ])('TR-2: are %s', (_, adapters, listenIp, expected) => {
    expect(usableAddresses(adapters, listenIp)).toEqual(expected);
  });

  it('TR-3: of media have loopback too, and only once', () => {
    expect(mediaAddresses({ eth0: [adapter('10.0.0.4')] }, '0.0.0.0')).toEqual([
      '10.0.0.4',
      '127.0.0.1',
    ]);
    expect(mediaAddresses(loopback, '0.0.0.0')).toEqual(['127.0.0.1']);
    expect(mediaAddresses(busy, '10.0.0.4')).toEqual(['10.0.0.4']);
  });
});

describe('the rate limit', () => {
  it('LI-3, LI-4: lets a burst through, and then what time brings', () => {
    let now = 0;
    const rate = new RateLimit(200, 100, () => now);
    const taken = (tries: number) => Array.from({ length: tries }, () => rate.take());
    expect(taken(200)).not.toContain(false);
    expect(taken(10_000)).not.toContain(true);
    now += 10;
    expect(taken(2)).toEqual([true, false]);
    now += 1_000;
    expect(taken(101).lastIndexOf(true)).toBe(99);
    // A long rest does not add up to more than a burst.
    now += 3_600_000;
    expect(taken(300).filter(Boolean)).toHaveLength(200);
  });
});

describe('the measure of a payload', () => {
  it.each<[string, unknown]>([
    ['text', 'hello'],
    ['letters of several bytes', 'ä語👩'],
    ['numbers', [1, 2.5, -3, 1e21]],
    ['words', [true, false, null]],
    ['a request', { transportId: 'x'.repeat(36), deep: { a: [{ b: 'c' }] } }],
    ['nothing', undefined],
  ])('LI-1: is near the JSON of %s', (_, payload) => {
    const exact = Buffer.byteLength(JSON.stringify(payload) ?? '');
    const { bytes } = measure(payload, 65_536);
    expect(bytes).toBeGreaterThanOrEqual(exact * 0.5);
    expect(bytes).toBeLessThanOrEqual(exact * 3 + 8);
  });

  it('LI-8: counts levels, and stops counting where enough is known', () => {
    expect(measure({ a: [{ b: 1 }] }, 65_536).depth).toBe(3);
    const { bytes } = measure(Array(1_000_000).fill('x'.repeat(100)), 65_536);
    expect(bytes).toBeLessThan(70_000);
  });
});

describe('a failure of the server itself', () => {
  it('RQ-9: is answered with INTERNAL and tells nothing of its inside', async () => {
    const lines: string[] = [];
    const log = createLog('error', (line) => lines.push(line));
    const workers = await WorkerPool.start({
      ...mediaPorts(),
      count: 1,
      workerBin: undefined,
      addresses: ['127.0.0.1'],
      announcedIp: undefined,
      log,
    });
    const chats = await memoryChats(log);
    const limits = { maxRooms: 1, maxPeersPerRoom: 1, maxSpeakers: 6, roomGrace: 0, spreadAt: 60 };
    const recovery = new RecoveryMetrics(new Registry());
    const transportOptions = { initialBitrate: 1_000_000, maxIncomingBitrate: 0 };
    const rest = { peerGrace: 0, chats, recovery, transportOptions, admit: () => {}, log };
    const rooms = new Rooms(workers, { ...limits, ...rest });
    const handlers: Handlers = {
      ...createHandlers({
        rooms,
        transportOptions,
        serverInfo: () => ({ addresses: [], secure: false }),
      }),
      getProducers: () => Promise.reject(new Error('the inner secret')),
      restartIce: () => {
        throw new TypeError('another secret');
      },
    };
    const nothing: RequestListener = (_, response) => void response.end();
    const server = createServer(nothing);
    const refused: string[] = [];
    const signalling = startSignalling({
      server,
      handlers,
      announcedIp: undefined,
      onRefused: (code) => refused.push(code),
      onDone: () => {},
      recovery,
      log,
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const client = await Client.connect(`http://127.0.0.1:${port}/`);
    onTestFinished(async () => {
      client.close();
      await Promise.all([rooms.close(), signalling.close(), workers.close()]);
      server.close();
    });
    for (const [name, payload] of [
      ['getProducers', {}],
      ['restartIce', { transportId: 'x' }],
    ] as const) {
      const refusal = await client.refused(name, payload);
      expect(refusal.code).toBe('INTERNAL');
      expect(JSON.stringify(refusal)).not.toMatch(/secret|Error|\.ts/);
    }
    expect(refused).toEqual(['INTERNAL', 'INTERNAL']);
    expect(lines.join('')).toContain('reason="the inner secret"');
    await joinWith(client, 'Ana', 'still-works');
  });
});
