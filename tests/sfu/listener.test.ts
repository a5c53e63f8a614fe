import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fingerprintOf } from '../../sfu/certificate.ts';
import { createLog } from '../../sfu/log.ts';
import { ownCertificate } from '../../sfu/own-certificate.ts';
import { startSfu } from '../../sfu/sfu.ts';
import { Client } from './harness/client.ts';
import { ask } from './harness/http.ts';
import { ownAddress } from './harness/own-address.ts';
import { freshRoom } from './harness/person.ts';
import { bindable, sfuForTest, temporaryFolder, testOptions } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const quiet = createLog('none');

async function folderForTest(): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** A connection that is opened and said nothing over. */
async function silent(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socket;
}

describe('one port', () => {
  it('HT-6: answers HTTP and HTTPS on loopback, pages and sockets alike', async () => {
    const { sfu } = await sfuForTest();
    for (const scheme of ['http', 'https']) {
      const base = `${scheme}://127.0.0.1:${sfu.port}/`;
      expect((await ask(base, '/health')).status).toBe(200);
      for (const transport of ['websocket', 'polling']) {
        const options = { transports: [transport], rejectUnauthorized: false };
        const client = await Client.connect(base, options);
        await client.ask('createRoom', { roomId: freshRoom() });
        client.close();
      }
    }
  });

  it.skipIf(!ownAddress)('HT-6: answers HTTPS on every other address', async () => {
    const { sfu } = await sfuForTest({ listenIp: '0.0.0.0' });
    const base = `https://${ownAddress}:${sfu.port}/`;
    const { status, fingerprint } = await ask(base, '/health');
    expect(status).toBe(200);
    expect(fingerprint).toBe(sfu.info().fingerprint);
    const client = await Client.connect(base, { rejectUnauthorized: false });
    await client.ask('createRoom', { roomId: freshRoom() });
    client.close();
  });

  it.skipIf(!ownAddress)(
    'HT-7: answers plain HTTP there by a redirect and nothing else',
    async () => {
      const { sfu } = await sfuForTest({ listenIp: '0.0.0.0' });
      const host = `${ownAddress}:${sfu.port}`;
      const base = `http://${host}/`;
      for (const path of ['/', '/health', '/stats', '/r/blue-fox?x=1', '/../x']) {
        const { status, headers, text } = await ask(base, path);
        expect([status, headers.location, text]).toEqual([308, `https://${host}${path}`, '']);
      }
      expect((await ask(base, '/', { method: 'POST' })).status).toBe(308);
      const strange = await ask(base, '/', { headers: { host: 'a b"<' } });
      expect([strange.status, strange.headers.location]).toEqual([400, undefined]);
      for (const transport of ['websocket', 'polling']) {
        await expect(Client.connect(base, { transports: [transport] })).rejects.toThrow();
      }
      expect(sfu.stats().connections).toBe(0);
    },
  );

  it.skipIf(!ownAddress)(
    'TR-3: offers no loopback to a client that comes from elsewhere',
    async () => {
      const { sfu } = await sfuForTest({ listenIp: '0.0.0.0' });
      const client = await Client.connect(`https://${ownAddress}:${sfu.port}/`, {
        rejectUnauthorized: false,
      });
      const roomId = freshRoom();
      await client.ask('createRoom', { roomId });
      await client.ask('joinRoom', { roomId, displayName: 'Ana' });
      const { iceCandidates } = await client.ask('createTransport', { direction: 'recv' });
      const addresses = new Set(iceCandidates.map(({ address }) => address));
      expect(addresses.has('127.0.0.1')).toBe(false);
      expect(addresses.has(ownAddress ?? '')).toBe(true);
      client.close();
    },
  );

  it('is not held up by connections that say nothing, or break off', async () => {
    const { sfu, url } = await sfuForTest();
    const quietOnes = await Promise.all(Array.from({ length: 50 }, () => silent(sfu.port)));
    const halfOpen = await silent(sfu.port);
    // The first bytes of a TLS handshake, and no more.
    halfOpen.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]));
    const halfHead = await silent(sfu.port);
    halfHead.write('GET / HT');
    const nonsense = await silent(sfu.port);
    nonsense.write(Buffer.from([0x16, 0xff, 0xff, 0xff, 0xff, 0x00, 0x00]));
    const reset = await silent(sfu.port);
    reset.write(Buffer.from([0x16]), () => reset.resetAndDestroy());
    const startedAt = performance.now();
    for (const base of [url, url.replace('http:', 'https:')]) {
      expect((await ask(base, '/health')).status).toBe(200);
    }
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(quietOnes.every(({ destroyed }) => !destroyed)).toBe(true);
    // And the server closes all the same.
    const closedAt = performance.now();
    await sfu.close();
    expect(performance.now() - closedAt).toBeLessThan(2_000);
  });

  it('takes a request that comes a byte at a time', async () => {
    const { sfu } = await sfuForTest();
    const socket = await silent(sfu.port);
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    for (const letter of 'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n') {
      await new Promise((resolve) => socket.write(letter, resolve));
    }
    await until('the answer', () => heard.includes('"status":"ok"'));
    expect(heard).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('keeps a TLS connection for several requests', async () => {
    const { sfu } = await sfuForTest();
    const socket = connectTls({ port: sfu.port, host: '127.0.0.1', rejectUnauthorized: false });
    onTestFinished(() => void socket.destroy());
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    const head = 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n';
    socket.write(head + head);
    await until('both answers', () => heard.split('"status":"ok"').length === 3);
    socket.write(head);
    await until('a third answer', () => heard.split('"status":"ok"').length === 4);
  });
});

