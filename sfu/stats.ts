import type { Verdict } from './health.ts';
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

/** What `GET /health` answers. */
export function readHealth(
  { workers, rooms, peers }: Stats,
  verdict: Verdict,
): { healthy: boolean; body: object } {
  const counts = { workers: workers.length, activeRooms: rooms, totalParticipants: peers };
  if (verdict.ready) return { healthy: true, body: { status: 'ok', ...counts } };
  const { overloaded, reason } = verdict;
  const status = overloaded ? 'overloaded' : 'unavailable';
  return { healthy: false, body: { status, reason, ...counts } };
}
