import type { Rooms } from './rooms.ts';
import type { WorkerPool } from './workers.ts';

/** What `GET /stats` answers: counts only, so that it tells nothing about anybody. */
export interface Stats {
  rooms: number;
  peers: number;
  connections: number;
  transports: number;
  producers: number;
  consumers: number;
  workerDeaths: number;
  workers: { pid: number; port: number; rooms: number; peers: number }[];
}

export function readStats(rooms: Rooms, workers: WorkerPool, connections: number): Stats {
  const peers = rooms.open.flatMap((room) => [...room.peers.values()]);
  const sum = (count: (peer: (typeof peers)[number]) => number) =>
    peers.reduce((total, peer) => total + count(peer), 0);
  return {
    rooms: rooms.open.length,
    peers: peers.length,
    connections,
    transports: sum(({ transports }) => transports.size),
    producers: sum(({ producers }) => producers.size),
    consumers: sum(({ consumers }) => consumers.size),
    workerDeaths: workers.deaths,
    workers: workers.alive.map(({ worker, port, rooms: held, peers: people }) => ({
      pid: worker.pid,
      port: port.port,
      rooms: held,
      peers: people,
    })),
  };
}

/** What `GET /health` answers: unhealthy while no worker lives. */
export function readHealth({ workers, rooms, peers }: Stats): { healthy: boolean; body: object } {
  const healthy = workers.length > 0;
  const counts = { workers: workers.length, activeRooms: rooms, totalParticipants: peers };
  return healthy
    ? { healthy, body: { status: 'ok', ...counts } }
    : { healthy, body: { status: 'unavailable', reason: 'No media worker is alive.', ...counts } };
}
