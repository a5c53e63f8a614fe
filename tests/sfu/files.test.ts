import { randomBytes } from 'node:crypto';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileGrant } from '../../sfu/protocol/chat.ts';
import { type Asked, ask } from './harness/http.ts';
import { freshRoom, joinAs, type Person } from './harness/person.ts';
import { sfuForTest, sharedSfu } from './harness/sfu.ts';

const shared = sharedSfu({ roomGrace: 20, maxFileBytes: 5_000_000, maxRoomFileBytes: 8_000_000 });
const content = randomBytes(3_000_000);

async function meeting(...names: string[]): Promise<Person[]> {
  const roomId = freshRoom();
  const people: Person[] = [];
  for (const name of names) people.push(await joinAs(shared(), name, roomId));
  return people;
}

interface Offer {
  to?: string;
  clientId?: string;
  name?: string;
  size?: number;
}

let offered = 0;
function offer({ client }: Person, { clientId, ...more }: Offer = {}) {
  offered += 1;
  const order = { clientId: clientId ?? `file ${offered}`, name: 'a.bin', size: content.length };
  return client.ask('offerFile', { ...order, ...more });
}

const bearer = ({ token }: FileGrant) => ({ Authorization: `Bearer ${token}` });
const put = (grant: FileGrant, offset: number, body: Buffer, more: Asked = {}) =>
  ask(shared().url, `${grant.path}?offset=${offset}`, {
    method: 'PUT',
    body,
    ...more,
    headers: { ...bearer(grant), ...more.headers },
  });
const get = (grant: FileGrant, headers: Record<string, string> = {}) =>
  ask(shared().url, grant.path, { headers: { ...bearer(grant), ...headers } });

/** Offers and sends all of a file. */
async function share(author: Person, more: Offer = {}): Promise<string> {
  const { message, grant } = await offer(author, more);
  expect((await put(grant, 0, content.subarray(0, more.size))).status).toBe(200);
  return message.file?.fileId ?? '';
}

const open = async ({ client }: Person, fileId: string) =>
  (await client.ask('openFile', { fileId })).grant;
const folders = async () =>
  (await readdir(shared().dataFolder)).filter((name) => name.startsWith('files-'));
const onDisk = async () =>
  (
    await Promise.all((await folders()).map((name) => readdir(join(shared().dataFolder, name))))
  ).flat().length;

