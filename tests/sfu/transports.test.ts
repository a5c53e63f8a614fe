import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { usableAddresses } from '../../sfu/addresses.ts';
import { workerOf } from './harness/media.ts';
import { ownAddress } from './harness/own-address.ts';
import { freshRoom, joinAs, produce } from './harness/person.ts';
import { dtlsParameters } from './harness/rtp.ts';
import { sfuForTest, sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();
const inRoom = (roomId = freshRoom()) => joinAs(shared(), 'Ana', roomId);

describe('createTransport', () => {
  it('TR-1: answers all that a client needs', async () => {
    const { client } = await inRoom();
    const made = await client.ask('createTransport', { direction: 'recv' });
    expect(made).toEqual({
      id: expect.stringMatching(/^.{1,64}$/),
      iceParameters: {
        usernameFragment: expect.stringMatching(/./),
        password: expect.stringMatching(/./),
        iceLite: true,
      },
      iceCandidates: expect.arrayContaining([expect.objectContaining({ type: 'host' })]),
      dtlsParameters: { role: 'auto', fingerprints: expect.any(Array) },
      iceServers: [],
    });
  });

  it.skipIf(!ownAddress)(
    'TR-2: offers every usable adapter over UDP and TCP with the port of one worker',
    async () => {
      const server = await sfuForTest({ listenIp: '0.0.0.0', workers: 2 });
      const { client } = await joinAs(server, 'Ana', freshRoom());
      const { iceCandidates } = await client.ask('createTransport', { direction: 'recv' });
      const expected = [...usableAddresses(networkInterfaces(), '0.0.0.0'), '127.0.0.1'];
      for (const protocol of ['udp', 'tcp']) {
        const offered = iceCandidates.filter((candidate) => candidate.protocol === protocol);
        expect(new Set(offered.map(({ address }) => address))).toEqual(new Set(expected));
      }
      const ports = new Set(iceCandidates.map(({ port }) => port));
      expect(ports.size).toBe(1);
      expect(server.sfu.stats().workers.map(({ port }) => port)).toContain([...ports][0]);
    },
  );

  it.skipIf(!ownAddress)('TR-2: offers an announced address beside the inner one', async () => {
    const announcedIp = '203.0.113.7';
    const server = await sfuForTest({ listenIp: '0.0.0.0', announcedIp });
    const { client } = await joinAs(server, 'Ana', freshRoom());
    const { iceCandidates } = await client.ask('createTransport', { direction: 'recv' });
    const addresses = new Set(iceCandidates.map(({ address }) => address));
    expect(addresses).toContain(announcedIp);
    expect(addresses).toContain(ownAddress);
    expect(server.sfu.info().addresses[0]).toEqual({ host: announcedIp, port: server.sfu.port });
  });

  it('TR-3: offers loopback to a client on loopback', async () => {
    const { client } = await inRoom();
    const { iceCandidates } = await client.ask('createTransport', { direction: 'recv' });
    expect(iceCandidates.map(({ address }) => address)).toContain('127.0.0.1');
  });

  it('TR-4: is refused where the worker cannot make one', async () => {
    const { client } = await inRoom();
    const [pid = 0] = shared().pids();
    for (const router of workerOf(pid).routers) router.close();
    const code = await client.codeOf('createTransport', { direction: 'send' });
    expect(code).toBe('TRANSPORT_CREATION_FAILED');
    expect(client.connected).toBe(true);
  });

  it('LI-5: is refused beyond four, also of many at once', async () => {
    const { client } = await inRoom();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => client.send('createTransport', { direction: 'send' })),
    );
    const made = answers.filter((answer) => JSON.stringify(answer).startsWith('{"ok":true'));
    expect(made).toHaveLength(2);
    expect(await client.codeOf('createTransport', { direction: 'recv' })).toBe('LIMIT_REACHED');
    expect(shared().sfu.stats().transports).toBe(4);
  });
});

