import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type NotificationName, notificationSchemas } from '../../../sfu/protocol/signalling.ts';

interface Table {
  accepted: unknown[];
  refused: [string, unknown][];
}

const producer = { producerId: 'p', kind: 'video', source: 'screen', paused: true };
const peer = { peerId: 'x', displayName: 'Ana', producers: [producer] };
const message = {
  messageId: 'm',
  time: 1,
  from: { peerId: 'x', displayName: 'Ana' },
  text: 'Hello',
};
const file = { fileId: 'f', name: 'a.txt', size: 1, state: 'sending' };
const ofProducer: Table = {
  accepted: [{ peerId: 'x', producerId: 'p' }],
  refused: [
    ['', null],
    ['peerId', { producerId: 'p' }],
    ['producerId', { peerId: 'x' }],
    ['producerId', { peerId: 'x', producerId: '' }],
  ],
};

const transport = { id: 't', iceParameters: {}, iceCandidates: [], dtlsParameters: {} };
const consumer = {
  id: 'c',
  producerId: 'p',
  peerId: 'x',
  kind: 'video',
  source: 'camera',
  rtpParameters: {},
};

const ofPeer: Table = {
  accepted: [{ peerId: 'x' }],
  refused: [
    ['', null],
    ['peerId', {}],
    ['peerId', { peerId: '' }],
  ],
};

