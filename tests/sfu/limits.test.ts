import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { limits } from '../../sfu/protocol/model.ts';
import { Client, refusalIn } from './harness/client.ts';
import { freshRoom, joinAs, type Person, produce } from './harness/person.ts';
import { startProxy } from './harness/proxy.ts';
import { sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();

/** A payload of so many bytes as JSON. */
function payloadOf(bytes: number): { roomId: string; filler: string } {
  const roomId = freshRoom();
  const rest = bytes - JSON.stringify({ roomId, filler: '' }).length;
  return { roomId, filler: 'x'.repeat(rest) };
}

const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce((inner) => ({ inner }), {});

describe('a payload', () => {
  it('LI-1: is taken up to its limit and refused above it', async () => {
    const client = await shared().client();
    await client.ask('createRoom', payloadOf(limits.payloadBytes - 100));
    expect(await client.codeOf('createRoom', payloadOf(limits.payloadBytes + 1))).toBe(
      'PAYLOAD_TOO_LARGE',
    );
  });

  it.each<[string, unknown]>([
    ['one long text', 'x'.repeat(70_000)],
    ['letters of three bytes', '語'.repeat(23_000)],
    ['many numbers', Array(40_000).fill(7)],
    ['many names', Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`key-${n}`, n]))],
    ['a long name', { ['k'.repeat(70_000)]: 1 }],
    ['bytes', Buffer.alloc(70_000)],
    ['empty lists', Array(30_000).fill([])],
  ])('LI-1: is refused when it has too much of %s', async (_, payload) => {
    const client = await shared().client();
    for (const each of [payload, { roomId: freshRoom(), filler: payload }]) {
      expect(await client.codeOf('createRoom', each)).toBe('PAYLOAD_TOO_LARGE');
    }
    expect(client.connected).toBe(true);
  });

  it.each([33, 1_000, 10_000, 30_000])('LI-8: is refused when it is %i deep', async (levels) => {
    const client = await shared().client();
    const lists = '['.repeat(levels) + ']'.repeat(levels);
    const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    const roomId = freshRoom();
    for (const deep of [lists, objects, `{"roomId":"${roomId}","filler":${lists}}`]) {
      const { code } = refusalIn(await client.sendText(`["createRoom",${deep}]`));
      // The deepest are too large as well, and either is right.
      expect(code).toMatch(levels < 5_000 ? /^BAD_REQUEST$/ : /^(BAD_REQUEST|PAYLOAD_TOO_LARGE)$/);
    }
  });

  it('LI-8: is no danger when it has bytes at its deepest', async () => {
    const neighbour = await shared().client();
    for (const levels of [100, 30_000]) {
      const client = await shared().client();
      const placeholder = '{"_placeholder":true,"num":0}';
      const deep = '['.repeat(levels) + placeholder + ']'.repeat(levels);
      const answered = client.sendText(`["createRoom",${deep}]`, Buffer.alloc(8));
      // Socket.IO itself gives up on the deeper one, and may do so by hanging up.
      const outcome = await answered.then(
        (answer) => refusalIn(answer).code,
        (error) => error.message,
      );
      expect(outcome).toMatch(/^(BAD_REQUEST|PAYLOAD_TOO_LARGE|the connection was closed)$/);
    }
    await neighbour.ask('createRoom', { roomId: freshRoom() });
  });

  it('LI-8: is taken when it is nested 30 deep', async () => {
    const client = await shared().client();
    await client.ask('createRoom', Object.assign({ roomId: freshRoom() }, { filler: nested(30) }));
  });

  it('LI-2: in a frame above its limit closes that connection alone, with code 1009', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    const closed = new Promise<unknown>((resolve) =>
      ana.client.socket.io.engine.once('close', (_, details) =>
        resolve(details instanceof Error ? details : details?.context),
      ),
    );
    ana.client.socket.emit('createRoom', payloadOf(limits.frameBytes + 1));
    expect(await closed).toMatchObject({ code: 1009 });
    expect(await ben.client.next('peerLeft')).toMatchObject({ peerId: ana.peerId });
    expect(ben.client.connected).toBe(true);
  });

  it('LI-2: above its limit over polling closes that connection alone', async () => {
    const client = await shared().client({ transports: ['polling'], upgrade: false });
    const neighbour = await shared().client();
    const closed = new Promise((resolve) => client.socket.once('disconnect', resolve));
    client.socket.emit('createRoom', payloadOf(limits.frameBytes + 1));
    await closed;
    await neighbour.ask('createRoom', { roomId: freshRoom() });
  });
});

