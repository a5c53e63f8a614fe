import { mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asked, ask } from './harness/http.ts';
import { freshRoom, joinAs, produce } from './harness/person.ts';
import { startTestSfu, type TestSfu, temporaryFolder } from './harness/sfu.ts';

const page = `<!doctype html><title>Parley</title>${'<p>room</p>'.repeat(200)}`;
const script = `export const answer = 42;\n${'// filler\n'.repeat(200)}`;
const secret = 'the certificate’s key';

let parent = '';
let server: TestSfu;
const get = (path: string, asked?: Asked) => ask(server.url, path, asked);

beforeAll(async () => {
  parent = await temporaryFolder();
  const folder = join(parent, 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await mkdir(join(folder, 'empty'));
  await writeFile(join(parent, 'secret.pem'), secret);
  await writeFile(join(parent, 'renderer-secret.pem'), secret);
  await writeFile(join(folder, '.hidden'), secret);
  await writeFile(join(folder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  for (const [name, text] of [
    ['index.html', page],
    ['assets/main-abc123.js', script],
  ] as const) {
    await writeFile(join(folder, name), text);
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(text));
    await writeFile(join(folder, `${name}.gz`), gzipSync(text));
  }
  server = await startTestSfu({ rendererFolder: folder, announcedIp: 'meet.example' });
});

afterAll(async () => {
  await server.close();
  await rm(parent, { recursive: true });
});

describe('figures', () => {
  it('HT-1: /health answers that all is well, and how many are there', async () => {
    const roomId = freshRoom();
    await joinAs(server, 'Ana', roomId);
    await joinAs(server, 'Ben', roomId);
    const { status, text } = await get('/health');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      status: 'ok',
      workers: 1,
      activeRooms: 1,
      totalParticipants: 2,
    });
    server.closeClients();
  });

  it('HT-3: /stats answers rooms, peers, workers and transports', async () => {
    const { status, text } = await get('/stats');
    expect(status).toBe(200);
    const stats = JSON.parse(text);
    expect(stats).toEqual(server.sfu.stats());
    expect(stats.workers).toEqual([
      {
        pid: server.pids()[0],
        port: expect.any(Number),
        rooms: expect.any(Number),
        peers: expect.any(Number),
      },
    ]);
  });

  it('HT-4: /metrics answers in Prometheus’ text format', async () => {
    const client = await server.client();
    await client.refused('no-such-request');
    await client.refused('no-such-request');
    const { status, headers, text } = await get('/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = text.split('\n').filter((line) => line !== '');
    const sample = /^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?\d+(\.\d+)?(e[+-]?\d+)?$/;
    const described = /^# (HELP|TYPE) [a-z_]+ \S/;
    expect(lines.filter((line) => !sample.test(line) && !described.test(line))).toEqual([]);
    expect(lines).toContain('parley_requests_refused_total{code="UNKNOWN_REQUEST"} 2');
    expect(lines).toContain('parley_workers 1');
    expect(lines).toContain('parley_connections 1');
    const names = lines.filter((line) => sample.test(line)).map((line) => line.split(/[{ ]/)[0]);
    for (const name of ['rooms', 'peers', 'transports', 'producers', 'consumers']) {
      expect(names).toContain(`parley_${name}`);
    }
    client.close();
  });

  it('HT-5: are not cached and name nobody', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(server, 'Ana-Maria', roomId);
    const producerId = await produce(ana);
    for (const path of ['/health', '/stats', '/metrics']) {
      const { headers, text } = await get(path);
      expect(headers['cache-control'], path).toBe('no-store');
      for (const name of [roomId, 'Ana-Maria', ana.peerId, ana.joined.session, producerId]) {
        expect(text, path).not.toContain(name);
      }
    }
    server.closeClients();
  });

  it.each(['/health?x=1', '/stats?', '/metrics?now'])(
    'are answered with a query: %s',
    async (path) => {
      expect((await get(path)).status).toBe(200);
    },
  );
});

describe('pages', () => {
  it('are asked for each time, and scripts with a hash never again', async () => {
    const home = await get('/');
    expect([home.status, home.text]).toEqual([200, page]);
    expect(home.headers).toMatchObject({
      'content-type': 'text/html;charset=utf-8',
      'cache-control': 'no-cache',
    });
    const asset = await get('/assets/main-abc123.js');
    expect([asset.status, asset.text]).toEqual([200, script]);
    expect(asset.headers['content-type']).toMatch(/^text\/javascript/);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/mark.svg')).headers['cache-control']).toBe('no-cache');
  });

  it('are not sent again to whoever has them', async () => {
    const { headers } = await get('/');
    const again = await get('/', { headers: { 'if-none-match': headers.etag ?? '' } });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await get('/', { headers: { 'if-none-match': '"other"' } });
    expect(other.status).toBe(200);
  });

  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['identity', undefined, (body: Buffer) => body],
  ])('come compressed to whoever takes %s', async (accepted, encoding, decompress) => {
    for (const [path, text] of [
      ['/', page],
      [`/r/${freshRoom()}`, page],
      ['/assets/main-abc123.js', script],
    ] as const) {
      const { headers, body } = await get(path, { headers: { 'accept-encoding': accepted } });
      expect(headers['content-encoding'], path).toBe(encoding);
      expect(headers.vary, path).toMatch(/accept-encoding/i);
      expect(decompress(body).toString()).toBe(text);
    }
  });

  it('HT-8: of a room are the one page, whether the room exists or not', async () => {
    const client = await server.client();
    await client.ask('createRoom', { roomId: 'blue-fox' });
    for (const path of ['/r/blue-fox', '/r/no-such-room', '/r/blue-fox?x=1', '/r/blue-fox/']) {
      const { status, headers, text } = await get(path);
      expect([status, text], path).toEqual([200, page]);
      expect(headers['cache-control'], path).toBe('no-cache');
    }
    client.close();
  });

  it('may load nothing but their own and talk to nobody else', async () => {
    for (const path of ['/', '/r/blue-fox', '/assets/main-abc123.js', '/health', '/no-such']) {
      const { headers } = await get(path);
      const policy = String(headers['content-security-policy']);
      expect(policy, path).toMatch(/^default-src 'none';/);
      for (const rule of ["script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]) {
        expect(policy.split('; '), path).toContain(rule);
      }
      expect(policy, path).not.toMatch(/unsafe|\*|https?:/);
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
    }
  });
});