const tables: Record<NotificationName, Table> = {
  peerJoined: {
    accepted: [
      { peer },
      { peer: { ...peer, producers: [] } },
      { peer: { ...peer, disconnected: true } },
      { peer: { ...peer, handRaisedAt: 7 } },
    ],
    refused: [
      ['peer', {}],
      ['peer.peerId', { peer: { ...peer, peerId: undefined } }],
      ['peer.displayName', { peer: { ...peer, displayName: null } }],
      ['peer.producers', { peer: { ...peer, producers: {} } }],
      ['peer.disconnected', { peer: { ...peer, disconnected: false } }],
      [
        'peer.producers.0.source',
        { peer: { ...peer, producers: [{ ...producer, source: 'tv' }] } },
      ],
      ['peer.producers.0.kind', { peer: { ...peer, producers: [{ ...producer, kind: 'text' }] } }],
    ],
  },
  peerLeft: {
    accepted: ['left', 'disconnected'].map((reason) => ({ peerId: 'x', reason })),
    refused: [
      ['peerId', { reason: 'left' }],
      ['reason', { peerId: 'x' }],
      ['reason', { peerId: 'x', reason: 'bored' }],
    ],
  },
  peerDisconnected: ofPeer,
  peerReconnected: ofPeer,
  mediaRestarted: {
    accepted: [
      { peers: [], transports: {}, consumers: [] },
      { peers: [peer], transports: { send: transport, recv: transport }, consumers: [consumer] },
    ],
    refused: [
      ['', null],
      ['peers', { transports: {}, consumers: [] }],
      ['transports', { peers: [], consumers: [] }],
      ['consumers', { peers: [], transports: {} }],
      ['transports.send', { peers: [], transports: { send: {} }, consumers: [] }],
      ['consumers.0', { peers: [], transports: {}, consumers: [{ ...consumer, kind: 'text' }] }],
    ],
  },
  newProducer: {
    accepted: [{ peerId: 'x', producer }],
    refused: [
      ['producer', { peerId: 'x' }],
      ['producer.paused', { peerId: 'x', producer: { ...producer, paused: 0 } }],
    ],
  },
  producerClosed: ofProducer,
  producerPaused: ofProducer,
  producerResumed: ofProducer,
  consumerScore: {
    accepted: [
      { consumerId: 'c', score: 0, producerScore: 10 },
      { consumerId: 'c', score: 10, producerScore: 0 },
    ],
    refused: [
      ['score', { consumerId: 'c', producerScore: 1 }],
      ['score', { consumerId: 'c', score: Number.NaN, producerScore: 1 }],
      ['producerScore', { consumerId: 'c', score: 1, producerScore: '1' }],
    ],
  },
  consumerLayersChanged: {
    accepted: [
      { consumerId: 'c', layers: null },
      { consumerId: 'c', layers: { spatialLayer: 2 } },
      { consumerId: 'c', layers: { spatialLayer: 2, temporalLayer: 0 } },
    ],
    refused: [
      ['layers', { consumerId: 'c' }],
      ['layers.spatialLayer', { consumerId: 'c', layers: {} }],
    ],
  },
  layersWanted: {
    accepted: [
      { producerId: 'p', spatialLayer: 7 },
      { producerId: 'p', spatialLayer: null },
    ],
    refused: [
      ['producerId', { spatialLayer: 0 }],
      ['spatialLayer', { producerId: 'p' }],
      ['spatialLayer', { producerId: 'p', spatialLayer: -1 }],
    ],
  },
  sendingReported: {
    accepted: [{ peerId: 'x', producerId: 'p', limitation: 'none', width: 1280, height: 720 }],
    refused: [
      ['peerId', { producerId: 'p', limitation: 'none', width: 1280, height: 720 }],
      ['limitation', { peerId: 'x', producerId: 'p', width: 1280, height: 720 }],
    ],
  },
  mediaProfile: {
    accepted: [{ profile: 'lan' }, { profile: 'open' }],
    refused: [['profile', { profile: 'wan' }]],
  },
  roomCodecs: {
    accepted: [{ mimeTypes: [] }, { mimeTypes: ['video/VP8'] }],
    refused: [
      ['mimeTypes', {}],
      ['mimeTypes.0', { mimeTypes: [7] }],
    ],
  },
  activeSpeaker: {
    accepted: [{ peerId: 'x' }, { peerId: null }],
    refused: [
      ['peerId', {}],
      ['peerId', { peerId: '' }],
    ],
  },
  roomClosed: {
    accepted: ['worker-died', 'server-closing'].map((reason) => ({ roomId: 'a', reason })),
    refused: [
      ['roomId', { reason: 'worker-died' }],
      ['reason', { roomId: 'a', reason: 'late' }],
    ],
  },
  requestRefused: {
    accepted: [
      { request: 'leaveRoom', error: { code: 'BAD_REQUEST', message: 'Why.' } },
      // A code of a newer server.
      { request: 'dance', error: { code: 'NO_MUSIC', message: 'Why.' } },
    ],
    refused: [
      ['request', { error: { code: 'BAD_REQUEST', message: 'Why.' } }],
      ['error.message', { request: 'leaveRoom', error: { code: 'BAD_REQUEST' } }],
    ],
  },
  fileChanged: {
    accepted: [
      { fileId: 'f', state: 'ready' },
      { fileId: 'f', state: 'gone' },
    ],
    refused: [
      ['fileId', { state: 'ready' }],
      ['state', { fileId: 'f', state: 'open' }],
    ],
  },
  chatMessage: {
    accepted: [
      { message },
      { message: { ...message, text: '', file } },
      { message: { ...message, to: message.from } },
    ],
    refused: [
      ['message', {}],
      ['message.messageId', { message: { ...message, messageId: '' } }],
      ['message.time', { message: { ...message, time: 'now' } }],
      ['message.from.displayName', { message: { ...message, from: { peerId: 'x' } } }],
      ['message.to', { message: { ...message, to: 'x' } }],
      ['message.file.state', { message: { ...message, file: { ...file, state: 'x' } } }],
      ['message.file.size', { message: { ...message, file: { ...file, size: '1' } } }],
      ['message.text', { message: { ...message, text: 'x'.repeat(4001) } }],
    ],
  },
  handRaised: {
    accepted: [{ peerId: 'x', raisedAt: 1_790_000_000_000 }],
    refused: [
      ['peerId', { raisedAt: 1 }],
      ['raisedAt', { peerId: 'x' }],
      ['raisedAt', { peerId: 'x', raisedAt: 'now' }],
    ],
  },
  handLowered: { accepted: [{ peerId: 'x' }], refused: [['peerId', {}]] },
  reacted: {
    accepted: [{ peerId: 'x', reaction: 'laugh' }],
    refused: [
      ['peerId', { reaction: 'laugh' }],
      ['reaction', { peerId: 'x', reaction: 'shrug' }],
    ],
  },
};

const names = Object.keys(notificationSchemas) as NotificationName[];

describe.each(names)('%s', (name) => {
  const { accepted, refused } = tables[name];
  const schema: z.ZodMiniType = notificationSchemas[name];

  it.each(accepted.map((payload) => [payload]))('accepts %j', (payload) => {
    expect(z.parse(schema, payload)).toEqual(payload);
  });

  it.each(refused)('refuses a wrong "%s": %j', (field, payload) => {
    const result = z.safeParse(schema, payload);
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });

  it('is understood when a newer server adds a field', () => {
    const [payload] = accepted;
    expect(z.parse(schema, Object.assign({ future: 1 }, payload))).toEqual(payload);
  });
});