describe('connectTransport', () => {
  it('TR-5: is refused a second time', async () => {
    const { client, send, recv } = await inRoom();
    for (const transportId of [send, recv]) {
      const connect = { transportId, dtlsParameters: dtlsParameters() };
      await client.ask('connectTransport', connect);
      const code = await client.codeOf('connectTransport', connect);
      expect(code).toBe('TRANSPORT_ALREADY_CONNECTED');
    }
  });

  it('TR-5: is refused a second time while the first is under way', async () => {
    const { client, send } = await inRoom();
    const connect = { transportId: send, dtlsParameters: dtlsParameters() };
    const [first, second] = await Promise.all([
      client.send('connectTransport', connect),
      client.send('connectTransport', connect),
    ]);
    expect(first).toEqual({ ok: true, data: {} });
    expect(second).toMatchObject({ error: { code: 'TRANSPORT_ALREADY_CONNECTED' } });
  });

  const good = dtlsParameters().fingerprints[0];
  const value = good?.value ?? '';
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'sha-256'],
    ['a list', [good]],
    ['no fingerprint list', { role: 'client' }],
    ['an empty list', { fingerprints: [] }],
    ['nine fingerprints', { fingerprints: Array(9).fill(good) }],
    ['a list in a list', { fingerprints: [[good]] }],
    ['null among them', { fingerprints: [good, null] }],
    ['an unknown algorithm', { fingerprints: [{ algorithm: 'md5', value }] }],
    ['an algorithm in capitals', { fingerprints: [{ algorithm: 'SHA-256', value }] }],
    ['the name of a prototype', { fingerprints: [{ algorithm: '__proto__', value }] }],
    ['a method as algorithm', { fingerprints: [{ algorithm: 'toString', value }] }],
    ['another algorithm’s length', { fingerprints: [{ algorithm: 'sha-1', value }] }],
    ['one pair too few', { fingerprints: [{ ...good, value: value.slice(3) }] }],
    ['one pair too many', { fingerprints: [{ ...good, value: `${value}:00` }] }],
    ['no colons', { fingerprints: [{ ...good, value: value.replaceAll(':', '') }] }],
    ['letters beyond F', { fingerprints: [{ ...good, value: value.replace(/^../, 'GG') }] }],
    ['a line break at its end', { fingerprints: [{ ...good, value: `${value}\n` }] }],
    ['a number as value', { fingerprints: [{ ...good, value: 7 }] }],
    ['no value', { fingerprints: [{ algorithm: 'sha-256' }] }],
    ['a huge value', { fingerprints: [{ ...good, value: 'AA:'.repeat(20_000) }] }],
    ['an unknown role', { role: 'boss', fingerprints: [good] }],
    ['null as role', { role: null, fingerprints: [good] }],
    ['a number as role', { role: 1, fingerprints: [good] }],
  ])('TR-6: is refused with %s', async (_, given) => {
    const { client, send: transportId } = await inRoom();
    const code = await client.codeOf('connectTransport', { transportId, dtlsParameters: given });
    expect(code).toBe('BAD_REQUEST');
    // It never reached the transport, which can still be connected.
    await client.ask('connectTransport', { transportId, dtlsParameters: dtlsParameters() });
    expect(shared().pids()).toHaveLength(1);
  });

  it.each(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512'])('takes %s', async (algorithm) => {
    const pairs = { 'sha-1': 20, 'sha-224': 28, 'sha-256': 32, 'sha-384': 48, 'sha-512': 64 };
    const length = Object.entries(pairs).find(([name]) => name === algorithm)?.[1] ?? 0;
    const fingerprint = { algorithm, value: Array(length).fill('aB').join(':') };
    for (const role of ['auto', 'client', 'server', undefined]) {
      const { client, send } = await inRoom();
      const given = { ...(role && { role }), fingerprints: [fingerprint] };
      const answer = await client.send('connectTransport', {
        transportId: send,
        dtlsParameters: given,
      });
      expect(answer, role).toEqual({ ok: true, data: {} });
    }
  });

  it('TR-7: of another peer or another room is refused as if it did not exist', async () => {
    const roomId = freshRoom();
    const [ana, ben, cleo] = [await inRoom(roomId), await inRoom(roomId), await inRoom()];
    const refusals = await Promise.all(
      [ben.send, cleo.send, 'no-such'].flatMap((transportId) => [
        ana.client.refused('connectTransport', { transportId, dtlsParameters: dtlsParameters() }),
        ana.client.refused('restartIce', { transportId }),
      ]),
    );
    expect(new Set(refusals.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(refusals[0]?.code).toBe('TRANSPORT_NOT_FOUND');
    await ben.client.ask('connectTransport', {
      transportId: ben.send,
      dtlsParameters: dtlsParameters(),
    });
  });
});

describe('restartIce', () => {
  it('TR-8: answers new ICE parameters and the candidates', async () => {
    const { client, send: transportId, joined } = await inRoom();
    const before = joined.transports.send;
    const first = await client.ask('restartIce', { transportId });
    const second = await client.ask('restartIce', { transportId });
    const fragments = [before, first, second].map((each) => each?.iceParameters.usernameFragment);
    expect(new Set(fragments).size).toBe(3);
    expect(second.iceCandidates).toEqual(before?.iceCandidates);
  });

  it('TR-9: leaves producers and consumers as they are', async () => {
    const roomId = freshRoom();
    const ana = await inRoom(roomId);
    await produce(ana);
    const ben = await inRoom(roomId);
    await ana.client.ask('restartIce', { transportId: ana.send });
    await ben.client.ask('restartIce', { transportId: ben.recv });
    expect(ben.client.story).toEqual([]);
    const [consumer] = ben.joined.consumers;
    await ben.client.ask('resumeConsumer', { consumerId: consumer?.id ?? '' });
    expect(shared().sfu.stats()).toMatchObject({ producers: 1, consumers: 1 });
  });
});

describe('a transport that closes', () => {
  it('TR-10: goes with its producers and consumers, and the others are told', async () => {
    const roomId = freshRoom();
    const ana = await inRoom(roomId);
    const producerId = await produce(ana);
    const ben = await inRoom(roomId);
    // What mediasoup tells when DTLS fails, without the handshake that would have to fail first.
    const [pid = 0] = shared().pids();
    for (const transport of workerOf(pid).transports) transport.emit('dtlsstatechange', 'failed');
    expect(await ben.client.next('producerClosed')).toEqual({ peerId: ana.peerId, producerId });
    await until('nothing is left', () => shared().sfu.stats().transports === 0);
    expect(shared().sfu.stats()).toMatchObject({ peers: 2, producers: 0, consumers: 0 });
    expect(await ana.client.codeOf('restartIce', { transportId: ana.send })).toBe(
      'TRANSPORT_NOT_FOUND',
    );
  });
});