describe('a file', () => {
  it('FI-1: is offered by a message, sent in pieces, told as ready, and fetched as it was', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const { message, grant } = await offer(ana, { name: '../../Report\u202e 1.pdf' });
    const file = { name: 'Report_ 1.pdf', size: content.length, state: 'sending' };
    expect(message).toMatchObject({ text: '', file });
    expect((await ben.client.next('chatMessage')).message).toEqual(message);

    expect(grant.received).toBe(0);
    const first = await put(grant, 0, content.subarray(0, 1_000_000));
    expect(JSON.parse(first.text)).toEqual({ received: 1_000_000, size: content.length });
    const { fileId } = message.file ?? { fileId: '' };
    expect(await ben.client.codeOf('openFile', { fileId })).toBe('FILE_NOT_FOUND');
    await put(grant, 1_000_000, content.subarray(1_000_000));
    await ben.client.next('fileChanged', ({ state }) => state === 'ready');

    const got = await get(await open(ben, fileId));
    expect(got.status).toBe(200);
    expect(got.body.equals(content)).toBe(true);
    const { messages } = await ben.client.ask('getChat', {});
    expect(messages).toMatchObject([{ file: { ...file, state: 'ready' } }]);
  });

  it('FI-2: is never shown: no type, attachment, no sniffing, no cache', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const fileId = await share(ana, { name: "pa'ge (1)\u00e9.html" });
    const { headers } = await get(await open(ben, fileId));
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''pa%27ge%20%281%29%C3%A9.html",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('FI-3: goes on where the server is: after a break, and never elsewhere', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const { message, grant } = await offer(ana, { clientId: 'again' });
    for (const offset of [1, 5_000_000, -1]) {
      const wrong = await put(grant, offset, content.subarray(0, 10));
      expect(wrong.status).toBe(409);
      expect(JSON.parse(wrong.text)).toMatchObject({ received: 0 });
    }
    await broken(grant, content.subarray(0, 1_500_000));
    // The same offer is the same file, with leave to go on.
    const again = await offer(ana, { clientId: 'again' });
    expect(again.message.messageId).toBe(message.messageId);
    const { received } = again.grant;
    expect(received).toBe(1_500_000);
    expect((await put(again.grant, received, content.subarray(received))).status).toBe(200);
    const got = await get(await open(ben, message.file?.fileId ?? ''));
    expect(got.body.equals(content)).toBe(true);
  });

  it('FI-4: is fetched from where one has got to', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const grant = await open(ben, await share(ana));
    const rest = await get(grant, { Range: 'bytes=2999990-' });
    expect(rest.status).toBe(206);
    expect(rest.headers['content-range']).toBe('bytes 2999990-2999999/3000000');
    expect(rest.body.equals(content.subarray(2_999_990))).toBe(true);
    expect((await get(grant, { Range: 'bytes=3000000-' })).status).toBe(416);
    // What is no such range is answered with all of it, as RFC 9110 section 14.2 has it.
    expect((await get(grant, { Range: 'bytes=0-1,5-6' })).status).toBe(200);
  });

  it('FI-5: takes no byte more than was offered', async () => {
    const [ana] = (await meeting('Ana')) as [Person];
    const { grant } = await offer(ana, { size: 100 });
    expect((await put(grant, 0, content.subarray(0, 101))).status).toBe(413);
    const chunked = { headers: { 'Transfer-Encoding': 'chunked' } };
    expect((await put(grant, 0, content.subarray(0, 101), chunked)).status).toBe(413);
    const again = await put(grant, 0, content.subarray(0, 100));
    expect(again.status).toBe(200);
  });

  it('FI-6: larger than may be is refused, and so is one too many', async () => {
    const [ana] = (await meeting('Ana')) as [Person];
    const order = { clientId: 'big', name: 'a', size: 5_000_001 };
    expect(await ana.client.codeOf('offerFile', order)).toBe('FILE_TOO_LARGE');
    expect((await ana.client.ask('getChat', {})).largestFile).toBe(5_000_000);
    const first = await offer(ana, { size: 5_000_000 });
    expect(await ana.client.codeOf('offerFile', { ...order, size: 3_000_001 })).toBe('FILES_FULL');
    // What is refused leaves no message; what is withdrawn leaves room.
    expect((await ana.client.ask('getChat', {})).messages).toHaveLength(1);
    await ana.client.ask('withdrawFile', { fileId: first.message.file?.fileId ?? '' });
    await offer(ana, { size: 5_000_000 });
    expect((await ana.client.ask('getChat', {})).messages).toMatchObject([
      { file: { state: 'gone' } },
      { file: { state: 'sending' } },
    ]);
  });
});

