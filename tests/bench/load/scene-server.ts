/** What a scene asks of a server under load, over the IPC channel of its process. */
import { readFile } from 'node:fs/promises';
import type { Media } from './media.ts';

/** Where people are, and how media comes in and goes out; without sockets and browsers. */
export interface SceneServer {
  pids(): number[];
  /** Somebody in a room sends a medium; answers the UDP port on loopback that takes it. */
  publish(order: PublishOrder): Promise<number>;
  /** Somebody in a room receives all that the others send, at a UDP port on loopback. */
  watch(order: WatchOrder): Promise<void>;
  /** How many workers the rooms are on. */
  spread(): number;
}

export interface PublishOrder {
  room: string;
  person: string;
  media: Media;
  ssrcs: number[];
}

export interface WatchOrder {
  room: string;
  person: string;
  port: number;
  /** Whose layered camera is watched in the better layer; all others are in the lowest. */
  stage?: string;
}

export type SceneRequest =
  | { op: 'pids' }
  | ({ op: 'publish' } & PublishOrder)
  | ({ op: 'watch' } & WatchOrder)
  | { op: 'spread' }
  | { op: 'rss' };

const pageBytes = 4096;

/** Serves a scene until the channel closes. */
export function serveScene(server: SceneServer): void {
  const carryOut = async (request: SceneRequest): Promise<unknown> => {
    switch (request.op) {
      case 'pids':
        return [process.pid, ...server.pids()];
      case 'publish':
        return server.publish(request);
      case 'watch':
        return server.watch(request);
      case 'spread':
        return server.spread();
      case 'rss':
        return residentBytes([process.pid, ...server.pids()]);
    }
  };
  process.on('message', ({ id, ...request }: SceneRequest & { id: number }) => {
    carryOut(request).then(
      (result) => process.send?.({ id, result }),
      (error) => process.send?.({ id, error: String(error) }),
    );
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.('ready');
}

/** Of each process, this one first, after a collection. */
function residentBytes(pids: number[]): Promise<number[]> {
  globalThis.gc?.();
  const each = pids.map(async (pid) => {
    const statm = await readFile(`/proc/${pid}/statm`, 'utf8');
    return Number(statm.split(' ')[1]) * pageBytes;
  });
  return Promise.all(each);
}
