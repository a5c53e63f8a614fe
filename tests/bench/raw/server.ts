/**
 * The floor: mediasoup with the least signalling that works. Rooms, one worker, no checks, no
 * clean-up beyond the socket's own. Run as a process of its own, as `parley serve` is.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createWorker } from 'mediasoup';
import type {
  Consumer,
  DtlsParameters,
  MediaKind,
  Router,
  RtpCapabilities,
  RtpParameters,
  WebRtcTransport,
} from 'mediasoup/types';
import { Server } from 'socket.io';
import { mediaCodecs } from '../../../sfu/codecs.ts';

const pages = process.argv[2] ?? '.';
const types: Record<string, string> = { html: 'text/html', js: 'text/javascript' };

const workerBin = process.env.MEDIASOUP_WORKER_BIN;
const worker = await createWorker({ logLevel: 'error', ...(workerBin ? { workerBin } : {}) });
const webRtcServer = await worker.createWebRtcServer({
  listenInfos: (['udp', 'tcp'] as const).map((protocol) => ({ protocol, ip: '127.0.0.1' })),
});
interface Room {
  router: Router;
  producers: Set<string>;
}
const rooms = new Map<string, Promise<Room>>();

function roomOf(name: string): Promise<Room> {
  const known = rooms.get(name);
  if (known) return known;
  const making = worker
    .createRouter({ mediaCodecs })
    .then((router) => ({ router, producers: new Set<string>() }));
  rooms.set(name, making);
  return making;
}

const http = createServer(async (request, response) => {
  const file = request.url === '/' ? '/index.html' : (request.url ?? '/');
  try {
    const content = await readFile(join(pages, file));
    response.writeHead(200, {
      'Content-Type': types[file.split('.').at(-1) ?? ''] ?? 'text/plain',
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
});

new Server(http, { transports: ['websocket'], serveClient: false }).on('connection', (socket) => {
  const transports = new Map<string, WebRtcTransport>();
  const consumers = new Map<string, Consumer>();
  const transport = async ({ router }: Room) => {
    const made = await router.createWebRtcTransport({
      webRtcServer,
      initialAvailableOutgoingBitrate: 1_000_000,
    });
    transports.set(made.id, made);
    const { id, iceParameters, iceCandidates, dtlsParameters } = made;
    return { id, iceParameters, iceCandidates, dtlsParameters };
  };
  const consume = async (on: string, producerId: string, rtpCapabilities: RtpCapabilities) => {
    const made = await transports.get(on)?.consume({ producerId, rtpCapabilities, paused: true });
    if (!made) throw new Error('no transport');
    consumers.set(made.id, made);
    return { id: made.id, producerId, kind: made.kind, rtpParameters: made.rtpParameters };
  };
  let room: Room | undefined;
  socket.on('capabilities', async (name: string, reply) => {
    room = await roomOf(name);
    reply(room.router.rtpCapabilities);
  });
  socket.on('join', async (rtpCapabilities: RtpCapabilities, reply) => {
    if (!room) return;
    const [send, recv] = await Promise.all([transport(room), transport(room)]);
    const others = [...room.producers].map((id) => consume(recv.id, id, rtpCapabilities));
    reply({ send, recv, consumers: await Promise.all(others) });
  });
  // All of a join in one request, for the storm.
  socket.on('enter', async (name: string, reply) => {
    room = await roomOf(name);
    reply(await Promise.all([transport(room), transport(room)]));
  });
  socket.on('connectTransport', async (id: string, dtlsParameters: DtlsParameters, reply) => {
    await transports.get(id)?.connect({ dtlsParameters });
    reply();
  });
  socket.on('produce', async (id: string, kind: MediaKind, rtpParameters: RtpParameters, reply) => {
    const made = await transports.get(id)?.produce({ kind, rtpParameters });
    if (!made || !room) return;
    const { producers } = room;
    producers.add(made.id);
    made.observer.once('close', () => producers.delete(made.id));
    reply(made.id);
  });
  socket.on('resume', async (ids: string[], reply) => {
    await Promise.all(ids.map((id) => consumers.get(id)?.resume()));
    reply();
  });
  socket.on('disconnect', () => {
    for (const each of transports.values()) each.close();
  });
});

http.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  process.send?.({ type: 'ready', url, workers: [worker.pid] });
});
process.once('disconnect', () => process.exit(0));
