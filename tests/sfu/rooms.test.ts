import { describe, expect, it } from 'vitest';
import { mediaOf } from './harness/media.ts';
import { freshRoom, joinAs, joinWith } from './harness/person.ts';
import { sfuForTest, sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();

describe('createRoom', () => {
  it('RM-1: answers the room, what its router can, its people and the server', async () => {
    const [client, roomId] = [await shared().client(), freshRoom()];
    const created = await client.ask('createRoom', { roomId, roomName: ' Ana’s room ' });
    expect(created).toMatchObject({ roomId, roomName: 'Ana’s room', peerCount: 0 });
    const codecs = created.routerRtpCapabilities.codecs?.map(({ mimeType }) => mimeType);
    expect(codecs?.filter((mimeType) => mimeType !== 'video/rtx')).toEqual([
      'audio/opus',
      'video/VP8',
      'video/VP9',
      'video/H264',
      'video/AV1',
    ]);
    expect(created.server).toEqual({
      addresses: [{ host: '127.0.0.1', port: shared().sfu.port }],
      secure: false,
    });
    await joinWith(client, 'Ana', roomId);
    expect(await client.ask('createRoom', { roomId })).toMatchObject({ peerCount: 1 });
  });

  it('RM-2: gives the same room a second time, with its first name', async () => {
    const [ana, ben] = [await shared().client(), await shared().client()];
    const roomId = freshRoom();
    const first = await ana.ask('createRoom', { roomId, roomName: 'First' });
    const second = await ben.ask('createRoom', { roomId, roomName: 'Second' });
    expect(second).toEqual(first);
    expect(shared().sfu.stats().rooms).toBe(1);
  });

  it('RM-3: makes one room for twenty sockets that create it at once', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => shared().client()));
    const roomId = freshRoom();
    const replies = await Promise.all(
      clients.map((client, n) => client.ask('createRoom', { roomId, roomName: `Name ${n}` })),
    );
    expect(new Set(replies.map(({ roomName }) => roomName)).size).toBe(1);
    expect(shared().sfu.stats().rooms).toBe(1);
    const [pid = 0] = shared().pids();
    expect(await mediaOf(pid)).toMatchObject({ routers: 1 });
    // The same one also in that they meet in it.
    const people = await Promise.all(
      clients.slice(0, 3).map((client, n) => joinWith(client, `P${n}`, roomId)),
    );
    for (const { client, peerId } of people) {
      const others = people.map((person) => person.peerId).filter((id) => id !== peerId);
      const known = () => [
        ...people.flatMap((p) => (p.peerId === peerId ? p.joined.peers : [])),
        ...client.heard('peerJoined').map(({ peer }) => peer),
      ];
      await until('everybody is known', () => known().length === others.length);
      expect(new Set(known().map((peer) => peer.peerId))).toEqual(new Set(others));
    }
  });

  it('RM-7: is answered in a room and leaves that as it is', async () => {
    const [roomId, other] = [freshRoom(), freshRoom()];
    const ana = await joinAs(shared(), 'Ana', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    await ana.client.ask('createRoom', { roomId: other });
    expect(shared().sfu.stats()).toMatchObject({ rooms: 2, peers: 2 });
    await ana.client.ask('createTransport', { direction: 'send' });
    await ben.client.settle();
    expect(ben.client.story).toEqual([]);
  });

  it('RM-9: calls a room without a name by its id', async () => {
    const [client, roomId] = [await shared().client(), freshRoom()];
    expect(await client.ask('createRoom', { roomId })).toMatchObject({ roomName: roomId });
  });

  it.each([
    ['', 'empty'],
    ['-a', 'beginning with a dash'],
    ['a b', 'with a space'],
    ['ä', 'with another letter'],
    ['../x', 'that is a path'],
    ['__proto__', 'that is no name'],
    ['a'.repeat(65), 'too long'],
  ])('refuses the room id "%s", %s', async (roomId) => {
    const client = await shared().client();
    expect(await client.codeOf('createRoom', { roomId })).toBe('BAD_REQUEST');
    expect(shared().sfu.stats().rooms).toBe(0);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])('takes %s for a name', async (roomId) => {
    const client = await shared().client();
    const join = { roomId, displayName: 'Ana' };
    expect(await client.codeOf('joinRoom', join)).toBe('ROOM_NOT_FOUND');
    await client.ask('createRoom', { roomId });
    await client.ask('joinRoom', join);
  });
});

