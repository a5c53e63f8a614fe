import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificate.ts';

export interface ListenOptions {
  /** 0 takes any free one. */
  port: number;
  portTaken: 'fail' | 'next';
  host: string;
  certificate: Certificate;
  handle: RequestListener;
}

export interface Listener {
  /** Requests and upgrades of both kinds; whether one is encrypted stands in its socket. */
  readonly server: Server;
  readonly port: number;
  /** Stops listening and ends all connections, politely first. */
  close(): Promise<void>;
}

/** First byte of a TLS connection: a handshake record (RFC 8446 section 5.1). */
const tlsHandshake = 0x16;
const firstByteTimeoutMs = 10_000;
const politeMs = 300;
const portsToTry = 20;

/**
 * One port that speaks both HTTPS and HTTP: the first byte of a connection tells which. So a host
 * has one address for everybody, and adapters may come and go. Who may speak plainly is decided a
 * request at a time, see http.ts.
 * @throws Error with a sentence for a person when the port or address cannot be had
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const server = createServer(options.handle);
  const sockets = sniff(server, options.certificate);
  const port = await bind(server, options);
  return {
    server,
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, politeMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function sniff(server: Server, { cert, key }: Certificate): Set<Socket> {
  const speakHttp = server.listeners('connection') as ((socket: Socket) => void)[];
  const serve = (socket: Socket) => {
    for (const listener of speakHttp) listener.call(server, socket);
  };
  const tls = createTlsServer({ cert, key, ALPNProtocols: ['http/1.1'] }, serve);
  const sockets = new Set<Socket>();
  server.removeAllListeners('connection');
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Ends the silence of a peer that vanishes before it has said what it speaks.
    socket.on('error', () => socket.destroy());
    socket.setTimeout(firstByteTimeoutMs, () => socket.destroy());
    socket.once('data', (chunk) => {
      socket.pause();
      socket.removeAllListeners('timeout');
      socket.setTimeout(0);
      socket.unshift(chunk);
      if (chunk[0] === tlsHandshake) {
        // TLS reads on from the handle itself, and what was unshifted on the next tick.
        tls.emit('connection', socket);
      } else {
        serve(socket);
        socket.resume();
      }
    });
  });
  return sockets;
}

async function bind(server: Server, { port, portTaken, host }: ListenOptions): Promise<number> {
  const more = portTaken === 'next' && port !== 0 ? portsToTry : 0;
  const candidates = [
    ...Array.from({ length: more + 1 }, (_, n) => port + n),
    ...(more ? [0] : []),
  ];
  let taken: unknown;
  for (const candidate of candidates.filter((each) => each <= 65_535)) {
    try {
      return await bindOnce(server, candidate, host);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw explain(error, port, host);
      taken = error;
    }
  }
  throw explain(taken, port, host);
}

function bindOnce(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function explain(error: unknown, port: number, host: string): Error {
  const code = (error as NodeJS.ErrnoException).code;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Choose another with PORT.`,
    EACCES: `Port ${port} needs more rights than this program has. Choose one above 1023 with PORT.`,
    EADDRNOTAVAIL: `LISTEN_IP ${host} is not an address of this machine.`,
    EAFNOSUPPORT: `LISTEN_IP ${host} is of a kind that this machine has switched off.`,
  };
  return new Error(sentences[code ?? ''] ?? `Cannot listen on ${host} port ${port}: ${code}.`);
}