describe('10,000 requests of one socket at once', () => {
  const flood = 10_000;

  it('LI-3: are answered, nearly all with RATE_LIMITED, and harm nobody else', async () => {
    const roomId = freshRoom();
    const flooder = await joinAs(shared(), 'Ana', freshRoom());
    const neighbours = [
      await joinAs(shared(), 'Ben', roomId),
      await joinAs(shared(), 'Cleo', roomId),
    ] as const;
    const before = process.memoryUsage();
    const startedAt = performance.now();
    const answers = Promise.all(
      Array.from({ length: flood }, () => flooder.client.send('createTransport', {})),
    );
    let under = true;
    void answers.then(() => {
      under = false;
    });
    const waits: number[] = [];
    while (under) {
      const askedAt = performance.now();
      await neighbours[0].client.ask('getProducers', {});
      waits.push(performance.now() - askedAt);
      await sleep(5);
    }
    const codes = (await answers).map((answer) => JSON.stringify(answer).match(/"code":"(\w+)"/));
    const limited = codes.filter((match) => match?.[1] === 'RATE_LIMITED').length;
    const seconds = (performance.now() - startedAt) / 1000;
    const allowed = limits.requestBurst + Math.ceil(seconds * limits.requestsPerSecond) + 1;
    expect(codes.filter((match) => match === null)).toEqual([]);
    expect(limited).toBeGreaterThanOrEqual(flood - allowed);
    expect(limited).toBeLessThanOrEqual(flood - limits.requestBurst);
    // Client and server share this process and its one thread: a second is far from its seconds.
    expect(waits.length).toBeGreaterThan(0);
    // On a busy machine it may take a while; no client may take it for a lost answer.
    expect(Math.max(...waits)).toBeLessThan(limits.requestTimeout);
    expect(process.memoryUsage().rss - before.rss).toBeLessThan(300e6);
    await produce(neighbours[0]);
    await neighbours[1].client.next('newProducer');
    expect(shared().sfu.stats()).toMatchObject({ peers: 3, transports: 6 });
  });

  it('LI-3: without acknowledgement are bounded too', async () => {
    const client = await shared().client();
    for (let n = 0; n < flood; n += 1) client.socket.emit('createRoom', { roomId: freshRoom() });
    const code = await client.codeOf('createRoom', { roomId: freshRoom() });
    expect(code).toBe('RATE_LIMITED');
    expect(client.heard('requestRefused').length).toBeLessThan(flood / 10);
    expect(shared().sfu.stats().rooms).toBe(0);
  });

  it('LI-11: of a client that reads no answers do not pile them up', async () => {
    const proxy = await startProxy(shared().sfu.port);
    onTestFinished(() => proxy.close());
    const client = await Client.connect(proxy.url);
    onTestFinished(() => client.close());
    proxy.cut('answers');
    const { connections } = shared().sfu.stats();
    const gone = () => shared().sfu.stats().connections < connections;
    for (let sent = 0; !gone() && sent < 40 * flood; sent += flood) {
      for (let n = 0; n < flood; n += 1) client.socket.emit('getProducers', {}, () => {});
      await sleep(50);
    }
    await until('the server has had enough', gone);
    const neighbour = await shared().client();
    await neighbour.ask('createRoom', { roomId: freshRoom() });
  });

  it('LI-4: leave the socket free to make requests again after a second', async () => {
    const client = await shared().client();
    const first = await Promise.all(
      Array.from({ length: 2 * limits.requestBurst }, () => client.codeOf('getProducers', {})),
    );
    expect(first).toContain('RATE_LIMITED');
    // The one thing here that only time brings.
    await sleep(1_000);
    const codes = await Promise.all(
      Array.from({ length: limits.requestsPerSecond }, () => client.codeOf('getProducers', {})),
    );
    expect(new Set(codes)).toEqual(new Set(['NOT_JOINED']));
  });
});

describe('what one peer may own', () => {
  it('LI-5: is a thousand consumers and no more', async () => {
    const roomId = freshRoom();
    const senders = await Promise.all(
      Array.from({ length: 32 }, (_, n) => joinAs(shared(), `P${n}`, roomId)),
    );
    const eachProduces = (person: Person) =>
      Promise.all(Array.from({ length: limits.producersPerPeer }, () => produce(person)));
    const producerIds = (await Promise.all(senders.map(eachProduces))).flat();
    const ana = await shared().client();
    const { routerRtpCapabilities } = await ana.ask('createRoom', { roomId });
    await ana.ask('joinRoom', {
      roomId,
      displayName: 'Ana',
      rtpCapabilities: routerRtpCapabilities,
    });
    const outcomes: unknown[] = [];
    let made = 0;
    for (let n = 0; n < limits.transportsPerPeer; n += 1) {
      const { id: transportId } = await ana.ask('createTransport', { direction: 'recv' });
      for (const half of [producerIds.slice(0, 128), producerIds.slice(128)]) {
        const reply = await ana.ask('consumeProducers', { transportId, producerIds: half });
        made += reply.consumers.length;
        outcomes.push(...reply.refused.map(({ error }) => error.code));
      }
    }
    expect(made).toBe(limits.consumersPerPeer);
    expect(outcomes).toEqual(Array(32 * 8 * 4 - 1000).fill('LIMIT_REACHED'));
    await until('all are there', () => shared().sfu.stats().consumers === 1000);
  });
});
