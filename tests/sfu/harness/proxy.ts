import { connect, createServer, type Socket } from 'node:net';

export interface Proxy {
  url: string;
  /**
   * From now on nothing goes through any more, or no answers do, and nobody is told: as if a cable
   * were pulled, or as if the client had stopped to read.
   */
  cut(what?: 'everything' | 'answers'): void;
  /** Ends everything that goes through, and lets nothing new through until told otherwise. */
  breakOff(): void;
  letThrough(): void;
  close(): Promise<void>;
}

/** A path to a server on loopback that can be cut without a word to either end. */
export async function startProxy(port: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const answering = new Set<Socket>();
  let broken = false;
  const server = createServer((near) => {
    if (broken) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    answering.add(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => from.destroy());
      from.once('close', () => sockets.delete(from));
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const ownPort = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${ownPort}/`,
    cut(what = 'everything') {
      for (const socket of what === 'everything' ? sockets : answering) socket.unpipe().pause();
    },
    breakOff() {
      broken = true;
      for (const socket of sockets) socket.destroy();
    },
    letThrough() {
      broken = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
