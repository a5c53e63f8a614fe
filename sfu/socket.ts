import { EventEmitter } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server, type Socket } from 'socket.io';
import { Connection } from './connection.ts';
import { dispatch } from './dispatch.ts';
import type { Handlers } from './handlers.ts';
import type { Log } from './log.ts';
import { type ErrorCode, SignallingError } from './protocol/errors.ts';
import { limits, protocolVersion } from './protocol/model.ts';
import type { Answer, Reply, RequestName } from './protocol/signalling.ts';
import { SocketQueue } from './queue.ts';
import type { RecoveryMetrics } from './recovery-metrics.ts';
import { isLocal, isOwnPage, isTrusted, namesThisServer } from './trust.ts';

export interface SignallingOptions {
  server: HttpServer;
  handlers: Handlers;
  /** The public name under which a proxy on this machine may ask. */
  announcedIp: string | undefined;
  onRefused(code: ErrorCode): void;
  /** A request was carried out; it took so long. */
  onDone(request: string, seconds: number): void;
  recovery: RecoveryMetrics;
  log: Log;
}

export interface Signalling {
  readonly connections: number;
  /** Refuses newcomers, ends every socket and resolves when they are gone. */
  close(): Promise<void>;
}

// A peer that vanishes without a word is gone after both have passed.
const pingIntervalMs = 10_000;
const pingTimeoutMs = 10_000;
const lastWordsMs = 500;
// What browsers close a WebSocket with when their page goes away (RFC 6455 section 7.4.1).
const goingAway = 1001;

type Acknowledge = (answer: Answer<Reply<RequestName>>) => void;

/** Speaks the signalling protocol to every socket on the server. */
export function startSignalling({
  server,
  handlers,
  announcedIp,
  onRefused,
  onDone,
  recovery,
  log,
}: SignallingOptions): Signalling {
  const io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: limits.frameBytes,
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, decide) =>
      decide(
        null,
        isTrusted(request.socket) && namesThisServer(request, announcedIp) && isOwnPage(request),
      ),
  });
  io.use((socket, next) => {
    const refusal = refuseHandshake(socket);
    if (refusal) onRefused(refusal.code);
    next(refusal && Object.assign(new Error(refusal.message), { data: refusal.toWire() }));
  });
  io.on('connection', (socket) => {
    const queue = new SocketQueue(socket, recovery, () => connection.pinging());
    const connection = new Connection({
      notify: queue.notify,
      disconnect: () => socket.disconnect(true),
      local: isLocal(socket.request.socket),
    });
    socket.conn.on('heartbeat', () => connection.ponged());
    let left = false;
    onWebSocketClose(socket, (code) => {
      left = code === goingAway;
    });
    socket.on('disconnect', (reason) =>
      connection.close(left || reason === 'client namespace disconnect' ? 'left' : 'disconnected'),
    );
    socket.onAny(async (event: string | number, ...args: unknown[]) => {
      // Socket.IO lets an event be named by a number too.
      const name = String(event);
      connection.asked();
      const acknowledge = args.at(-1);
      if (typeof acknowledge !== 'function') return refuseSilent(connection, name);
      const payload = args.length > 1 ? args[0] : undefined;
      const begun = performance.now();
      const answer = await dispatch(connection, handlers, name, payload, log);
      if (answer.ok) onDone(name, (performance.now() - begun) / 1000);
      else onRefused(answer.error.code);
      (acknowledge as Acknowledge)(answer);
      // Not before: other requests may have been answered while the join was under way.
      if (answer.ok && (name === 'joinRoom' || name === 'resumeSession')) connection.goLive();
    });
  });
  return {
    get connections() {
      return io.of('/').sockets.size;
    },
    close: async () => {
      // What was last said is still on its way: the sockets end behind it, stuck ones are cut off.
      io.disconnectSockets(true);
      const deadline = Date.now() + lastWordsMs;
      while (io.engine.clientsCount > 0 && Date.now() < deadline) await sleep(10);
      io.engine.close();
    },
  };
}

function refuseHandshake({ handshake }: Socket): SignallingError | undefined {
  const { protocol } = handshake.auth;
  if (protocol === undefined || protocol === protocolVersion) return undefined;
  return new SignallingError(
    'VERSION_MISMATCH',
    `This server speaks version ${protocolVersion} of the protocol. Update the older of the two.`,
  );
}

/** Tells the code with which a WebSocket closes before anybody else hears that it does. */
function onWebSocketClose({ request }: Socket, listener: (code: number) => void): void {
  const socket: unknown = Reflect.get(request, 'websocket');
  if (socket instanceof EventEmitter) socket.prependOnceListener('close', listener);
}

function refuseSilent(connection: Connection, request: string): void {
  // Without an acknowledgement there is no way to tell the outcome, so nothing is carried out.
  if (!connection.rate.take()) return;
  connection.notify('requestRefused', {
    request: request.slice(0, 64),
    error: { code: 'BAD_REQUEST', message: 'A request needs an acknowledgement to answer.' },
  });
}
