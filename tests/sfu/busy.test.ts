import { setImmediate as soon } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { freshRoom, joinAs, produce } from './harness/person.ts';
import { sfuForTest, type TestSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const health = async ({ url }: TestSfu) => {
  const response = await fetch(`${url}health`);
  return { status: response.status, body: await response.json() };
};

/** The server runs in this very process: work that does not let go makes it late. */
async function keepBusy<Value>(task: () => Promise<Value | false>): Promise<Value> {
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    const until = performance.now() + 300;
    while (performance.now() < until);
    await soon();
    const found = await task();
    if (found !== false) return found;
  }
  throw new Error('the server did not notice that it is late');
}

it('LI-9, HT-11: a server that is late lets nobody more in until it has caught up', async () => {
  const server = await sfuForTest({ busyDelay: 100, roomGrace: 0 });
  const roomId = freshRoom();
  const ana = await joinAs(server, 'Ana', roomId);
  const ben = await server.client();
  await ben.ask('createRoom', { roomId });
  const refused = await keepBusy(async () => {
    const now = await health(server);
    return now.status === 503 && now;
  });
  expect(refused.body).toMatchObject({
    status: 'overloaded',
    reason: expect.stringMatching(/behind/),
    totalParticipants: 1,
  });
  expect(await ben.codeOf('joinRoom', { roomId, displayName: 'Ben' })).toBe('SERVER_BUSY');
  expect(await ben.codeOf('createRoom', { roomId: freshRoom() })).toBe('SERVER_BUSY');
  // Who is inside is served, and so is who comes back.
  await produce(ana);
  await ana.client.ask('createRoom', { roomId });
  const again = await server.client();
  const { session } = ana.joined;
  await again.ask('joinRoom', { roomId, displayName: 'Ana', session });
  await until('it has caught up', async () => (await health(server)).status === 200, 20_000);
  await ben.ask('joinRoom', { roomId, displayName: 'Ben' });
});

it('a worker that hangs turns health unready until it answers again', async () => {
  const server = await sfuForTest();
  const [pid = 0] = server.pids();
  process.kill(pid, 'SIGSTOP');
  try {
    const { body } = await until(
      'it is noticed',
      async () => {
        const now = await health(server);
        return now.status === 503 && now;
      },
      15_000,
    );
    expect(body).toMatchObject({ status: 'unavailable', reason: expect.stringMatching(/answer/) });
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await until('it is well again', async () => (await health(server)).status === 200, 15_000);
});
