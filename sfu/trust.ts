import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { plainAddress } from './addresses.ts';
import { isLoopback } from './protocol/invite.ts';

/** Whether a connection may go on: encrypted, or from this machine itself. */
export function isTrusted(socket: Socket): boolean {
  return 'encrypted' in socket || isLoopback(plainAddress(socket.localAddress));
}

/** Whether whoever sits at the other end is on this very machine. */
export function isLocal(socket: Socket): boolean {
  return isLoopback(plainAddress(socket.remoteAddress));
}

/**
 * Whether a plain request names this machine, or the announced name that a proxy beside us serves.
 * A page of another name that was made to point at loopback (DNS rebinding) names itself here;
 * over TLS its certificate would have failed before.
 */
export function namesThisServer(
  { headers, socket }: IncomingMessage,
  announced: string | undefined,
): boolean {
  if ('encrypted' in socket) return true;
  const url = `http://${headers.host}`;
  if (headers.host === undefined || !URL.canParse(url)) return false;
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  return isLoopback(host) || host === announced;
}

/** The page of the desktop app, which is served by no server. */
export const appOrigin = 'app://parley';

/**
 * Whether the page that asks was served by this server: browsers let any page open a WebSocket to
 * anywhere and name the page in Origin (RFC 6455 section 10.2). Programs send none.
 */
export function isOwnPage({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined || origin === appOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
