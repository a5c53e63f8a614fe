/**
 * Parley under load: its own pool, rooms, peers, placement, observers and samples, as `startSfu`
 * puts them together. Only the peers' transports are plain RTP instead of ICE, DTLS and SRTP.
 */
import type { PlainTransport } from 'mediasoup/types';
import { takeCensus } from '../../../sfu/census.ts';
import { Chats } from '../../../sfu/chats.ts';
import { consume } from '../../../sfu/consume.ts';
import { Files } from '../../../sfu/files.ts';
import { LoadMeter } from '../../../sfu/load-meter.ts';
import { createLog } from '../../../sfu/log.ts';
import { MediaSamples } from '../../../sfu/media-samples.ts';
import { Metrics } from '../../../sfu/metrics.ts';
import type { Peer } from '../../../sfu/peer.ts';
import { produce } from '../../../sfu/produce.ts';
import { Rooms } from '../../../sfu/rooms.ts';
import { readConfig } from '../../../sfu/sfu.ts';
import { WorkerPool } from '../../../sfu/workers.ts';
import { rtpParametersOf, withoutFeedback } from './media.ts';
import { serveScene } from './scene-server.ts';

const listenInfo = { protocol: 'udp', ip: '127.0.0.1' } as const;
const options = { ...readConfig([], process.env), workers: Number(process.argv[2] ?? 1) };
const log = createLog('error');
const workers = await WorkerPool.start({
  ...options,
  count: options.workers,
  addresses: ['127.0.0.1'],
  log,
});
const load = new LoadMeter(workers);
const metrics = new Metrics();
const files = await Files.open({ ...options, log });
const chats = await Chats.open({ ...options, chatKept: 0, files, log });
// Nobody is refused here: where quality ends is what is measured.
const noLimits = { maxRooms: 100_000, maxPeersPerRoom: 100_000, admit: () => {} };
const { recovery } = metrics;
const more = { ...noLimits, chats, recovery, transportOptions: options, log };
const rooms = new Rooms(workers, { ...options, ...more });
const media = new MediaSamples(rooms, metrics);
metrics.show({
  census: () => takeCensus(rooms),
  connections: () => 0,
  ready: () => true,
  workers,
  load,
  media,
});
const people = new Map<string, Promise<Peer>>();

function peerOf(roomId: string, person: string): Promise<Peer> {
  const key = `${roomId} ${person}`;
  const known = people.get(key);
  if (known) return known;
  const joining = rooms.obtain(roomId, roomId).then((room) => {
    const shared = rooms.capabilities.share(withoutFeedback(room.routers.rtpCapabilities));
    const socket = { notify: () => {}, local: true, released: () => {} };
    const who = { displayName: person, rtpCapabilities: shared, socket, session: undefined };
    const peer = room.join(who);
    peer.outbox.open();
    return peer;
  });
  people.set(key, joining);
  return joining;
}

function plain(peer: Peer, comedia: boolean): Promise<PlainTransport> {
  return peer.home.router.createPlainTransport({ listenInfo, comedia });
}

serveScene({
  pids: () => workers.alive.map(({ worker }) => worker.pid),
  spread: () => Math.max(...rooms.open.map(({ routers }) => routers.open.length)),
  async publish({ room, person, media: medium, ssrcs }) {
    const peer = await peerOf(room, person);
    const transport = await plain(peer, true);
    const kind = medium === 'microphone' ? 'audio' : 'video';
    const rtpParameters = rtpParametersOf(medium, ssrcs);
    await produce(peer, { transport }, { transportId: transport.id, kind, rtpParameters });
    return transport.tuple.localPort;
  },
  async watch({ room, person, port, stage }) {
    const peer = await peerOf(room, person);
    const transport = await plain(peer, false);
    await transport.connect({ ip: '127.0.0.1', port });
    const { rtpCapabilities } = peer;
    if (!rtpCapabilities) throw new Error('no capabilities');
    for (const sender of peer.room.othersOf(peer)) {
      for (const produced of sender.producers.values()) {
        const owned = { transport };
        const { id } = await consume({ peer, owned, sender, produced, rtpCapabilities });
        const consumer = peer.consumers.get(id);
        if (consumer?.type === 'simulcast') {
          const better = sender === (stage && (await peerOf(room, stage)));
          await consumer.setPreferredLayers({ spatialLayer: better ? 1 : 0 });
        }
        await consumer?.resume();
      }
    }
  },
});