describe('paths that are none', () => {
  it.each(['/no-such', '/assets/', '/assets/no-such.js', '/empty/', '/r', '/r/a/b'])(
    'are not found: %s',
    async (path) => {
      const { status, headers, text } = await get(path);
      expect(status).toBe(404);
      expect(headers['cache-control']).toBe('no-store');
      expect(JSON.parse(text)).toEqual({
        error: { code: 'NOT_FOUND', message: expect.stringMatching(/\.$/) },
      });
    },
  );

  it.each([
    '/../secret.pem',
    '/..%2fsecret.pem',
    '/%2e%2e/secret.pem',
    '/%2e%2e%2fsecret.pem',
    '/..\\secret.pem',
    '/..%5csecret.pem',
    '/assets/../../secret.pem',
    '/assets/..%2f..%2fsecret.pem',
    '/....//secret.pem',
    '/../renderer-secret.pem',
    '-secret.pem',
    '/.hidden',
    '//secret.pem',
    '/r/..%2f..%2fsecret.pem',
    '/%00',
    '/secret.pem%00.html',
    '/%',
    '/%c0%ae%c0%ae/secret.pem',
    '/%ff',
    '*',
    'http://other/../secret.pem',
    `/${'a/'.repeat(3_000)}`,
  ])('lead nowhere: %s', async (path) => {
    const answered = await get(path).catch((error: Error) => error);
    if (answered instanceof Error) expect(answered.message).toMatch(/hang up|Parse|unescaped/i);
    else expect(answered.text).not.toContain(secret);
    expect((await get('/health')).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])(
    'HT-9: are refused by the method %s',
    async (method) => {
      for (const path of ['/', '/health', '/r/blue-fox', '/no-such']) {
        const { status, headers } = await get(path, { method });
        expect([status, headers.allow], path).toEqual([405, 'GET, HEAD']);
      }
    },
  );

  it('HT-9: are answered to HEAD as to GET, without a body', async () => {
    for (const path of ['/', '/health', '/stats', '/metrics', '/r/blue-fox']) {
      const [head, full] = [await get(path, { method: 'HEAD' }), await get(path)];
      expect([head.status, head.text], path).toEqual([200, '']);
      expect(head.headers['content-type'], path).toBe(full.headers['content-type']);
    }
  });

  it('are not found where the server has no pages', async () => {
    const bare = await startTestSfu();
    expect((await ask(bare.url, '/')).status).toBe(404);
    expect((await ask(bare.url, '/r/blue-fox')).status).toBe(404);
    expect((await ask(bare.url, '/health')).status).toBe(200);
    await bare.close();
  });
});

describe('names', () => {
  const port = () => new URL(server.url).port;

  it.each(['localhost', '127.0.0.1', '[::1]', 'parley.localhost', 'meet.example', 'LOCALHOST'])(
    'HT-10: of this server are answered over plain HTTP: %s',
    async (name) => {
      for (const host of [name, `${name}:${port()}`]) {
        expect((await get('/health', { headers: { host } })).status, host).toBe(200);
      }
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.1',
    'meet.example.evil',
    ':',
    '[::1',
    'a b',
  ])(
    'HT-10: of others are not, as a page of theirs may point at this machine: %s',
    async (name) => {
      for (const path of ['/', '/stats', '/r/blue-fox']) {
        const { status, text } = await get(path, { headers: { host: name } });
        expect([400, 421], path).toContain(status);
        expect(text).not.toContain('room');
      }
      const headers = { host: name, origin: `http://${name}`, connection: 'close' };
      const polling = '/socket.io/?EIO=4&transport=polling';
      expect((await get(polling, { headers })).status).not.toBe(200);
    },
  );

  it('HT-10: are missing in requests of old, which are refused too', async () => {
    const socket = connect(server.sfu.port, '127.0.0.1');
    socket.end('GET /stats HTTP/1.0\r\n\r\n');
    const chunks = await socket.toArray();
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 421 /);
  });
});
