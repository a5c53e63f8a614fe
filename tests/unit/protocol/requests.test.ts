import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import {
  type CheckedPayload,
  type Replies,
  type RequestName,
  type RequestPayload,
  requestSchemas,
} from '../../../sfu/protocol/signalling.ts';
import { dtlsParameters, ids, rtpCapabilities, rtpParameters } from './examples.ts';

interface Table {
  accepted: unknown[];
  /** The field that is wrong, and a payload in which nothing else is. */
  refused: [string, unknown][];
}

const nobody: [string, unknown][] = [
  ['', null],
  ['', 'text'],
  ['', 1],
  ['', []],
];
const notAnId: unknown[] = [undefined, null, '', 'x'.repeat(65), 1, {}, ['x']];

/** Refusals of everything that is no id in one field. */
function badIds(field: string, rest: object): [string, unknown][] {
  return notAnId.map((id) => [field, { ...rest, [field]: id }]);
}

const oneProducer: Table = {
  accepted: [{ producerId: 'p' }, { producerId: 'x'.repeat(64) }],
  refused: [...nobody, ...badIds('producerId', {})],
};
const oneConsumer: Table = {
  accepted: [{ consumerId: 'c' }],
  refused: [...nobody, ...badIds('consumerId', {})],
};
const nothing: Table = { accepted: [{}, { unknown: 1 }], refused: nobody };

const join = { roomId: 'blue-fox', displayName: 'Ana' };
const chat = { clientId: 'c', text: 'Hello' };
const file = { clientId: 'c', name: 'a.txt', size: 1 };
const consume = { transportId: 't', producerId: 'p' };
const produce = { transportId: 't', kind: 'audio', rtpParameters };
const video = {
  ...produce,
  kind: 'video',
  rtpParameters: {
    ...rtpParameters,
    codecs: [{ mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 }],
  },
};
const layers = { consumerId: 'c', spatialLayer: 0 };

