import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { mediaOf, noMedia, untilNoMedia } from './harness/media.ts';
import { residentBytes } from './harness/memory.ts';
import { freshRoom, joinAs, produce } from './harness/person.ts';
import { dtlsParameters, simulcast } from './harness/rtp.ts';
import { sharedSfu, startTestSfu, type TestSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();

/** Makes the garbage collector run at once, which Node lets one do only when asked to. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}

/** Two people meet with sound and picture, each receives the other, and both leave and go. */
async function round(server: TestSfu) {
  const roomId = freshRoom();
  const persons = [await joinAs(server, 'Ana', roomId), await joinAs(server, 'Ben', roomId)];
  await Promise.all(persons.flatMap((each) => [produce(each), produce(each, simulcast())]));
  const consumers = await Promise.all(
    persons.map(async ({ client, recv }) => {
      const { producers } = await client.ask('getProducers', {});
      const producerIds = producers.map(({ producerId }) => producerId);
      await client.ask('connectTransport', { transportId: recv, dtlsParameters: dtlsParameters() });
      const made = await client.ask('consumeProducers', { transportId: recv, producerIds });
      const consumerIds = made.consumers.map(({ id }) => id);
      await client.ask('resumeConsumers', { consumerIds });
      return consumerIds;
    }),
  );
  expect(consumers.map((ids) => ids.length)).toEqual([2, 2]);
  expect(server.sfu.stats()).toMatchObject({ peers: 2, transports: 4, producers: 4, consumers: 4 });
  // One in two goes without having left.
  await persons[0]?.client.ask('leaveRoom', {});
  server.closeClients();
}

describe('a hundred rounds of joining and leaving', () => {
  it('leave no router, transport, producer or consumer, and no memory taken', async () => {
    const server = shared();
    const [pid = 0] = server.pids();
    const measure = async () => {
      await untilNoMedia([pid]);
      await until('all are gone', () => {
        const { rooms, connections } = server.sfu.stats();
        return rooms + connections === 0;
      });
      collectGarbage();
      return { heap: process.memoryUsage().heapUsed, worker: await residentBytes(pid) };
    };
    // Warm: code is compiled and pools are filled in the first rounds.
    for (let n = 0; n < 20; n += 1) await round(server);
    const before = await measure();
    for (let n = 0; n < 100; n += 1) await round(server);
    const after = await measure();
    expect(await mediaOf(pid)).toMatchObject(noMedia);
    expect(server.sfu.stats()).toEqual({
      rooms: 0,
      peers: 0,
      connections: 0,
      transports: 0,
      producers: 0,
      consumers: 0,
      workerDeaths: 0,
      workers: [{ pid, port: server.sfu.stats().workers[0]?.port, rooms: 0, peers: 0 }],
    });
    // A leak of a kilobyte a round would be seen in the heap; allocators keep some pages in the worker.
    expect(after.heap - before.heap).toBeLessThan(2e6);
    expect(after.worker - before.worker).toBeLessThan(8e6);
  });
});

describe('starting and stopping in one process', () => {
  it('ten times leaves no timer, socket, process or port', async () => {
    const resources = () => process.getActiveResourcesInfo().toSorted();
    const cycle = async () => {
      // Closing proves that the ports are free and the workers gone.
      const server = await startTestSfu({ workers: 2 });
      const ana = await joinAs(server, 'Ana', freshRoom());
      await produce(ana);
      await fetch(`${server.url}metrics`).then((response) => response.text());
      await server.close();
    };
    await cycle();
    const before = resources();
    for (let n = 0; n < 10; n += 1) await cycle();
    await until('nothing is left', () => resources().length <= before.length, 8_000).catch(() => {
      expect(resources()).toEqual(before);
    });
  });

  it('closes once for all who ask', async () => {
    const server = await startTestSfu();
    const [first, second] = [server.sfu.close(), server.sfu.close()];
    await Promise.all([first, second]);
    await server.sfu.close();
    await server.close();
  });

  it('closes while people are joining', async () => {
    const server = await startTestSfu();
    const clients = await Promise.all(Array.from({ length: 5 }, () => server.client()));
    const roomId = freshRoom();
    for (const client of clients) {
      client.socket.emit('createRoom', { roomId }, () => {});
      const join = { roomId, displayName: 'Ana', transports: ['send', 'recv'] };
      client.socket.emit('joinRoom', join, () => {});
    }
    await until('somebody is in', () => server.sfu.stats().rooms > 0);
    await server.close();
    expect(server.sfu.stats()).toMatchObject({ rooms: 0, peers: 0, workers: [] });
  });
});
