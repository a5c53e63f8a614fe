import { describe, expect, it } from 'vitest';
import { mediaOf } from './harness/media.ts';
import { consume, freshRoom, joinAs, joinWith, produce } from './harness/person.ts';
import { sfuForTest, type TestSfu } from './harness/sfu.ts';
import { isAlive, until } from './harness/until.ts';

/** The worker in which the only room is. */
function workerWithRoom(server: TestSfu) {
  const [found] = server.sfu.stats().workers.filter(({ rooms }) => rooms > 0);
  if (!found) throw new Error('no worker has a room');
  return found;
}

async function health(server: TestSfu) {
  const response = await fetch(`${server.url}health`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('a worker that is killed', () => {
  it('NO-9: takes its rooms along, their people are told, and a new room works', async () => {
    const server = await sfuForTest({ workers: 2 });
    const roomId = freshRoom();
    const ana = await joinAs(server, 'Ana', roomId);
    const ben = await joinAs(server, 'Ben', roomId);
    await consume(ben, await produce(ana));
    const { pid } = workerWithRoom(server);
    const elsewhere = await joinAs(server, 'Cleo', freshRoom());
    process.kill(pid, 'SIGKILL');
    for (const { client } of [ana, ben]) {
      expect(await client.next('roomClosed')).toEqual({ roomId, reason: 'worker-died' });
      await client.settle();
      expect(client.story.filter((name) => /^(roomClosed|peerLeft|producerC)/.test(name))).toEqual([
        'roomClosed',
      ]);
      expect(await client.codeOf('createTransport', { direction: 'send' })).toBe('NOT_JOINED');
    }
    // The other worker takes the room at once, before the dead one is replaced.
    const [again, back] = [
      await joinWith(ana.client, 'Ana', roomId),
      await joinWith(ben.client, 'Ben', roomId),
    ];
    const { id: consumerId } = await consume(back, await produce(again));
    await back.client.ask('resumeConsumer', { consumerId });
    expect(elsewhere.client.connected).toBe(true);
    expect(elsewhere.client.story).toEqual([]);
    await produce(elsewhere);
    await until('the worker is replaced', () => server.sfu.stats().workers.length === 2);
    expect(server.pids()).not.toContain(pid);
    expect(server.sfu.stats()).toMatchObject({ workerDeaths: 1, rooms: 2, peers: 3 });
  });

  it('RM-8: leaves createRoom refused with NO_WORKER until there is another', async () => {
    const server = await sfuForTest();
    const roomId = freshRoom();
    const ana = await joinAs(server, 'Ana', roomId);
    const [pid = 0] = server.pids();
    process.kill(pid, 'SIGKILL');
    await ana.client.next('roomClosed');
    expect(await ana.client.codeOf('createRoom', { roomId })).toBe('NO_WORKER');
    expect(await ana.client.codeOf('joinRoom', { roomId, displayName: 'Ana' })).toBe(
      'ROOM_NOT_FOUND',
    );
    await until('there is another worker', () => server.sfu.stats().workers.length === 1);
    await joinWith(ana.client, 'Ana', roomId);
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
    const codes = ['ROOM_CLOSED', 'ROOM_NOT_FOUND', 'TRANSPORT_CREATION_FAILED'];
    const right = ['{"ok":true', ...codes.map((code) => `"code":"${code}"`)];
    expect(outcomes.filter((outcome) => !right.includes(outcome ?? ''))).toEqual([]);
    await until('there is another worker', () => {
      const [now] = server.pids();
      return now !== undefined && now !== pid;
    });
    expect(server.sfu.stats()).toMatchObject({ rooms: 0, peers: 0, transports: 0 });
    // Whoever had not joined heard nothing of the room.
    for (const [n, { story }] of clients.entries()) {
      if (outcomes[n] !== '{"ok":true') expect(story, outcomes[n]).toEqual([]);
    }
    for (const client of clients) await joinWith(client, 'Ana', roomId);
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
