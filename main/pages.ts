/** The page's own address, `app://parley/`, and what it is served with. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Protocol } from 'electron';
import { pageHeaders } from '../sfu/protocol/page-headers.ts';

const scheme = 'app';
export const pageOrigin = `${scheme}://parley`;

/** Of the page; the development server has another, which an installed app knows nothing of. */
export function pageAddress(packaged: boolean, { PARLEY_RENDERER_URL }: NodeJS.ProcessEnv): string {
  return (!packaged && PARLEY_RENDERER_URL) || `${pageOrigin}/`;
}

/**
 * It talks to servers that encrypt, or to this computer: a guest's page knows its server before it
 * begins, this one learns it from an invite.
 */
const headers = pageHeaders([
  "'self'",
  ...['https:', 'wss:'],
  ...['http://127.0.0.1:*', 'ws://127.0.0.1:*', 'http://localhost:*', 'ws://localhost:*'],
]);

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Makes the scheme one of a secure origin with storage. Once, before the app is ready. */
export function registerPages(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built pages under `app://parley/`. */
export function servePages(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(scheme, (request) => answerPage(request, folder));
}

export async function answerPage(
  { method, url }: Pick<Request, 'method' | 'url'>,
  folder: string,
): Promise<Response> {
  const file = method === 'GET' && originOf(url) === pageOrigin ? fileFor(url) : undefined;
  const type = file && types[extname(file)];
  if (file === undefined || type === undefined) return nothing();
  try {
    const body = await readFile(join(folder, file));
    return new Response(new Uint8Array(body), { headers: { ...headers, 'Content-Type': type } });
  } catch {
    return nothing();
  }
}

/** A room's page is the one page; which room stands in the address. */
function fileFor(url: string): string | undefined {
  const path = decoded(new URL(url).pathname);
  if (path === undefined || path.includes('\0')) return undefined;
  if (path === '/' || /^\/r\/[^/]*\/?$/.test(path)) return 'index.html';
  const file = normalize(path.replace(/^\/+/, ''));
  return file.split(sep).includes('..') ? undefined : file;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

const nothing = () => new Response('There is nothing at this address.', { status: 404, headers });

/** `URL.origin` is `null` for schemes that are not the web's, so it is put together here. */
export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
