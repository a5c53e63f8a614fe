import { describe, expect, it } from 'vitest';
import type { Client } from './harness/client.ts';
import { mediaOf } from './harness/media.ts';
import { freshRoom, joinAs, joinWith, produce } from './harness/person.ts';
import { audio, playsSound, simulcast, video } from './harness/rtp.ts';
import { sfuForTest, sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();

/** Ends the WebSocket with the code of a page that goes away, and without a word of Socket.IO. */
function closeAsBrowsersDo({ socket }: Client): void {
  const { transport } = socket.io.engine;
  const webSocket: unknown = Reflect.get(transport, 'ws');
  const close: unknown = webSocket && Reflect.get(webSocket, 'close');
  if (typeof close !== 'function') throw new Error('there is no WebSocket to close');
  close.call(webSocket, 1001);
}

describe('joinRoom', () => {
  it('JO-1: of a room that does not exist is refused', async () => {
    const client = await shared().client();
    const join = { roomId: freshRoom(), displayName: 'Ana' };
    expect(await client.codeOf('joinRoom', join)).toBe('ROOM_NOT_FOUND');
  });

  it('JO-2: a second time is refused, of the same room and of another', async () => {
    const [roomId, other] = [freshRoom(), freshRoom()];
    const { client } = await joinAs(shared(), 'Ana', roomId);
    await client.ask('createRoom', { roomId: other });
    for (const each of [roomId, other]) {
      const join = { roomId: each, displayName: 'Ana' };
      expect(await client.codeOf('joinRoom', join)).toBe('ALREADY_JOINED');
    }
    expect(shared().sfu.stats()).toMatchObject({ peers: 1, transports: 2 });
  });

  it('JO-2: a second time while the first is under way is refused', async () => {
    const [client, roomId] = [await shared().client(), freshRoom()];
    await client.ask('createRoom', { roomId });
    const join = { roomId, displayName: 'Ana', transports: ['send', 'recv'] };
    const [first, second] = await Promise.all([
      client.send('joinRoom', join),
      client.send('joinRoom', join),
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: false, error: { code: 'ALREADY_JOINED' } });
    expect(shared().sfu.stats()).toMatchObject({ peers: 1, transports: 2 });
  });

  it('JO-3: works again after leaveRoom, in the same room and in another', async () => {
    const [client, roomId, other] = [await shared().client(), freshRoom(), freshRoom()];
    const ids = new Set<string>();
    for (const each of [roomId, roomId, other]) {
      ids.add((await joinWith(client, 'Ana', each)).peerId);
      await client.ask('leaveRoom', {});
    }
    expect(ids.size).toBe(3);
  });

  it('JO-4: answers the others with their producers, first come first, and not oneself', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    const cleo = await joinAs(shared(), 'Cleo', roomId);
    const picture = await produce(ben, video(), { appData: { source: 'screen' }, paused: true });
    const voice = await produce(ana);
    await ben.client.ask('leaveRoom', {});
    const back = await joinWith(ben.client, 'Ben', roomId);
    const again = await produce(back, video());
    const dan = await joinAs(shared(), 'Dan', roomId);
    expect(picture).not.toBe(again);
    expect(dan.joined.peers).toEqual([
      {
        peerId: ana.peerId,
        displayName: 'Ana',
        producers: [{ producerId: voice, kind: 'audio', source: 'microphone', paused: false }],
      },
      { peerId: cleo.peerId, displayName: 'Cleo', producers: [] },
      {
        peerId: back.peerId,
        displayName: 'Ben',
        producers: [{ producerId: again, kind: 'video', source: 'camera', paused: false }],
      },
    ]);
  });

  it.each([
    [undefined, []],
    [[], []],
    [['send'], ['send']],
    [['recv'], ['recv']],
    [
      ['recv', 'send'],
      ['recv', 'send'],
    ],
  ] as const)('JO-5: with transports %j answers those %j', async (transports, expected) => {
    const [client, roomId] = [await shared().client(), freshRoom()];
    await client.ask('createRoom', { roomId });
    const join = { roomId, displayName: 'Ana', ...(transports && { transports: [...transports] }) };
    const joined = await client.ask('joinRoom', join);
    expect(Object.keys(joined.transports).toSorted()).toEqual([...expected]);
    const [pid = 0] = shared().pids();
    expect(await mediaOf(pid)).toMatchObject({ transports: expected.length });
  });

  it('JO-6: answers a paused consumer for each producer that can be consumed', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    const voice = await produce(ana, audio(), { paused: true });
    const picture = await produce(ben, simulcast());
    const cleo = await joinAs(shared(), 'Cleo', roomId);
    expect(cleo.joined.consumers).toHaveLength(2);
    expect(cleo.joined.consumers).toContainEqual(
      expect.objectContaining({
        producerId: voice,
        peerId: ana.peerId,
        kind: 'audio',
        source: 'microphone',
        type: 'simple',
        producerPaused: true,
      }),
    );
    expect(cleo.joined.consumers).toContainEqual(
      expect.objectContaining({ producerId: picture, peerId: ben.peerId, type: 'simulcast' }),
    );
    const dan = await joinAs(shared(), 'Dan', roomId, {
      rtpCapabilities: playsSound(ana.capabilities),
    });
    expect(dan.joined.consumers.map(({ producerId }) => producerId)).toEqual([voice]);
  });

  it('JO-7: answers no consumer without capabilities or without a recv transport', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    await produce(ana);
    const ben = await shared().client();
    const join = { roomId, displayName: 'Ben' };
    const deaf = await ben.ask('joinRoom', { ...join, transports: ['recv'] });
    expect(deaf.consumers).toEqual([]);
    const cleo = await shared().client();
    const rtpCapabilities = ana.capabilities;
    const sender = await cleo.ask('joinRoom', { ...join, rtpCapabilities, transports: ['send'] });
    expect(sender.consumers).toEqual([]);
  });

  it('JO-8: keeps the capabilities for consume and consumeProducers', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const [first, second] = [await produce(ana), await produce(ana, video())];
    const client = await shared().client();
    const rtpCapabilities = ana.capabilities;
    await client.ask('joinRoom', { roomId, displayName: 'Ben', rtpCapabilities });
    const { id: transportId } = await client.ask('createTransport', { direction: 'recv' });
    await client.ask('consume', { transportId, producerId: first });
    const many = await client.ask('consumeProducers', { transportId, producerIds: [second] });
    expect(many).toMatchObject({ consumers: [{ producerId: second }], refused: [] });
  });

  it('JO-9: keeps a name without the space around it', async () => {
    const roomId = freshRoom();
    await joinAs(shared(), '  Zoë 👩‍🚀 \t', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    expect(ben.joined.peers).toMatchObject([{ displayName: 'Zoë 👩‍🚀' }]);
  });

  it.each(['', '   ', 'a'.repeat(61), 'a\u0000b', 'a\nb', 'a\u202eb', '\u200b', 7, null, ['Ana']])(
    'JO-9: refuses the name %j',
    async (displayName) => {
      const [client, roomId] = [await shared().client(), freshRoom()];
      await client.ask('createRoom', { roomId });
      expect(await client.codeOf('joinRoom', { roomId, displayName })).toBe('BAD_REQUEST');
      expect(shared().sfu.stats().peers).toBe(0);
    },
  );
});

