import { describe, expect, it } from 'vitest';
import type { Notification } from '../../sfu/protocol/signalling.ts';
import { mediaOf } from './harness/media.ts';
import { consume, freshRoom, joinAs, joinWith, type Person, produce } from './harness/person.ts';
import { sfuForTest, type TestSfu } from './harness/sfu.ts';
import { isAlive, until } from './harness/until.ts';

/** The worker in which the only room is. */
function workerWithRoom(server: TestSfu) {
  const [found] = server.sfu.stats().workers.filter(({ rooms }) => rooms > 0);
  if (!found) throw new Error('no worker has a room');
  return found;
}

/** Somebody with the media that came instead of what was lost. */
async function restarted(person: Person) {
  const media = await person.client.next('mediaRestarted');
  const { send, recv } = media.transports;
  return { ...person, media, send: send?.id ?? '', recv: recv?.id ?? '' };
}

const isOf = ({ producer }: Notification<'newProducer'>, producerId: string) =>
  producer.producerId === producerId;

async function health(server: TestSfu) {
  const response = await fetch(`${server.url}health`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('a worker that is killed', () => {
  it('RS-1, RS-2: leaves everybody in place with new media, on the other worker at once', async () => {
    const server = await sfuForTest({ workers: 2 });
    const roomId = freshRoom();
    const ana = await joinAs(server, 'Ana', roomId);
    const ben = await joinAs(server, 'Ben', roomId);
    await consume(ben, await produce(ana));
    const { pid } = workerWithRoom(server);
    const elsewhere = await joinAs(server, 'Cleo', freshRoom());
    process.kill(pid, 'SIGKILL');
    const [again, back] = await Promise.all([ana, ben].map(restarted));
    for (const { client } of [ana, ben]) {
      await client.settle();
      const lost = /^(roomClosed|peer(Left|Joined)|producerC)/;
      expect(client.story.filter((name) => lost.test(name) && name !== 'peerJoined')).toEqual([]);
    }
    if (!again || !back) throw new Error('nobody is there');
    expect(again.media.peers).toEqual([{ peerId: ben.peerId, displayName: 'Ben', producers: [] }]);
    expect([again.send, again.recv]).not.toContain(ana.send);
    const producerId = await produce(again);
    const { producer } = await ben.client.next('newProducer', (fact) => isOf(fact, producerId));
    const { id: consumerId } = await consume(back, producer.producerId);
    await back.client.ask('resumeConsumer', { consumerId });
    expect(elsewhere.client.story).toEqual([]);
    await produce(elsewhere);
    await until('the worker is replaced', () => server.sfu.stats().workers.length === 2);
    expect(server.pids()).not.toContain(pid);
    expect(server.sfu.stats()).toMatchObject({ workerDeaths: 1, rooms: 2, peers: 3 });
  });

  it('RS-1: again and again loses nobody, also who is away or has no transports', async () => {
    const server = await sfuForTest();
    const roomId = freshRoom();
    const ana = await joinAs(server, 'Ana', roomId);
    const bare = await joinAs(server, 'Bare', roomId, { transports: [] });
    const away = await joinAs(server, 'Away', roomId);
    await away.client.settle();
    away.client.socket.io.engine.close();
    await ana.client.next('peerDisconnected');
    for (let death = 1; death <= 3; death += 1) {
      const [pid = 0] = server.pids();
      process.kill(pid, 'SIGKILL');
      await until('there is new media', () => ana.client.heard('mediaRestarted').length === death);
    }
    const latest = ana.client.heard('mediaRestarted').at(-1);
    expect(latest?.peers.map(({ peerId }) => peerId)).toEqual([bare.peerId, away.peerId]);
    expect((await bare.client.next('mediaRestarted')).transports).toEqual({});
    const client = await server.client();
    const { session } = away.joined;
    const { transportIds } = await client.ask('resumeSession', { roomId, session, heard: 0 });
    const { transports } = await client.next('mediaRestarted', (each) =>
      transportIds.includes(each.transports.send?.id ?? ''),
    );
    expect(transportIds).toContain(transports.recv?.id);
    expect(server.sfu.stats()).toMatchObject({ rooms: 1, peers: 3, transports: 4 });
    const [pid = 0] = server.pids();
    expect(await mediaOf(pid)).toMatchObject({ routers: 1, transports: 4 });
  });

  it('RM-8, RS-3: leaves newcomers refused, and lets those inside wait', async () => {
    const server = await sfuForTest();
    const roomId = freshRoom();
    const ana = await joinAs(server, 'Ana', roomId);
    const other = await server.client();
    const [pid = 0] = server.pids();
    process.kill(pid, 'SIGKILL');
    await until('the death is noticed', () => server.sfu.stats().workers.length === 0);
    const asked = ana.client.send('createTransport', { direction: 'send' });
    expect(await other.codeOf('createRoom', { roomId: freshRoom() })).toBe('NO_WORKER');
    expect(await asked).toMatchObject({ ok: true });
    await joinWith(other, 'Ben', roomId);
    expect(server.sfu.stats()).toMatchObject({ peers: 2, transports: 5 });
  });

  it('RS-4: or not, restartMedia gives new media', async () => {
    const server = await sfuForTest();
    const roomId = freshRoom();
    const ana = await joinAs(server, 'Ana', roomId);
    const ben = await joinAs(server, 'Ben', roomId);
    const lost = await produce(ana);
    await produce(ben);
    const media = await ana.client.ask('restartMedia', { transports: ['send', 'recv'] });
    expect(media.peers).toMatchObject([{ peerId: ben.peerId, producers: [{ kind: 'audio' }] }]);
    expect(media.consumers).toMatchObject([{ peerId: ben.peerId }]);
    expect(await ben.client.next('producerClosed')).toEqual({
      peerId: ana.peerId,
      producerId: lost,
    });
    await produce({ ...ana, send: media.transports.send?.id ?? '' });
    expect(server.sfu.stats()).toMatchObject({ transports: 4, producers: 2, consumers: 1 });
  });

  it('HT-2: leaves the server unhealthy until there is another', async () => {
    const server = await sfuForTest();
    const [pid = 0] = server.pids();
    expect(await health(server)).toEqual({
      status: 200,
      body: { status: 'ok', workers: 1, activeRooms: 0, totalParticipants: 0 },
    });
    process.kill(pid, 'SIGKILL');
    await until('the death is noticed', () => server.sfu.stats().workers.length === 0);
    expect(await health(server)).toEqual({
      status: 503,
      body: {
        status: 'unavailable',
        reason: expect.stringMatching(/worker/),
        workers: 0,
        activeRooms: 0,
        totalParticipants: 0,
      },
    });
    await until('there is another worker', async () => (await health(server)).status === 200);
  });

  it('is replaced again and again, on a port of its range', async () => {
    const server = await sfuForTest();
    const [first] = server.sfu.stats().workers;
    for (let death = 1; death <= 3; death += 1) {
      const [pid = 0] = server.pids();
      process.kill(pid, 'SIGKILL');
      await until('there is another worker', () => {
        const [now] = server.pids();
        return now !== undefined && now !== pid;
      });
      expect(server.sfu.stats().workerDeaths).toBe(death);
    }
    expect(server.sfu.stats().workers[0]?.port).toBe(first?.port);
    await joinAs(server, 'Ana', freshRoom());
  });

  it('JO-14: in the middle of joins leaves nobody unanswered and nothing behind', async () => {
    const server = await sfuForTest();
    const clients = await Promise.all(Array.from({ length: 8 }, () => server.client()));
    const roomId = freshRoom();
    await Promise.all(clients.map((client) => client.ask('createRoom', { roomId })));
    const [pid = 0] = server.pids();
    const join = { roomId, displayName: 'Ana', transports: ['send', 'recv'] };
    const answers = clients.map((client) => client.send('joinRoom', join));
    process.kill(pid, 'SIGKILL');
    const outcomes = (await Promise.all(answers)).map(
      (answer) => JSON.stringify(answer).match(/^{"ok":true|"code":"\w+"/)?.[0],
    );
    const codes = ['ROOM_CLOSED', 'NO_WORKER', 'TRANSPORT_CREATION_FAILED'];
    const right = ['{"ok":true', ...codes.map((code) => `"code":"${code}"`)];
    expect(outcomes.filter((outcome) => !right.includes(outcome ?? ''))).toEqual([]);
    await until('there is another worker', () => {
      const [now] = server.pids();
      return now !== undefined && now !== pid;
    });
    const joined = outcomes.filter((outcome) => outcome === '{"ok":true').length;
    await until('those who are in have new media', () => {
      const { peers, transports } = server.sfu.stats();
      return peers === joined && transports === 2 * joined;
    });
    // Whoever had not joined heard nothing of the room.
    for (const [n, { story }] of clients.entries()) {
      if (outcomes[n] !== '{"ok":true') expect(story, outcomes[n]).toEqual([]);
    }
    for (const [n, client] of clients.entries()) {
      if (outcomes[n] !== '{"ok":true') await joinWith(client, 'Ana', roomId);
    }
    expect(server.sfu.stats().peers).toBe(8);
  });
});

describe('placing', () => {
  it('puts a room on the worker with the fewest people, then with the fewest rooms', async () => {
    const server = await sfuForTest({ workers: 2 });
    const [roomId, second] = [freshRoom(), freshRoom()];
    const ana = await joinAs(server, 'Ana', roomId);
    await joinAs(server, 'Ben', roomId);
    const crowded = workerWithRoom(server).pid;
    const load = (pid: number) => server.sfu.stats().workers.find((each) => each.pid === pid);
    const cleo = await joinAs(server, 'Cleo', second);
    expect(load(crowded)).toMatchObject({ rooms: 1, peers: 2 });
    // One person against two: the third room goes to the second’s worker too.
    await cleo.client.ask('createRoom', { roomId: freshRoom() });
    expect(load(crowded)).toMatchObject({ rooms: 1, peers: 2 });
    const other = server.pids().find((pid) => pid !== crowded) ?? 0;
    expect(load(other)).toMatchObject({ rooms: 2, peers: 1 });
    await ana.client.ask('leaveRoom', {});
    expect(load(crowded)).toMatchObject({ peers: 1 });
    expect(await mediaOf(other)).toMatchObject({ routers: 2 });
  });

  it('spreads rooms that are made at once', async () => {
    const server = await sfuForTest({ workers: 2 });
    const clients = await Promise.all(Array.from({ length: 8 }, () => server.client()));
    await Promise.all(clients.map((client) => client.ask('createRoom', { roomId: freshRoom() })));
    expect(server.sfu.stats().workers.map(({ rooms }) => rooms)).toEqual([4, 4]);
  });
});

describe('a worker that hangs', () => {
  it('is ended all the same when the server closes', async () => {
    const server = await sfuForTest();
    const [pid = 0] = server.pids();
    const client = await server.client();
    process.kill(pid, 'SIGSTOP');
    // Asked of the worker and never answered.
    const asked = client.send('createRoom', { roomId: freshRoom() }).catch(() => undefined);
    await until('the request is on its way', () => server.sfu.stats().workers[0]?.rooms === 1);
    const closedAt = performance.now();
    await server.sfu.close();
    expect(performance.now() - closedAt).toBeLessThan(2_000);
    await until('the worker is gone', () => !isAlive(pid));
    client.close();
    void asked;
  });
});