const tables: Record<RequestName, Table> = {
  createRoom: {
    accepted: [{ roomId: 'a' }, { roomId: 'Blue_fox-1', roomName: ' The fox ' }],
    refused: [
      ...nobody,
      ...badIds('roomId', {}),
      ['roomId', { roomId: 'with space' }],
      ['roomId', { roomId: '-begins' }],
      ['roomId', { roomId: '../x' }],
      ['roomId', { roomId: 'caf\u00e9' }],
      ['roomName', { roomId: 'a', roomName: '  ' }],
      ['roomName', { roomId: 'a', roomName: 'x'.repeat(81) }],
      ['roomName', { roomId: 'a', roomName: null }],
      ['roomName', { roomId: 'a', roomName: 'a\u202eb' }],
    ],
  },
  joinRoom: {
    accepted: [
      join,
      { ...join, rtpCapabilities },
      { ...join, rtpCapabilities: {}, transports: ['send', 'recv'], session: 'secret' },
      { ...join, transports: [] },
      { ...join, transports: ['recv'], session: '' },
    ],
    refused: [
      ...nobody,
      ...badIds('roomId', { displayName: 'Ana' }),
      ['displayName', { roomId: 'a' }],
      ['displayName', { ...join, displayName: '' }],
      ['displayName', { ...join, displayName: ' \t ' }],
      ['displayName', { ...join, displayName: 'x'.repeat(61) }],
      ['displayName', { ...join, displayName: 7 }],
      ['rtpCapabilities', { ...join, rtpCapabilities: null }],
      ['rtpCapabilities', { ...join, rtpCapabilities: [] }],
      ['rtpCapabilities', { ...join, rtpCapabilities: { codecs: 'opus' } }],
      ['rtpCapabilities', { ...join, rtpCapabilities: { codecs: [1] } }],
      ['rtpCapabilities', { ...join, rtpCapabilities: { codecs: ids(101).map(() => ({})) } }],
      ['transports', { ...join, transports: 'send' }],
      ['transports.0', { ...join, transports: ['both'] }],
      ['transports', { ...join, transports: ['send', 'send'] }],
      ['transports', { ...join, transports: ['send', 'recv', 'send'] }],
      ['session', { ...join, session: 'x'.repeat(65) }],
      ['session', { ...join, session: null }],
    ],
  },
  resumeSession: {
    accepted: [
      { roomId: 'a', session: 'secret', heard: 0 },
      { roomId: 'a', session: 'x', heard: 70_000 },
    ],
    refused: [
      ...nobody,
      ...badIds('roomId', { session: 'secret', heard: 0 }),
      ['session', { roomId: 'a', heard: 0 }],
      ['session', { roomId: 'a', session: '', heard: 0 }],
      ['session', { roomId: 'a', session: 'x'.repeat(65), heard: 0 }],
      ['heard', { roomId: 'a', session: 'secret' }],
      ['heard', { roomId: 'a', session: 'secret', heard: -1 }],
      ['heard', { roomId: 'a', session: 'secret', heard: 1.5 }],
      ['heard', { roomId: 'a', session: 'secret', heard: '1' }],
    ],
  },
  restartMedia: {
    accepted: [{ transports: ['send', 'recv'] }, { transports: ['recv'] }, { transports: [] }],
    refused: [
      ...nobody,
      ['transports', {}],
      ['transports', { transports: 'send' }],
      ['transports', { transports: ['send', 'send'] }],
      ['transports.0', { transports: ['both'] }],
    ],
  },
  leaveRoom: nothing,
  createTransport: {
    accepted: [{ direction: 'send' }, { direction: 'recv' }],
    refused: [
      ...nobody,
      ['direction', {}],
      ['direction', { direction: 'sendrecv' }],
      ['direction', { direction: ['send'] }],
    ],
  },
  connectTransport: {
    accepted: [{ transportId: 't', dtlsParameters }],
    refused: [
      ...nobody,
      ...badIds('transportId', { dtlsParameters }),
      ['dtlsParameters', { transportId: 't' }],
      ['dtlsParameters.fingerprints', { transportId: 't', dtlsParameters: {} }],
      ['dtlsParameters.fingerprints', { transportId: 't', dtlsParameters: { fingerprints: [] } }],
    ],
  },
  restartIce: {
    accepted: [{ transportId: 't' }],
    refused: [...nobody, ...badIds('transportId', {})],
  },
  produce: {
    accepted: [
      produce,
      { ...produce, paused: true, appData: { source: 'screen-audio' } },
      { ...video, appData: { source: 'screen' } },
      { ...produce, appData: {} },
    ],
    refused: [
      ...nobody,
      ...badIds('transportId', { kind: 'audio', rtpParameters }),
      ['kind', { ...produce, kind: 'text' }],
      ['kind', { ...produce, kind: undefined }],
      ['rtpParameters', { ...produce, rtpParameters: undefined }],
      ['rtpParameters', { ...produce, rtpParameters: {} }],
      ['rtpParameters', { ...produce, rtpParameters: { codecs: [null] } }],
      ['rtpParameters', { ...produce, rtpParameters: { codecs: [[]] } }],
      ['rtpParameters', { ...produce, rtpParameters: { ...rtpParameters, mid: 'x'.repeat(33) } }],
      ['rtpParameters', { ...produce, rtpParameters: { ...rtpParameters, rtcp: 'cname' } }],
      [
        'rtpParameters',
        { ...produce, rtpParameters: { ...rtpParameters, encodings: ids(9).map(() => ({})) } },
      ],
      ['paused', { ...produce, paused: 'yes' }],
      ['appData', { ...produce, appData: 'camera' }],
      ['appData.source', { ...produce, appData: { source: 'window' } }],
      ['appData.source', { ...produce, appData: { source: 'camera' } }],
      ['appData.source', { ...video, appData: { source: 'microphone' } }],
      ['rtpParameters.codecs', { ...produce, kind: 'video' }],
    ],
  },
  pauseProducer: oneProducer,
  resumeProducer: oneProducer,
  closeProducer: oneProducer,
  consume: {
    accepted: [consume, { ...consume, rtpCapabilities }],
    refused: [
      ...nobody,
      ...badIds('transportId', { producerId: 'p' }),
      ...badIds('producerId', { transportId: 't' }),
      ['rtpCapabilities', { ...consume, rtpCapabilities: 'all' }],
      ['rtpCapabilities', { ...consume, rtpCapabilities: { headerExtensions: {} } }],
    ],
  },
  consumeProducers: {
    accepted: [
      { transportId: 't', producerIds: ['p'] },
      { transportId: 't', producerIds: ids(200), rtpCapabilities },
    ],
    refused: [
      ...nobody,
      ['producerIds', { transportId: 't' }],
      ['producerIds', { transportId: 't', producerIds: 'p' }],
      ['producerIds', { transportId: 't', producerIds: [] }],
      ['producerIds', { transportId: 't', producerIds: ids(201) }],
      ['producerIds.1', { transportId: 't', producerIds: ['p', ''] }],
    ],
  },
  resumeConsumer: oneConsumer,
  resumeConsumers: {
    accepted: [{ consumerIds: ['c'] }, { consumerIds: ids(200) }],
    refused: [
      ...nobody,
      ['consumerIds', {}],
      ['consumerIds', { consumerIds: [] }],
      ['consumerIds', { consumerIds: ids(201) }],
      ['consumerIds.0', { consumerIds: [7] }],
    ],
  },
  pauseConsumer: oneConsumer,
  reportSending: {
    accepted: [{ producerId: 'p', limitation: 'cpu', width: 1280, height: 720 }],
    refused: [
      ...badIds('producerId', { limitation: 'cpu', width: 1280, height: 720 }),
      ['limitation', { producerId: 'p', limitation: 'other', width: 1280, height: 720 }],
      ['width', { producerId: 'p', limitation: 'none', width: 0, height: 720 }],
      ['height', { producerId: 'p', limitation: 'none', width: 1, height: 16_385 }],
    ],
  },
  adjustConsumers: {
    accepted: [
      { consumers: [{ consumerId: 'c' }] },
      {
        consumers: [{ consumerId: 'c', paused: true, layers: { spatialLayer: 1 }, priority: 255 }],
      },
    ],
    refused: [
      ['consumers', {}],
      ['consumers', { consumers: [] }],
      ['consumers', { consumers: Array(201).fill({ consumerId: 'c' }) }],
      ['consumers.0.consumerId', { consumers: [{}] }],
      ['consumers.0.paused', { consumers: [{ consumerId: 'c', paused: 'yes' }] }],
      ['consumers.0.layers', { consumers: [{ consumerId: 'c', layers: null }] }],
      ['consumers.0.layers.spatialLayer', { consumers: [{ consumerId: 'c', layers: {} }] }],
      ['consumers.0.priority', { consumers: [{ consumerId: 'c', priority: 0 }] }],
      ['consumers.0.priority', { consumers: [{ consumerId: 'c', priority: 256 }] }],
    ],
  },
  setPreferredLayers: {
    accepted: [layers, { ...layers, spatialLayer: 7, temporalLayer: 7 }],
    refused: [
      ...nobody,
      ...badIds('consumerId', { spatialLayer: 0 }),
      ['spatialLayer', { consumerId: 'c' }],
      ['spatialLayer', { ...layers, spatialLayer: -1 }],
      ['spatialLayer', { ...layers, spatialLayer: 8 }],
      ['spatialLayer', { ...layers, spatialLayer: 0.5 }],
      ['spatialLayer', { ...layers, spatialLayer: '1' }],
      ['spatialLayer', { ...layers, spatialLayer: Number.NaN }],
      ['temporalLayer', { ...layers, temporalLayer: 8 }],
      ['temporalLayer', { ...layers, temporalLayer: null }],
    ],
  },
  healConsumer: {
    accepted: [
      { consumerId: 'c', cause: 'no-packets' },
      { consumerId: 'c', cause: 'frozen-decoder', renew: true },
    ],
    refused: [
      ...nobody,
      ...badIds('consumerId', { cause: 'no-key-frame' }),
      ['cause', { consumerId: 'c' }],
      ['cause', { consumerId: 'c', cause: 'boredom' }],
      ['renew', { consumerId: 'c', cause: 'no-packets', renew: 1 }],
    ],
  },
  getProducers: nothing,
  sendChat: {
    accepted: [
      chat,
      { ...chat, text: 'x'.repeat(4000) },
      { ...chat, text: 'two\nlines\tand a tab', to: 'x' },
      { ...chat, text: '\u200f\u05e9\u05dc\u05d5\u05dd' },
    ],
    refused: [
      ...nobody,
      ...badIds('clientId', { text: 'Hello' }),
      ...badIds('to', chat),
      ['text', { clientId: 'c' }],
      ['text', { ...chat, text: '' }],
      ['text', { ...chat, text: ' \n\u2800' }],
      ['text', { ...chat, text: 'x'.repeat(4001) }],
      ['text', { ...chat, text: 'a\u0000b' }],
      ['text', { ...chat, text: 'a\u001b[2Jb' }],
      ['text', { ...chat, text: 'a\ud800b' }],
      ['text', { ...chat, text: ['Hello'] }],
    ],
  },
  offerFile: {
    accepted: [file, { ...file, to: 'x' }, { ...file, size: 2 ** 40 }],
    refused: [
      ...nobody,
      ...badIds('clientId', { name: 'a.txt', size: 1 }),
      ...badIds('to', file),
      ['name', { ...file, name: '' }],
      ['name', { ...file, name: 'x'.repeat(201) }],
      ['size', { ...file, size: 0 }],
      ['size', { ...file, size: -1 }],
      ['size', { ...file, size: 1.5 }],
      ['size', { ...file, size: 2 ** 53 }],
      ['size', { ...file, size: '1' }],
    ],
  },
  openFile: { accepted: [{ fileId: 'f' }], refused: [...nobody, ...badIds('fileId', {})] },
  withdrawFile: { accepted: [{ fileId: 'f' }], refused: [...nobody, ...badIds('fileId', {})] },
  getChat: {
    accepted: [{}, { before: 'm' }, { limit: 1 }, { limit: 100 }],
    refused: [
      ...nobody,
      ['before', { before: '' }],
      ['limit', { limit: 0 }],
      ['limit', { limit: 101 }],
      ['limit', { limit: 1.5 }],
    ],
  },
  raiseHand: nothing,
  lowerHand: nothing,
  react: {
    accepted: ['yes', 'no', 'love', 'laugh', 'celebrate'].map((reaction) => ({ reaction })),
    refused: [...nobody, ['reaction', {}], ['reaction', { reaction: 'shrug' }]],
  },
};