describe('taking over a session', () => {
  it('JO-10: gives its place to the newcomer, with new media', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    await produce(ana);
    await ben.client.next('newProducer');
    const again = await joinAs(shared(), 'Ana', roomId, { session: ana.joined.session });
    expect(again.peerId).toBe(ana.peerId);
    expect(again.joined.session).toBe(ana.joined.session);
    expect([again.send, again.recv]).not.toContain(ana.send);
    expect(again.joined.peers.map(({ peerId }) => peerId)).toEqual([ben.peerId]);
    await ben.client.settle();
    expect(ben.client.story).toEqual(['newProducer', 'producerClosed']);
    expect(shared().sfu.stats()).toMatchObject({ peers: 2, transports: 4, producers: 0 });
  });

  it('JO-11: disconnects the earlier self', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const reason = new Promise((resolve) => ana.client.socket.once('disconnect', resolve));
    await joinAs(shared(), 'Ana', roomId, { session: ana.joined.session });
    expect(await reason).toBe('io server disconnect');
    expect(ana.client.story).toEqual([]);
  });

  it('JO-12: ignores a session that is unknown or of another room', async () => {
    const [roomId, other] = [freshRoom(), freshRoom()];
    const ana = await joinAs(shared(), 'Ana', roomId);
    const elsewhere = await joinAs(shared(), 'Ben', other);
    const { session } = ana.joined;
    for (const given of ['', 'x', session.slice(1), elsewhere.joined.session, 'ä'.repeat(11)]) {
      const guest = await joinAs(shared(), 'Guest', roomId, { session: given });
      await guest.client.ask('leaveRoom', {});
    }
    const again = await joinAs(shared(), 'Ana', roomId, { session });
    expect(again.joined.peers).toEqual([]);
    expect(elsewhere.client.connected).toBe(true);
    await again.client.ask('leaveRoom', {});
    await joinAs(shared(), 'Ben', roomId);
    const late = await joinAs(shared(), 'Ana', roomId, { session });
    expect(late.peerId).not.toBe(ana.peerId);
  });

  it('JO-13: is let in where the room is full', async () => {
    const server = await sfuForTest({ maxPeersPerRoom: 1 });
    const roomId = freshRoom();
    const ana = await joinAs(server, 'Ana', roomId);
    const client = await server.client();
    const join = { roomId, displayName: 'Ana' };
    expect(await client.codeOf('joinRoom', { ...join, session: 'x' })).toBe('ROOM_FULL');
    await client.ask('joinRoom', { ...join, session: ana.joined.session });
    expect(server.sfu.stats().peers).toBe(1);
  });
});