describe('a port that is taken', () => {
  async function taken() {
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  it('is refused with a sentence, and nothing is left', async () => {
    const [port, dataFolder] = [await taken(), await folderForTest()];
    const options = testOptions(dataFolder, { port });
    await expect(startSfu(options)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program. Choose another with PORT.`,
    );
    // The media port is free again, so the worker is gone.
    await bindable(options.rtcMinPort);
  });

  it('is passed over for the next free one where that is asked for', async () => {
    const port = await taken();
    const { sfu, url } = await sfuForTest({ port, portTaken: 'next' });
    expect(sfu.port).toBeGreaterThan(port);
    expect((await ask(url, '/health')).status).toBe(200);
  });

  it('on an address of another machine is refused with a sentence', async () => {
    const options = testOptions(await folderForTest(), { listenIp: '203.0.113.1' });
    await expect(startSfu(options)).rejects.toThrow(/203\.0\.113\.1/);
  });

  it('among the media ports is passed over, and refused where all are', async () => {
    const blocker = createServer();
    onTestFinished(() => void blocker.close());
    const dataFolder = await folderForTest();
    const { rtcMinPort } = testOptions(dataFolder);
    await new Promise<void>((resolve) => blocker.listen(rtcMinPort, '127.0.0.1', resolve));
    const { sfu } = await sfuForTest({ rtcMinPort, rtcMaxPort: rtcMinPort + 5 });
    expect(sfu.stats().workers[0]?.port).toBeGreaterThan(rtcMinPort);
    const options = testOptions(dataFolder, { rtcMinPort, rtcMaxPort: rtcMinPort });
    await expect(startSfu(options)).rejects.toThrow(`no media port from ${rtcMinPort}`);
  });
});

describe('the server’s own certificate', () => {
  it('is made once, kept, and pinned by the invite', async () => {
    const dataFolder = await folderForTest();
    const first = await sfuForTest({ dataFolder });
    const shown = await ask(`https://127.0.0.1:${first.sfu.port}/`, '/health');
    await first.sfu.close();
    const second = await sfuForTest({ dataFolder });
    const again = await ask(`https://127.0.0.1:${second.sfu.port}/`, '/health');
    expect(again.fingerprint).toBe(shown.fingerprint);
    expect(shown.fingerprint).toMatch(/^[\w-]{43}$/);
    const kept = await readFile(join(dataFolder, 'certificate.pem'), 'utf8');
    expect(kept).toContain('PRIVATE KEY');
    expect(fingerprintOf(kept.slice(kept.indexOf('-----BEGIN CERTIFICATE')))).toBe(
      shown.fingerprint,
    );
    if (process.platform !== 'win32') {
      const { mode } = await stat(join(dataFolder, 'certificate.pem'));
      expect(mode & 0o077).toBe(0);
    }
  });

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['half of it', '-----BEGIN CERTIFICATE-----\nAAAA\n'],
    ['no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('is set aside when its file holds %s, and made anew', async (_, content) => {
    const folder = await folderForTest();
    await writeFile(join(folder, 'certificate.pem'), content);
    const { fingerprint, selfMade } = await ownCertificate(folder, quiet);
    expect(selfMade).toBe(true);
    const files = await readdir(folder);
    const [aside] = files.filter((name) => name.endsWith('.old'));
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(content);
    expect((await ownCertificate(folder, quiet)).fingerprint).toBe(fingerprint);
  });

  it('is set aside when its key belongs to another', async () => {
    const [one, other] = [await folderForTest(), await folderForTest()];
    const [first, second] = [await ownCertificate(one, quiet), await ownCertificate(other, quiet)];
    await writeFile(join(one, 'certificate.pem'), `${second.key}\n${first.cert}\n`);
    const made = await ownCertificate(one, quiet);
    expect([first.fingerprint, second.fingerprint]).not.toContain(made.fingerprint);
  });
});

describe('a configured certificate', () => {
  async function files() {
    const folder = await folderForTest();
    const { cert, key, fingerprint } = await ownCertificate(folder, quiet);
    const [tlsCert, tlsKey] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    await writeFile(tlsCert, cert);
    await writeFile(tlsKey, key);
    return { folder, tlsCert, tlsKey, fingerprint };
  }

  it('is shown, and not pinned', async () => {
    const { tlsCert, tlsKey, fingerprint } = await files();
    const { sfu, dataFolder } = await sfuForTest({ tlsCert, tlsKey, announcedIp: 'meet.example' });
    const shown = await ask(`https://127.0.0.1:${sfu.port}/`, '/health');
    expect(shown.fingerprint).toBe(fingerprint);
    expect(sfu.info()).toMatchObject({ secure: true, addresses: [{ host: 'meet.example' }, {}] });
    expect(sfu.info().fingerprint).toBeUndefined();
    expect(await readdir(dataFolder)).toEqual([]);
  });

  it('is refused with a sentence when it is not there, is none or does not fit', async () => {
    const [one, other] = [await files(), await files()];
    const start = (tlsCert: string, tlsKey: string) =>
      startSfu(testOptions(one.folder, { tlsCert, tlsKey }));
    const missing = join(one.folder, 'missing.pem');
    await expect(start(missing, one.tlsKey)).rejects.toThrow(
      `TLS_CERT ${missing} cannot be read: ENOENT.`,
    );
    await expect(start(one.tlsCert, missing)).rejects.toThrow(
      `TLS_KEY ${missing} cannot be read: ENOENT.`,
    );
    await expect(start(one.tlsCert, other.tlsKey)).rejects.toThrow(
      `TLS_CERT ${one.tlsCert} and TLS_KEY ${other.tlsKey}: the key does not belong to the certificate.`,
    );
    await expect(start(one.tlsKey, one.tlsCert)).rejects.toThrow(/not a certificate and its key/);
  });
});