const names = Object.keys(requestSchemas) as RequestName[];

describe.each(names)('%s', (name) => {
  const { accepted, refused } = tables[name];
  const schema: z.ZodMiniType = requestSchemas[name];

  it.each(accepted.map((payload) => [payload]))('accepts %j', (payload) => {
    expect(z.safeParse(schema, payload).error?.issues).toBeUndefined();
  });

  it.each(refused)('refuses a wrong "%s": %j', (field, payload) => {
    const result = z.safeParse(schema, payload);
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});

describe('payloads', () => {
  it('lose fields that this version does not know', () => {
    const payload = { direction: 'send', future: { deep: true } };
    expect(z.parse(requestSchemas.createTransport, payload)).toEqual({ direction: 'send' });
  });

  it('lose unknown fields of appData and DTLS parameters too, which go on to others', () => {
    const appData = { source: 'microphone', tag: 'x' };
    expect(z.parse(requestSchemas.produce, { ...produce, appData }).appData).toEqual({
      source: 'microphone',
    });
    const payload = { transportId: 't', dtlsParameters: { ...dtlsParameters, extra: 1 } };
    expect(z.parse(requestSchemas.connectTransport, payload).dtlsParameters).toEqual(
      dtlsParameters,
    );
  });

  it('keep RTP parameters and capabilities whole, which mediasoup checks', () => {
    const later = { ...rtpParameters, msid: 'stream track' };
    expect(z.parse(requestSchemas.produce, { ...produce, rtpParameters: later })).toEqual({
      ...produce,
      rtpParameters: later,
    });
  });

  it('take nothing from prototypes', () => {
    const payload: unknown = JSON.parse('{"__proto__":{"direction":"send"}}');
    expect(z.safeParse(requestSchemas.createTransport, payload).success).toBe(false);
  });

  it('are trimmed where they are names', () => {
    const { displayName } = z.parse(requestSchemas.joinRoom, { ...join, displayName: '  Ana B ' });
    expect(displayName).toBe('Ana B');
  });

  it('lose what nobody sees at the end of a message, and one kind of line end', () => {
    const { text } = z.parse(requestSchemas.sendChat, { ...chat, text: '  a\r\nb \n\n' });
    expect(text).toBe('  a\nb');
  });

  it('have the types that their schemas say', () => {
    expectTypeOf<RequestPayload<'createTransport'>>().toEqualTypeOf<{
      direction: 'send' | 'recv';
    }>();
    expectTypeOf<CheckedPayload<'leaveRoom'>>().toEqualTypeOf<Record<string, never>>();
    expectTypeOf<keyof typeof requestSchemas>().toEqualTypeOf<keyof Replies>();
  });
});