describe('leaving', () => {
  it('JO-15: closes all that the peer owned and tells the others', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    await produce(ana);
    const [pid = 0] = shared().pids();
    await produce(ben);
    await ana.client.ask('leaveRoom', {});
    await ben.client.settle();
    expect(ben.client.story).toEqual(['newProducer', 'peerLeft']);
    expect(ben.client.heard('peerLeft')).toEqual([{ peerId: ana.peerId, reason: 'left' }]);
    expect(await mediaOf(pid)).toMatchObject({ transports: 2, producers: 1 });
    expect(shared().sfu.stats()).toMatchObject({ peers: 1, transports: 2, producers: 1 });
  });

  it('JO-16: on purpose is told at once, and so is a page that goes away', async () => {
    const roomId = freshRoom();
    const ben = await joinAs(shared(), 'Ben', roomId);
    const leaver = await joinAs(shared(), 'Leaver', roomId);
    const page = await joinAs(shared(), 'Page', roomId);
    // Each has shown that it could come back.
    for (const { client } of [leaver, page]) await client.settle();
    leaver.client.socket.disconnect();
    await ben.client.next('peerLeft', ({ peerId }) => peerId === leaver.peerId);
    closeAsBrowsersDo(page.client);
    await ben.client.next('peerLeft', ({ peerId }) => peerId === page.peerId);
    expect(ben.client.heard('peerLeft').map(({ reason }) => reason)).toEqual(['left', 'left']);
    expect(ben.client.heard('peerDisconnected')).toEqual([]);
  });

  it('JO-17: gives up the hold, by leaveRoom and by the end of the socket', async () => {
    const { client } = await joinAs(shared(), 'Ana', freshRoom());
    await client.ask('leaveRoom', {});
    await until('the room is gone', () => shared().sfu.stats().rooms === 0);
    await client.ask('createRoom', { roomId: freshRoom() });
    client.close();
    await until('the other room is gone', () => shared().sfu.stats().rooms === 0);
  });
});
