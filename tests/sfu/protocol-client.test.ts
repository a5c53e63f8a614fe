/**
 * Two clients written from docs/protocol.md alone, with bare socket.io-client: nothing of ours is
 * imported but what starts the server. Whatever this file has to guess is missing in the document.
 */
import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, it } from 'vitest';
import { sharedSfu } from './harness/sfu.ts';

const shared = sharedSfu();

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

type Json = Record<string, unknown>;

function connect(): Promise<Socket> {
  const socket = io(shared().url, {
    transports: ['websocket'],
    auth: { protocol: 1 },
    forceNew: true,
  });
  sockets.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

function ask(socket: Socket, name: string, payload: Json): Promise<Json> {
  return new Promise((resolve, reject) => {
    socket.timeout(10_000).emit(name, payload, (late: unknown, answer: Json) => {
      if (late) reject(new Error(`${name}: no answer in time`));
      else if (answer.ok === true) resolve(answer.data as Json);
      else reject(new Error(`${name}: ${JSON.stringify(answer.error)}`));
    });
  });
}

const told = (socket: Socket, name: string) =>
  new Promise<Json>((resolve) => socket.once(name, resolve));

const fingerprint = {
  algorithm: 'sha-256',
  value: Array.from({ length: 32 }, (_, n) => n.toString(16).padStart(2, '0')).join(':'),
};
const microphone = {
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }],
  encodings: [{ ssrc: 11_111_111 }],
  rtcp: { cname: 'ana' },
};
const camera = {
  mid: '1',
  codecs: [
    { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, rtcpFeedback: [{ type: 'nack' }] },
  ],
  encodings: [{ ssrc: 1 }, { ssrc: 2 }, { ssrc: 3 }].map((each) => ({
    ...each,
    scalabilityMode: 'L1T3',
  })),
  rtcp: { cname: 'ana' },
};

it('the plain way of docs/protocol.md goes from createRoom to leaveRoom', async () => {
  const [ana, ben] = [await connect(), await connect()];
  const roomId = 'blue-fox';

  const room = await ask(ana, 'createRoom', { roomId, roomName: "Ana's room" });
  expect(room).toMatchObject({ roomId, roomName: "Ana's room", peerCount: 0 });
  expect(room.server).toMatchObject({ addresses: [{ host: '127.0.0.1' }], secure: false });
  const rtpCapabilities = room.routerRtpCapabilities;

  const first = await ask(ana, 'joinRoom', { roomId, displayName: 'Ana' });
  expect(first).toEqual({
    peerId: expect.any(String),
    session: expect.any(String),
    peers: [],
    transports: {},
    consumers: [],
  });

  const joined = told(ana, 'peerJoined');
  expect(await ask(ben, 'createRoom', { roomId })).toMatchObject({ peerCount: 1 });
  const second = await ask(ben, 'joinRoom', { roomId, displayName: 'Ben' });
  expect(second.peers).toEqual([{ peerId: first.peerId, displayName: 'Ana', producers: [] }]);
  expect(await joined).toEqual({
    peer: { peerId: second.peerId, displayName: 'Ben', producers: [] },
  });

  const transports: Record<string, Json> = {};
  for (const [who, socket] of Object.entries({ ana, ben })) {
    for (const direction of ['send', 'recv']) {
      const transport = await ask(socket, 'createTransport', { direction });
      expect(transport).toMatchObject({
        iceParameters: { iceLite: true },
        iceCandidates: [{ protocol: 'udp' }, { protocol: 'tcp', tcpType: 'passive' }],
        dtlsParameters: { fingerprints: expect.any(Array) },
        iceServers: [],
      });
      transports[`${who} ${direction}`] = transport;
    }
  }
  const connectOrder = (transport: Json | undefined) => ({
    transportId: transport?.id,
    dtlsParameters: { role: 'client', fingerprints: [fingerprint] },
  });
  expect(await ask(ana, 'connectTransport', connectOrder(transports['ana send']))).toEqual({});

  const announced = told(ben, 'newProducer');
  const voice = await ask(ana, 'produce', {
    transportId: transports['ana send']?.id,
    kind: 'audio',
    rtpParameters: microphone,
    appData: { source: 'microphone' },
  });
  const voiceInfo = { kind: 'audio', source: 'microphone', paused: false };
  expect(await announced).toEqual({
    peerId: first.peerId,
    producer: { producerId: voice.id, ...voiceInfo },
  });
  const picture = await ask(ana, 'produce', {
    transportId: transports['ana send']?.id,
    kind: 'video',
    rtpParameters: camera,
  });

  const order = { transportId: transports['ben recv']?.id, rtpCapabilities };
  const heard = await ask(ben, 'consume', { ...order, producerId: voice.id });
  expect(heard).toMatchObject({
    producerId: voice.id,
    peerId: first.peerId,
    kind: 'audio',
    source: 'microphone',
    type: 'simple',
    producerPaused: false,
    rtpParameters: { codecs: [{ mimeType: 'audio/opus' }] },
  });
  const seen = await ask(ben, 'consume', { ...order, producerId: picture.id });
  expect(seen).toMatchObject({ kind: 'video', source: 'camera', type: 'simulcast' });
  expect(await ask(ben, 'connectTransport', connectOrder(transports['ben recv']))).toEqual({});
  for (const { id } of [heard, seen]) {
    expect(await ask(ben, 'resumeConsumer', { consumerId: id })).toEqual({});
  }
  const layers = { consumerId: seen.id, spatialLayer: 1, temporalLayer: 2 };
  expect(await ask(ben, 'setPreferredLayers', layers)).toEqual({});

  expect(await ask(ben, 'getProducers', {})).toEqual({
    producers: [
      { producerId: voice.id, peerId: first.peerId, ...voiceInfo },
      {
        producerId: picture.id,
        peerId: first.peerId,
        kind: 'video',
        source: 'camera',
        paused: false,
      },
    ],
  });
  expect(await ask(ana, 'getProducers', {})).toEqual({ producers: [] });

  const muted = told(ben, 'producerPaused');
  expect(await ask(ana, 'pauseProducer', { producerId: voice.id })).toEqual({});
  expect(await muted).toEqual({ peerId: first.peerId, producerId: voice.id });
  const stopped = told(ben, 'producerClosed');
  expect(await ask(ana, 'closeProducer', { producerId: picture.id })).toEqual({});
  expect(await stopped).toEqual({ peerId: first.peerId, producerId: picture.id });

  const left = told(ben, 'peerLeft');
  expect(await ask(ana, 'leaveRoom', {})).toEqual({});
  expect(await left).toEqual({ peerId: first.peerId, reason: 'left' });
  await expect(ask(ana, 'getProducers', {})).rejects.toThrow('NOT_JOINED');
  expect(await ask(ben, 'getProducers', {})).toEqual({ producers: [] });
  expect(await ask(ben, 'leaveRoom', {})).toEqual({});
});

