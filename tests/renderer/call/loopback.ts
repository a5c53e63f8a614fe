/** A real socket.io server on a free port of 127.0.0.1, for as long as one test runs. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { onTestFinished } from 'vitest';

export interface Loopback {
  io: Server;
  origin: string;
  close(): Promise<void>;
}

export async function startLoopback(port = 0): Promise<Loopback> {
  const http = createServer();
  const io = new Server(http, { serveClient: false, transports: ['websocket'] });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const { port: bound } = http.address() as AddressInfo;
  const close = async () => {
    await io.close();
  };
  onTestFinished(close);
  return { io, origin: `http://127.0.0.1:${bound}`, close };
}
