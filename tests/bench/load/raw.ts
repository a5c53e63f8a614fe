/** The floor under load: mediasoup alone, a router a worker, every producer piped to the other one. */
import { createWorker } from 'mediasoup';
import type { Producer, Router, Worker } from 'mediasoup/types';
import { mediaCodecs } from '../../../sfu/codecs.ts';
import { rtpParametersOf, withoutFeedback } from './media.ts';
import { serveScene } from './scene-server.ts';

interface Room {
  routers: Router[];
  producers: { person: string; producer: Producer }[];
}

const listenInfo = { protocol: 'udp', ip: '127.0.0.1' } as const;
const count = Number(process.argv[2] ?? 1);
const workerBin = process.env.MEDIASOUP_WORKER_BIN;
const options = { logLevel: 'error', ...(workerBin ? { workerBin } : {}) } as const;
const workers: Worker[] = [];
while (workers.length < count) workers.push(await createWorker(options));
// Large rooms are on every worker, small ones on one: what whoever builds this by hand would do.
const whole = process.argv[3] === 'spread';
const rooms = new Map<string, Promise<Room>>();
let placed = 0;

function roomOf(name: string): Promise<Room> {
  const known = rooms.get(name);
  if (known) return known;
  const homes = whole ? workers : [workers[rooms.size % count]].flatMap((home) => home ?? []);
  const making = Promise.all(homes.map((home) => home.createRouter({ mediaCodecs }))).then(
    (routers) => ({ routers, producers: [] }),
  );
  rooms.set(name, making);
  return making;
}

serveScene({
  pids: () => workers.map(({ pid }) => pid),
  spread: () => (whole ? count : 1),
  async publish({ room, person, media, ssrcs }) {
    const { routers, producers } = await roomOf(room);
    const [home, ...others] = routers;
    if (!home) throw new Error('no router');
    const transport = await home.createPlainTransport({ listenInfo, comedia: true });
    const kind = media === 'microphone' ? 'audio' : 'video';
    const producer = await transport.produce({
      kind,
      rtpParameters: rtpParametersOf(media, ssrcs),
    });
    for (const router of others) {
      await home.pipeToRouter({ producerId: producer.id, router, enableSctp: false });
    }
    producers.push({ person, producer });
    return transport.tuple.localPort;
  },
  async watch({ room, person, port, stage }) {
    const { routers, producers } = await roomOf(room);
    const router = routers[placed % routers.length];
    placed += 1;
    if (!router) throw new Error('no router');
    const transport = await router.createPlainTransport({ listenInfo });
    await transport.connect({ ip: '127.0.0.1', port });
    const rtpCapabilities = withoutFeedback(router.rtpCapabilities);
    const others = producers.filter((each) => each.person !== person);
    for (const { person: sender, producer } of others) {
      const producerId = producer.id;
      const consumer = await transport.consume({ producerId, rtpCapabilities, paused: true });
      if (consumer.type === 'simulcast') {
        await consumer.setPreferredLayers({ spatialLayer: sender === stage ? 1 : 0 });
      }
      await consumer.resume();
    }
  },
});