it('the quick way of docs/protocol.md takes four round trips until media may flow', async () => {
  const roomId = 'red-fox';
  const ana = await connect();
  await ask(ana, 'createRoom', { roomId });
  const sender = await ask(ana, 'joinRoom', { roomId, displayName: 'Ana', transports: ['send'] });
  const { send } = sender.transports as { send: Json };
  const producing = { transportId: send.id, kind: 'audio', rtpParameters: microphone };
  const { id: producerId } = await ask(ana, 'produce', producing);

  // 1
  const ben = await connect();
  // 2
  const { routerRtpCapabilities } = await ask(ben, 'createRoom', { roomId });
  // 3
  const joined = await ask(ben, 'joinRoom', {
    roomId,
    displayName: 'Ben',
    transports: ['send', 'recv'],
    rtpCapabilities: routerRtpCapabilities,
  });
  const { recv } = joined.transports as { recv: Json };
  const consumers = joined.consumers as Json[];
  expect(consumers).toMatchObject([{ producerId, peerId: sender.peerId, kind: 'audio' }]);
  // 4
  const [connected, resumed] = await Promise.all([
    ask(ben, 'connectTransport', {
      transportId: recv.id,
      dtlsParameters: { role: 'client', fingerprints: [fingerprint] },
    }),
    ask(ben, 'resumeConsumers', { consumerIds: consumers.map(({ id }) => id) }),
  ]);
  expect([connected, resumed]).toEqual([{}, {}]);
});

it('a client that was lost comes back with its session', async () => {
  const roomId = 'grey-fox';
  const [ana, ben] = [await connect(), await connect()];
  await ask(ben, 'createRoom', { roomId });
  await ask(ben, 'joinRoom', { roomId, displayName: 'Ben' });
  const joined = told(ben, 'peerJoined');
  const first = await ask(ana, 'joinRoom', { roomId, displayName: 'Ana' });
  await joined;
  const again = await connect();
  await ask(again, 'createRoom', { roomId });
  const { session } = first;
  const second = await ask(again, 'joinRoom', { roomId, displayName: 'Ana', session });
  expect(second.peerId).toBe(first.peerId);
  expect((second.peers as Json[]).map(({ displayName }) => displayName)).toEqual(['Ben']);
});
