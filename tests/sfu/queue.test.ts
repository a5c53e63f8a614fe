import { createServer } from 'node:http';
import { Registry } from 'prom-client';
import { Server, type Socket } from 'socket.io';
import { expect, it, onTestFinished } from 'vitest';
import { SocketQueue } from '../../sfu/queue.ts';
import { RecoveryMetrics } from '../../sfu/recovery-metrics.ts';
import { Client } from './harness/client.ts';
import { startProxy } from './harness/proxy.ts';
import { until } from './harness/until.ts';

/** A queue in front of a client that reads nothing from now on. */
async function stuck() {
  const http = createServer();
  const io = new Server(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const proxy = await startProxy(typeof address === 'object' && address ? address.port : 0);
  const connected = new Promise<Socket>((resolve) => io.once('connection', resolve));
  const client = await Client.connect(proxy.url);
  onTestFinished(async () => {
    client.close();
    await proxy.close();
    await io.close();
  });
  const registry = new Registry();
  const socket = await connected;
  const queue = new SocketQueue(socket, new RecoveryMetrics(registry), () => {});
  proxy.cut('answers');
  return { client, queue, socket, registry };
}

const long = 'x'.repeat(50_000);

it('LI-10, LI-11: a client that reads nothing is told nothing passing, and then cut off', async () => {
  const { queue, socket, registry } = await stuck();
  const counted = async (name: string) => (await registry.getSingleMetric(name)?.get())?.values;
  const fact = () => queue.notify('peerLeft', { peerId: long, reason: 'left' }, 1);
  const passing = () => queue.notify('activeSpeaker', { peerId: long });
  await until('the socket takes no more', async () => {
    for (let n = 0; n < 101; n += 1) fact();
    passing();
    return (await counted('parley_notifications_dropped_total'))?.length === 1;
  });
  expect(await counted('parley_notifications_dropped_total')).toMatchObject([
    { labels: { name: 'activeSpeaker' } },
  ]);
  const ended = new Promise((resolve) => socket.once('disconnect', resolve));
  for (let n = 0; n < 5_000; n += 1) queue.notify('peerLeft', { peerId: 'x', reason: 'left' }, n);
  expect(await ended).toBe('forced close');
  expect(await counted('parley_slow_sockets_closed_total')).toMatchObject([{ value: 1 }]);
});
