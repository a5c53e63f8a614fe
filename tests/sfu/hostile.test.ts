import { describe, expect, it } from 'vitest';
import type { RequestName } from '../../sfu/protocol/signalling.ts';
import { requestSchemas } from '../../sfu/protocol/signalling.ts';
import { type Client, refusalIn } from './harness/client.ts';
import { mediaOf } from './harness/media.ts';
import { consume, freshRoom, joinAs, joinWith, produce } from './harness/person.ts';
import { audio, dtlsParameters, simulcast } from './harness/rtp.ts';
import { sharedSfu } from './harness/sfu.ts';

const shared = sharedSfu();

const huge = 'x'.repeat(60_000);
const id = 'no-such-id';

/** What is no payload of any request that needs one, as JSON on the wire. */
const nonsense: Record<string, string> = {
  text: '"createRoom"',
  'empty text': '""',
  'a huge text': JSON.stringify(huge),
  zero: '0',
  'a huge number': '1e308',
  'a number beyond all': '1e999',
  true: 'true',
  false: 'false',
  'an empty list': '[]',
  'a list of null': '[null,null]',
  'a list of a payload': '[{}]',
  'lists in lists': `${'['.repeat(2_000)}${']'.repeat(2_000)}`,
};

/** Values to stand for any one field. */
const badValues: Record<string, string> = {
  null: 'null',
  'a number': '77',
  'a negative number': '-1',
  'a huge number': '1e308',
  true: 'true',
  'empty text': '""',
  'a huge text': JSON.stringify(huge),
  'text with zero': '"a\\u0000b"',
  'half a letter': '"\\ud800"',
  'a prototype’s name': '"__proto__"',
  'a method’s name': '"constructor"',
  'an empty list': '[]',
  'a list of everything': '[null,7,"x",{},[]]',
  'an empty object': '{}',
  'an object with a prototype': '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}',
  'objects in objects': `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`,
  'something with a length': '{"length":1000000000}',
  'something like bytes': '{"type":"Buffer","data":[1,2,3]}',
  'something that would be called': '{"toJSON":1,"then":1,"toString":1,"valueOf":1}',
};

/** A payload that fits each request, if the ids were right. */
const fields: { [Name in RequestName]: Record<string, unknown> } = {
  createRoom: { roomId: 'hostile' },
  joinRoom: { roomId: 'hostile', displayName: 'Mal', transports: ['send'], rtpCapabilities: {} },
  resumeSession: { roomId: 'hostile', session: id, heard: 0 },
  restartMedia: { transports: ['send'] },
  leaveRoom: {},
  createTransport: { direction: 'send' },
  connectTransport: { transportId: id, dtlsParameters: dtlsParameters() },
  restartIce: { transportId: id },
  produce: { transportId: id, kind: 'audio', rtpParameters: audio() },
  pauseProducer: { producerId: id },
  resumeProducer: { producerId: id },
  closeProducer: { producerId: id },
  consume: { transportId: id, producerId: id, rtpCapabilities: {} },
  consumeProducers: { transportId: id, producerIds: [id], rtpCapabilities: {} },
  resumeConsumer: { consumerId: id },
  resumeConsumers: { consumerIds: [id] },
  pauseConsumer: { consumerId: id },
  setPreferredLayers: { consumerId: id, spatialLayer: 0 },
  reportSending: { producerId: id, limitation: 'none', width: 640, height: 360 },
  adjustConsumers: { consumers: [{ consumerId: id, paused: true }] },
  healConsumer: { consumerId: id, cause: 'no-packets' },
  getProducers: {},
  sendChat: { clientId: id, text: 'Hello', to: id },
  getChat: { before: id },
  offerFile: { clientId: id, name: 'a.txt', size: 10, to: id },
  openFile: { fileId: id },
  withdrawFile: { fileId: id },
  raiseHand: {},
  lowerHand: {},
  react: { reaction: 'yes' },
};

/** For each field of a request in turn, that field as something that it may not be. */
function spoilt(name: RequestName): [string, string][] {
  const good = fields[name];
  return Object.keys(good).flatMap((field) =>
    Object.entries(badValues).map(([what, json]): [string, string] => {
      const { [field]: _, ...rest } = good;
      const others = JSON.stringify(rest).slice(1, -1);
      return [`${field} is ${what}`, `{"${field}":${json}${others ? `,${others}` : ''}}`];
    }),
  );
}

// Any short text is an id in form, or a name: it is refused as one that does not exist, or taken.
const formally =
  /^heard is a number$|is (text with zero|half a letter|a (prototype|method)’s name)$/;
// A number is what these are.
const numbers = /^(width|height) is a number$/;
// Of these no more than the outline is looked at, and an empty one is right.
const outlines = /^((rtpCapabilities|transports) is|size is a number$)/;

async function answers(
  clients: Client[],
  name: string,
  payloads: [string, string][],
): Promise<[string, string][]> {
  return Promise.all(
    payloads.map(async ([what, json], n): Promise<[string, string]> => {
      const client = clients[n % clients.length];
      const answer = await client?.sendText(`["${name}",${json}]`);
      const ok = JSON.stringify(answer).startsWith('{"ok":true');
      return [what, ok ? 'ok' : refusalIn(answer).code];
    }),
  );
}

const wrongPayload = /^(BAD_REQUEST|PAYLOAD_TOO_LARGE)$/;

