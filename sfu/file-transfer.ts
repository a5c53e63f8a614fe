import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Files, Grant } from './files.ts';
import { type Log, messageOf } from './log.ts';
import { type StoredFile, TooManyBytes } from './stored-file.ts';
import { appOrigin, isOwnPage } from './trust.ts';

/** How long a transfer may stand still, in ms. */
const stillMs = 30_000;

/** What is sent and fetched under `/files/`: bytes in, the same bytes out, and nothing of it shown. */
export function createFileTransfer(files: Files, log: Log) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('Cache-Control', 'no-store');
    if (!isOwnPage(request)) return refuse(response, 403, 'FORBIDDEN', 'Not for other pages.');
    if (request.headers.origin === appOrigin) allowApp(response);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const grant = grantOf(request, files);
    const kind = { PUT: 'send', GET: 'fetch' }[request.method ?? ''];
    if (!grant || grant.kind !== kind || grant.file.state === 'gone') {
      return refuse(response, 404, 'NOT_FOUND', 'There is nothing at this address for you.');
    }
    // A newer token, a peer that leaves or the end of the file breaks it off.
    const { socket } = request;
    const stop = () => socket.destroy();
    grant.stop = stop;
    socket.setTimeout(stillMs).on('timeout', stop);
    try {
      await (kind === 'send'
        ? take(request, response, grant)
        : give(request, response, grant.file));
    } catch (error) {
      log.debug('transfer broke off', { reason: messageOf(error) });
      response.destroy();
    } finally {
      grant.stop = undefined;
      socket.setTimeout(0).off('timeout', stop);
    }
  };
}

/** The app's page has an origin of its own; every other page was served from here. */
function allowApp(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', appOrigin);
  response.setHeader('Access-Control-Allow-Methods', 'GET, PUT');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, Range');
  response.setHeader('Access-Control-Max-Age', '600');
  response.setHeader('Vary', 'Origin');
}

function grantOf({ url = '', headers }: IncomingMessage, files: Files): Grant | undefined {
  const [, fileId = ''] = /^\/files\/([\w-]{1,64})(?:\?|$)/.exec(url) ?? [];
  const [, token = ''] = /^Bearer ([\w-]{1,64})$/.exec(headers.authorization ?? '') ?? [];
  return files.find(fileId, token);
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  { file }: Grant,
): Promise<void> {
  const offset = new URL(request.url ?? '', 'http://server').searchParams.get('offset') ?? '';
  if (!/^\d{1,16}$/.test(offset) || Number(offset) !== file.received || file.busy) {
    return refuseTake(response, file, 409, 'WRONG_OFFSET', 'Go on where the server is.');
  }
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > file.size - file.received) {
    return refuseTake(response, file, 413, 'TOO_LARGE', 'This is more than was offered.');
  }
  try {
    await file.append(request);
  } catch (error) {
    if (!(error instanceof TooManyBytes)) throw error;
    return refuseTake(response, file, 413, 'TOO_LARGE', 'This is more than was offered.');
  }
  json(response, 200, { received: file.received, size: file.size });
}

async function give(
  request: IncomingMessage,
  response: ServerResponse,
  file: StoredFile,
): Promise<void> {
  const range = request.headers.range;
  const [, from] = /^bytes=(\d{1,16})-$/.exec(range ?? '') ?? [];
  const start = Number(from ?? 0);
  if (start >= file.size) {
    response.setHeader('Content-Range', `bytes */${file.size}`);
    return refuse(response, 416, 'BAD_RANGE', 'The file is not that long.');
  }
  response.writeHead(from === undefined ? 200 : 206, {
    // Whatever it is, no browser is to show or run it under this server's name.
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${percent(file.name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Length': file.size - start,
    'Accept-Ranges': 'bytes',
    ...(from !== undefined && {
      'Content-Range': `bytes ${start}-${file.size - 1}/${file.size}`,
    }),
  });
  await pipeline(await file.read(start), response);
}

/** As RFC 8187 section 3.2 has it. */
function percent(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Says how far it is; the connection ends, because the rest of the body is not wanted. */
function refuseTake(
  response: ServerResponse,
  { received, size }: StoredFile,
  status: number,
  code: string,
  message: string,
): void {
  response.setHeader('Connection', 'close');
  json(response, status, { error: { code, message }, received, size });
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.setHeader('Connection', 'close');
  json(response, status, { error: { code, message } });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