describe('who may', () => {
  it('FI-7: to one person is that person alone', async () => {
    const [ana, ben, cem] = (await meeting('Ana', 'Ben', 'Cem')) as [Person, Person, Person];
    const fileId = await share(ana, { to: ben.peerId });
    await ben.client.next('fileChanged', ({ state }) => state === 'ready');
    expect((await get(await open(ben, fileId))).status).toBe(200);
    expect(await cem.client.codeOf('openFile', { fileId })).toBe('FILE_NOT_FOUND');
    await cem.client.settle();
    expect(cem.client.story.filter((name) => /chat|file/.test(name))).toEqual([]);
  });

  it('FI-8: without a token of this file and for this purpose there is nothing', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const sending = await offer(ana);
    const ready = await open(ben, await share(ana));
    const bad: [string, string, Record<string, string>][] = [
      ['GET', ready.path, {}],
      ['GET', ready.path, { Authorization: 'Bearer none' }],
      ['GET', ready.path, { Authorization: ready.token }],
      ['GET', sending.grant.path, bearer(ready)],
      ['GET', ready.path, bearer(sending.grant)],
      ['PUT', `${ready.path}?offset=0`, bearer(ready)],
      ['GET', sending.grant.path, bearer(sending.grant)],
      ['DELETE', ready.path, bearer(ready)],
      ['POST', ready.path, bearer(ready)],
      ['GET', '/files/', bearer(ready)],
      ['GET', '/files/../certificate.pem', bearer(ready)],
      ['GET', `${ready.path}/../../certificate.pem`, bearer(ready)],
      ['GET', '/files/..%2fcertificate.pem', bearer(ready)],
    ];
    for (const [method, path, headers] of bad) {
      const { status } = await ask(shared().url, path, { method, headers });
      expect(status, `${method} ${path}`).toBe(404);
    }
    expect((await get(ready)).status).toBe(200);
  });

  it('FI-9: who has left gets nothing more, and a newer token ends the older', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const fileId = await share(ana);
    const older = await open(ben, fileId);
    const newer = await open(ben, fileId);
    expect((await get(older)).status).toBe(404);
    expect((await get(newer)).status).toBe(200);
    await ben.client.ask('leaveRoom', {});
    expect((await get(newer)).status).toBe(404);
  });

  it('FI-10: only its author withdraws a file, and then it is gone for everybody', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const fileId = await share(ana);
    const grant = await open(ben, fileId);
    const before = await onDisk();
    expect(await ben.client.codeOf('withdrawFile', { fileId })).toBe('FILE_NOT_FOUND');
    await ana.client.ask('withdrawFile', { fileId });
    await ben.client.next('fileChanged', ({ state }) => state === 'gone');
    expect((await get(grant)).status).toBe(404);
    expect(await ben.client.codeOf('openFile', { fileId })).toBe('FILE_NOT_FOUND');
    await expect.poll(onDisk).toBe(before - 1);
  });

  it('FI-11: other pages get nothing, and the app is let in from its own', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const grant = await open(ben, await share(ana));
    expect((await get(grant, { Origin: 'https://evil.example' })).status).toBe(403);
    const app = await get(grant, { Origin: 'app://parley' });
    expect(app.headers['access-control-allow-origin']).toBe('app://parley');
    const headers = { Origin: 'app://parley', 'Access-Control-Request-Method': 'PUT' };
    const asked = await ask(shared().url, grant.path, { method: 'OPTIONS', headers });
    expect(asked.status).toBe(204);
    expect(asked.headers['access-control-allow-headers']).toContain('Authorization');
  });
});

describe('the end', () => {
  it('FI-12: of a room is the end of its files', async () => {
    const before = await onDisk();
    const [ana] = (await meeting('Ana')) as [Person];
    await share(ana);
    expect(await onDisk()).toBe(before + 1);
    await ana.client.ask('leaveRoom', {});
    await expect.poll(onDisk).toBe(before);
  });

  it('FI-13: of the server leaves nothing, and what a killed one has left goes at the start', async () => {
    const left = join(shared().dataFolder, 'files-999999999-x');
    await mkdir(left);
    const later = await sfuForTest({ dataFolder: shared().dataFolder });
    expect(await folders()).not.toContain('files-999999999-x');
    // Of one that lives and shares the folder nothing is touched.
    const [ana] = (await meeting('Ana')) as [Person];
    await share(ana);
    const mine = await folders();
    await later.close();
    expect(await folders()).toEqual(mine);
  });
});

/** Sends a beginning, and cuts the connection when the server has it. */
async function broken(grant: FileGrant, body: Buffer): Promise<void> {
  const { hostname, port } = new URL(shared().url);
  const headers = { ...bearer(grant), 'Content-Length': content.length };
  const sent = request({ hostname, port, path: `${grant.path}?offset=0`, method: 'PUT', headers });
  onTestFinished(() => void sent.destroy());
  sent.on('error', () => {});
  sent.write(body);
  const [folder = ''] = await folders();
  const file = join(shared().dataFolder, folder, basename(grant.path));
  const size = () =>
    stat(file).then(
      (found) => found.size,
      () => 0,
    );
  await expect.poll(size).toBe(body.length);
  sent.destroy();
}
