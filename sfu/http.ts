import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { type Log, messageOf } from './log.ts';
import { pageHeaders } from './protocol/page-headers.ts';
import { isTrusted, namesThisServer } from './trust.ts';

export interface HttpOptions {
  /** The built renderer, or undefined to serve no pages. */
  rendererFolder: string | undefined;
  /** The public name under which a proxy on this machine may ask. */
  announcedIp: string | undefined;
  health(): { healthy: boolean; body: object };
  stats(): object;
  metrics(): Promise<{ type: string; text: string }>;
  /** Answers what is under `/files/`. */
  files(request: IncomingMessage, response: ServerResponse): Promise<void>;
  log: Log;
}

const securityHeaders = {
  // The page talks to nobody but this server.
  ...pageHeaders(["'self'"]),
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(self), display-capture=(self), geolocation=()',
};

/** Answers everything on the port that is not signalling. */
export function createHttpHandler(options: HttpOptions): RequestListener {
  const pages =
    options.rendererFolder === undefined ? undefined : servePages(options.rendererFolder);
  return (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    route(request, response, options, pages).catch((error) => {
      options.log.error('request failed', { reason: messageOf(error) });
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'INTERNAL', 'The server failed.');
    });
  };
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { announcedIp, health, stats, metrics, files }: HttpOptions,
  pages: ReturnType<typeof servePages> | undefined,
): Promise<void> {
  if (!isTrusted(request.socket)) return toHttps(request, response);
  if (!namesThisServer(request, announcedIp)) {
    return refuse(response, 421, 'MISDIRECTED', 'This server does not go by that name.');
  }
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path.startsWith('/files/')) return files(request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'METHOD_NOT_ALLOWED', 'Only GET and HEAD are answered here.');
  }
  if (path === '/health') {
    const { healthy, body } = health();
    return json(response, healthy ? 200 : 503, body);
  }
  if (path === '/stats') return json(response, 200, stats());
  if (path === '/metrics') {
    const { type, text } = await metrics();
    response.setHeader('Content-Type', type);
    response.setHeader('Cache-Control', 'no-store');
    response.end(text);
    return;
  }
  if (pages) return pages(request, response);
  return notFound(response);
}

function servePages(folder: string) {
  const files = sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      // Names under /assets carry a hash of their content; everything else is asked for each time.
      const forever = path.startsWith('/assets/');
      response.setHeader(
        'Cache-Control',
        forever ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return (request: IncomingMessage, response: ServerResponse): void => {
    // A room's page is the one page; which room stands in the address.
    if (/^\/r\/[^/]*\/?(\?|$)/.test(request.url ?? '')) request.url = '/';
    files(request, response, () => notFound(response));
  };
}

function toHttps(request: IncomingMessage, response: ServerResponse): void {
  const host = request.headers.host;
  if (!host || !/^[\w.:[\]-]+$/.test(host) || !request.url?.startsWith('/')) {
    refuse(response, 400, 'HTTPS_REQUIRED', 'Use https:// for this address.');
    return;
  }
  response.writeHead(308, { Location: `https://${host}${request.url}` });
  response.end();
}

function notFound(response: ServerResponse): void {
  refuse(response, 404, 'NOT_FOUND', 'There is nothing at this address.');
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  json(response, status, { error: { code, message } });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