describe('hostile payloads', () => {
  it.each(Object.keys(requestSchemas) as RequestName[])(
    'RQ-3: of %s are each refused, and a meeting beside them goes on',
    async (name) => {
      const roomId = freshRoom();
      const ana = await joinAs(shared(), 'Ana', roomId);
      const ben = await joinAs(shared(), 'Ben', roomId);
      const producerId = await produce(ana, simulcast());
      const { id: consumerId } = await consume(ben, producerId);
      // Several sockets, so that none of them meets its rate limit; half of them are in a room.
      const clients = await Promise.all(Array.from({ length: 4 }, () => shared().client()));
      const hostileRoom = freshRoom();
      for (const client of clients.slice(0, 2)) await joinWith(client, 'Mal', hostileRoom);
      const before = shared().sfu.stats();

      const nonsensical = await answers(clients, name, Object.entries(nonsense));
      expect(nonsensical.filter(([, code]) => !wrongPayload.test(code))).toEqual([]);
      const fieldwise = await answers(clients, name, spoilt(name));
      const passed = fieldwise
        .filter(([what]) => ![formally, outlines, numbers].some((fits) => fits.test(what)))
        .filter(([, code]) => !wrongPayload.test(code));
      expect(passed).toEqual([]);
      const codes = new Set(fieldwise.map(([, code]) => code));
      expect([...codes].filter((code) => /INTERNAL|RATE_LIMITED|UNKNOWN/.test(code))).toEqual([]);

      expect(clients.every(({ connected }) => connected)).toBe(true);
      expect(shared().sfu.stats()).toMatchObject({
        transports: before.transports,
        producers: 1,
        consumers: 1,
        workerDeaths: 0,
      });
      await ben.client.ask('resumeConsumer', { consumerId });
      await ana.client.ask('pauseProducer', { producerId });
      await ben.client.next('producerPaused');
      expect(ben.client.story).toEqual(['newProducer', 'producerPaused']);
      const [pid = 0] = shared().pids();
      expect(await mediaOf(pid)).toMatchObject({ producers: 1, consumers: 1 });
    },
  );

  it('RQ-7: cannot speak for another peer', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const mal = await joinAs(shared(), 'Mal', roomId);
    const producerId = await produce(ana);
    const claim = { peerId: ana.peerId, session: ana.joined.session, id: ana.peerId };
    await mal.client.send('pauseProducer', { producerId, ...claim });
    const { id } = await mal.client.ask('produce', {
      transportId: mal.send,
      kind: 'audio',
      rtpParameters: audio(),
      ...claim,
    });
    expect(await ana.client.next('newProducer')).toMatchObject({
      peerId: mal.peerId,
      producer: { producerId: id },
    });
    await mal.client.send('leaveRoom', claim);
    await ana.client.next('peerLeft', ({ peerId }) => peerId === mal.peerId);
    expect(shared().sfu.stats()).toMatchObject({ peers: 1, producers: 1 });
  });

  it('never reach the prototypes of this process', async () => {
    const client = await shared().client();
    const poison = '{"admin":true,"ok":true}';
    for (const name of ['createRoom', 'joinRoom', 'produce', 'consume']) {
      const json = `{"__proto__":${poison},"constructor":{"prototype":${poison}}}`;
      refusalIn(await client.sendText(`["${name}",${json}]`));
    }
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it('of bytes are refused like any other', async () => {
    const client = await shared().client();
    for (const name of Object.keys(requestSchemas)) {
      const code = await client.codeOf(name, Buffer.from('{"roomId":"x"}'));
      expect(code, name).toMatch(/^(BAD_REQUEST|NOT_JOINED)$/);
      const inside = { roomId: Buffer.from('x'), displayName: Buffer.from('x') };
      if (name in { createRoom: 1, joinRoom: 1 }) {
        expect(await client.codeOf(name, inside)).toBe('BAD_REQUEST');
      }
    }
  });
});

describe('packets that are none', () => {
  it.each([
    ['no packet of Socket.IO', 'hello'],
    ['an unknown type', '9["createRoom",{}]'],
    ['broken JSON', '2["createRoom",{'],
    ['an event that is no list', '2{"a":1}'],
    ['an event without a name', '2[]'],
    ['an event named by null', '2[null]'],
    ['an event named by a list', '2[["createRoom"]]'],
    ['a reserved name', '2["disconnect"]'],
    ['a second connect', '0{"protocol":1}'],
    ['another namespace', '2/admin,["x"]'],
    ['more bytes than are let in', '599999999-["x"]'],
    ['an answer that nobody asked for', '31["x"]'],
    ['an answer with a huge number', '399999999999999999999["x"]'],
    ['bytes that nobody announced', Buffer.from([1, 2, 3])],
    ['a huge id', `2${'9'.repeat(1_000)}["createRoom",{}]`],
  ])('%s harm nobody else', async (_, packet) => {
    const neighbour = await joinAs(shared(), 'Ana', freshRoom());
    const client = await shared().client();
    client.socket.io.engine.send(packet);
    // Whether this socket lives on or not is Socket.IO's to decide; the question is all the others.
    client.socket.emit('getProducers', {}, () => {});
    await produce(neighbour);
    const third = await joinAs(shared(), 'Ben', neighbour.roomId);
    expect(third.joined.peers).toHaveLength(1);
  });
});
