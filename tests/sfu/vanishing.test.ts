import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Client } from './harness/client.ts';
import { mediaOf } from './harness/media.ts';
import { consume, freshRoom, joinAs, joinWith, produce } from './harness/person.ts';
import { startProxy } from './harness/proxy.ts';
import { sfuForTest } from './harness/sfu.ts';
import { until } from './harness/until.ts';

// One test for all who vanish, because the waiting is what takes long.
it('HS-6: who vanishes without a word is gone within 20 seconds, with all that was theirs', {
  timeout: 40_000,
}, async () => {
  const server = await sfuForTest({ roomGrace: 0, peerGrace: 0 });
  const proxy = await startProxy(server.sfu.port);
  onTestFinished(() => proxy.close());
  const roomId = freshRoom();
  const ana = await joinAs(server, 'Ana', roomId);
  const lost = await Promise.all(
    ['websocket', 'polling'].map(async (transport) => {
      const options = { transports: [transport], upgrade: false };
      const client = await Client.connect(proxy.url, options);
      onTestFinished(() => client.close());
      return joinWith(client, transport, roomId);
    }),
  );
  for (const person of lost) await consume(ana, await produce(person));
  const silent = connect(server.sfu.port, '127.0.0.1');
  onTestFinished(() => void silent.destroy());
  const silentGone = new Promise<number>((resolve) =>
    silent.once('close', () => resolve(performance.now())),
  );
  await new Promise((resolve) => silent.once('connect', resolve));

  proxy.cut();
  const cutAt = performance.now();
  await until('both are gone', () => ana.client.heard('peerLeft').length === 2, 25_000);
  expect(performance.now() - cutAt).toBeLessThan(20_500);
  expect(new Set(ana.client.heard('peerLeft'))).toEqual(
    new Set(lost.map(({ peerId }) => ({ peerId, reason: 'disconnected' }))),
  );
  expect(server.sfu.stats()).toMatchObject({ peers: 1, transports: 2, producers: 0, consumers: 0 });
  const [pid = 0] = server.pids();
  await until('the worker has let go', async () => (await mediaOf(pid)).transports === 2);
  // Who is still there has been asked as well, and answered.
  expect(ana.client.connected).toBe(true);
  expect((await silentGone) - cutAt).toBeLessThan(15_000);
});