describe('the life of a room', () => {
  const grace = 400;

  it('RM-4: ends a grace after the last hold is given up', async () => {
    const server = await sfuForTest({ roomGrace: grace });
    const client = await server.client();
    await client.ask('createRoom', { roomId: freshRoom() });
    const closedAt = performance.now();
    client.close();
    await until('the socket is gone', () => server.sfu.stats().connections === 0);
    expect(server.sfu.stats().rooms).toBe(1);
    await until('the room is gone', () => server.sfu.stats().rooms === 0);
    expect(performance.now() - closedAt).toBeGreaterThan(grace - 10);
    const [pid = 0] = server.pids();
    await until('the router is gone', async () => (await mediaOf(pid)).routers === 0);
  });

  it('RM-5: goes on when somebody joins or holds it within the grace', async () => {
    const server = await sfuForTest({ roomGrace: grace });
    const roomId = freshRoom();
    const first = await server.client();
    await first.ask('createRoom', { roomId, roomName: 'First' });
    await first.ask('createRoom', { roomId: freshRoom() });
    const second = await server.client();
    await second.ask('joinRoom', { roomId, displayName: 'Ben' });
    await second.ask('leaveRoom', {});
    const third = await server.client();
    const again = await third.ask('createRoom', { roomId });
    expect(again.roomName).toBe('First');
    // A room whose grace had not been stopped would be gone with the one that nobody holds.
    await first.ask('createRoom', { roomId: freshRoom() });
    await until('the deserted room is gone', () => server.sfu.stats().rooms === 2);
    const fourth = await server.client();
    expect(await fourth.ask('createRoom', { roomId })).toMatchObject({ roomName: 'First' });
  });

  it('RM-6: follows the hold that createRoom moves', async () => {
    const [client, first, second] = [await shared().client(), freshRoom(), freshRoom()];
    await client.ask('createRoom', { roomId: first });
    await client.ask('createRoom', { roomId: second });
    await until('the first room is gone', () => shared().sfu.stats().rooms === 1);
    expect(await client.codeOf('joinRoom', { roomId: first, displayName: 'Ana' })).toBe(
      'ROOM_NOT_FOUND',
    );
    await client.ask('joinRoom', { roomId: second, displayName: 'Ana' });
  });

  it('RM-4: lasts as long as somebody is in it', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    ana.client.close();
    await ben.client.next('peerLeft');
    // Ben's own hold moves away, and what is left is that he is there.
    const other = freshRoom();
    await ben.client.ask('createRoom', { roomId: other });
    await ben.client.ask('createRoom', { roomId: freshRoom() });
    const third = await shared().client();
    await until('the other room is gone', () => shared().sfu.stats().rooms === 2);
    await third.ask('joinRoom', { roomId, displayName: 'Cleo' });
  });
});

describe('a server that is full', () => {
  it('LI-6: refuses one more room with SERVER_BUSY until one has gone', async () => {
    const server = await sfuForTest({ maxRooms: 2, roomGrace: 0 });
    const [ana, ben, cleo] = [await server.client(), await server.client(), await server.client()];
    const roomId = freshRoom();
    await ana.ask('createRoom', { roomId });
    await ben.ask('createRoom', { roomId: freshRoom() });
    expect(await cleo.codeOf('createRoom', { roomId: freshRoom() })).toBe('SERVER_BUSY');
    await cleo.ask('createRoom', { roomId });
    ben.close();
    await until('a room has gone', () => server.sfu.stats().rooms === 1);
    await cleo.ask('createRoom', { roomId: freshRoom() });
  });

  it('LI-7: refuses one more person with ROOM_FULL until one has left, also of many at once', async () => {
    const server = await sfuForTest({ maxPeersPerRoom: 2 });
    const roomId = freshRoom();
    const clients = await Promise.all(Array.from({ length: 6 }, () => server.client()));
    await Promise.all(clients.map((client) => client.ask('createRoom', { roomId })));
    const join = { roomId, displayName: 'Ana', transports: ['send', 'recv'] };
    const answers = await Promise.all(clients.map((client) => client.send('joinRoom', join)));
    const codes = answers.map((answer) => JSON.stringify(answer).match(/ROOM_FULL/)?.[0] ?? 'in');
    expect(codes.toSorted()).toEqual([...Array(4).fill('ROOM_FULL'), 'in', 'in']);
    expect(server.sfu.stats()).toMatchObject({ peers: 2, transports: 4 });
    const inside = clients.find((_, n) => codes[n] === 'in');
    const outside = clients.find((_, n) => codes[n] === 'ROOM_FULL');
    await inside?.ask('leaveRoom', {});
    await outside?.ask('joinRoom', { roomId, displayName: 'Ben' });
    expect(server.sfu.stats()).toMatchObject({ peers: 2 });
  });
});
