/** What really lives in the worker processes, asked of them and not of our own bookkeeping. */
import { observer } from 'mediasoup';
import type { Consumer, Router, WebRtcServer, WebRtcTransport, Worker } from 'mediasoup/types';
import { until } from './until.ts';

interface Watched {
  worker: Worker;
  servers: Set<WebRtcServer>;
  routers: Set<Router>;
  transports: Set<WebRtcTransport>;
  consumers: Set<Consumer>;
}

const watched = new Map<number, Watched>();

observer.on('newworker', (worker) => {
  const servers = new Set<WebRtcServer>();
  const routers = new Set<Router>();
  const transports = new Set<WebRtcTransport>();
  const consumers = new Set<Consumer>();
  watched.set(worker.pid, { worker, servers, routers, transports, consumers });
  worker.observer.on('newwebrtcserver', (server) => {
    servers.add(server);
    server.observer.on('webrtctransporthandled', (transport) => {
      transports.add(transport);
      transport.observer.on('newconsumer', (consumer) => {
        consumers.add(consumer);
        consumer.observer.once('close', () => consumers.delete(consumer));
      });
    });
    server.observer.on('webrtctransportunhandled', (transport) => transports.delete(transport));
  });
  worker.observer.on('newrouter', (router) => {
    routers.add(router);
    router.observer.once('close', () => routers.delete(router));
  });
});

export interface Media {
  routers: number;
  transports: number;
  producers: number;
  consumers: number;
  /** Everything in the worker that takes requests: those above, observers and its own server. */
  handlers: number;
}

export const noMedia = { routers: 0, transports: 0, producers: 0, consumers: 0 };

export function workerOf(pid: number): Watched {
  const found = watched.get(pid);
  if (!found) throw new Error(`no worker has the process id ${pid}`);
  return found;
}

/** What the worker says that it holds. */
export async function mediaOf(pid: number): Promise<Media> {
  const { worker, servers, routers } = workerOf(pid);
  const dump = await worker.dump();
  const serverDumps = await Promise.all([...servers].map((server) => server.dump()));
  const routerDumps = await Promise.all([...routers].map((router) => router.dump()));
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    routers: dump.routerIds.length,
    transports: sum(serverDumps.map(({ webRtcTransportIds }) => webRtcTransportIds.length)),
    producers: sum(routerDumps.map((each) => each.mapProducerIdConsumerIds.length)),
    consumers: sum(routerDumps.map((each) => each.mapConsumerIdProducerId.length)),
    handlers: dump.channelMessageHandlers.channelRequestHandlers.length,
  };
}

/** Whether each consumer in the worker is paused, by id. */
export async function pausedIn(pid: number): Promise<Record<string, boolean>> {
  const entries = [...workerOf(pid).consumers].map(async (consumer) => {
    // One that is gone in the worker already is told of to this process in a moment.
    const dump = await consumer.dump().catch(() => undefined);
    return dump ? ([[dump.id, dump.paused]] as const) : [];
  });
  return Object.fromEntries((await Promise.all(entries)).flat());
}

/** Waits until the workers hold nothing but their own servers. */
export async function untilNoMedia(pids: number[]): Promise<void> {
  for (const pid of pids) {
    await until(`worker ${pid} holds nothing`, async () => {
      // The worker's own server is the one handler that stays.
      const { handlers, ...counts } = await mediaOf(pid);
      return handlers === 1 && Object.values(counts).every((count) => count === 0);
    }).catch(async (error) => {
      throw new Error(`${error.message}, but ${JSON.stringify(await mediaOf(pid))}`);
    });
  }
}
