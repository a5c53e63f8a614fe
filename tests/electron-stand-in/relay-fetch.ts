/** Carries what the page fetches from other servers, as the relay carries its WebSockets. */
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { originOf, toApp } from './addresses.ts';

const allowed = 'access-control-allow-origin';

/** @param open a connection to the target whose certificate the app has been asked about */
export async function carryFetch(
  asked: IncomingMessage,
  answer: ServerResponse,
  open: (target: URL) => Promise<Socket>,
): Promise<void> {
  const target = new URL(new URL(asked.url ?? '/', 'http://relay').searchParams.get('to') ?? '');
  const socket = await open(target);
  const page = asked.headers.origin ?? '';
  const headers = { ...asked.headers, host: target.host, origin: originOf(toApp(page)) };
  const sent = request({
    createConnection: () => socket,
    method: asked.method,
    path: target.pathname + target.search,
    headers,
  });
  answer.on('close', () => sent.destroy());
  sent.on('error', () => answer.destroy());
  sent.on('response', (response) => {
    const back = { ...response.headers };
    // Only where the server lets the app in, Chromium is to let its page in.
    if (back[allowed] === headers.origin) back[allowed] = page;
    answer.writeHead(response.statusCode ?? 502, back);
    pipeline(response, answer).catch(() => answer.destroy());
  });
  await pipeline(asked, sent);
}
