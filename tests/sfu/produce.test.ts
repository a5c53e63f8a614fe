import { describe, expect, it } from 'vitest';
import { mediaOf } from './harness/media.ts';
import { freshRoom, joinAs, produce } from './harness/person.ts';
import { audio, simulcast, video } from './harness/rtp.ts';
import { sharedSfu } from './harness/sfu.ts';

const shared = sharedSfu();

async function two() {
  const roomId = freshRoom();
  const ana = await joinAs(shared(), 'Ana', roomId);
  return { roomId, ana, ben: await joinAs(shared(), 'Ben', roomId) };
}

describe('produce', () => {
  it('PR-1: answers the id under which the others know the producer', async () => {
    const { ana, ben } = await two();
    const producerId = await produce(ana, simulcast());
    expect(await ben.client.next('newProducer')).toEqual({
      peerId: ana.peerId,
      producer: { producerId, kind: 'video', source: 'camera', paused: false },
    });
    const [pid = 0] = shared().pids();
    expect(await mediaOf(pid)).toMatchObject({ producers: 1 });
  });

  it('PR-2: is refused on a recv transport', async () => {
    const { ana } = await two();
    const order = { transportId: ana.recv, kind: 'audio', rtpParameters: audio() };
    expect(await ana.client.codeOf('produce', order)).toBe('TRANSPORT_WRONG_DIRECTION');
  });

  it.each([
    [audio(), undefined, 'microphone'],
    [video(), undefined, 'camera'],
    [audio(), {}, 'microphone'],
    [video(), { source: 'screen' as const }, 'screen'],
    [audio(), { source: 'screen-audio' as const }, 'screen-audio'],
  ])('PR-4: with %j and appData %j is of the right source', async (parameters, appData, source) => {
    const { ana, ben } = await two();
    await produce(ana, parameters, { ...(appData && { appData }) });
    expect((await ben.client.next('newProducer')).producer.source).toBe(source);
  });

  it.each([
    ['audio', 'camera'],
    ['audio', 'screen'],
    ['video', 'microphone'],
    ['video', 'screen-audio'],
    ['audio', 'radio'],
    ['audio', '__proto__'],
    ['audio', 7],
  ])('PR-5: of %s is refused with the source %s', async (kind, source) => {
    const { ana } = await two();
    const rtpParameters = kind === 'audio' ? audio() : video();
    const order = { transportId: ana.send, kind, rtpParameters, appData: { source } };
    expect(await ana.client.codeOf('produce', order)).toBe('BAD_REQUEST');
    expect(shared().sfu.stats().producers).toBe(0);
  });

  it('PR-6: paused is announced as paused', async () => {
    const { ana, ben } = await two();
    await produce(ana, audio(), { paused: true });
    expect((await ben.client.next('newProducer')).producer.paused).toBe(true);
  });

  it('LI-5: is refused beyond eight, also of many at once, and works again after a close', async () => {
    const { ana } = await two();
    const orders = Array.from({ length: 12 }, () => ({
      transportId: ana.send,
      kind: 'audio',
      rtpParameters: audio(),
    }));
    const answers = await Promise.all(orders.map((order) => ana.client.send('produce', order)));
    const refused = answers.filter((each) => JSON.stringify(each).includes('LIMIT_REACHED'));
    expect(refused).toHaveLength(4);
    const { producers } = shared().sfu.stats();
    expect(producers).toBe(8);
    const [first] = JSON.stringify(answers).match(/[0-9a-f-]{36}/) ?? [];
    await ana.client.ask('closeProducer', { producerId: first ?? '' });
    await produce(ana);
  });
});

describe('rtpParameters that the router does not take', () => {
  const [codec] = audio().codecs;
  const mid = 'urn:ietf:params:rtp-hdrext:sdes:mid';
  it.each<[string, unknown, ('audio' | 'video')?]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['text', 'opus'],
    ['no codec list', {}],
    ['an empty codec list', { ...audio(), codecs: [] }],
    ['null as codec', { ...audio(), codecs: [null] }],
    ['text as codec', { ...audio(), codecs: ['opus'] }],
    ['33 codecs', { ...audio(), codecs: Array(33).fill(codec) }],
    ['the same payload type twice', { ...audio(), codecs: [codec, codec] }],
    ['a codec that nobody knows', { ...audio(), codecs: [{ ...codec, mimeType: 'audio/x' }] }],
    ['no mime type', { ...audio(), codecs: [{ ...codec, mimeType: undefined }] }],
    ['a mime type without kind', { ...audio(), codecs: [{ ...codec, mimeType: 'opus' }] }],
    ['a video codec for audio', { ...audio(), codecs: video().codecs }],
    ['text as payload type', { ...audio(), codecs: [{ ...codec, payloadType: '111' }] }],
    ['a huge payload type', { ...audio(), codecs: [{ ...codec, payloadType: 2 ** 40 }] }],
    ['a negative payload type', { ...audio(), codecs: [{ ...codec, payloadType: -1 }] }],
    ['a broken payload type', { ...audio(), codecs: [{ ...codec, payloadType: 96.5 }] }],
    ['another clock rate', { ...audio(), codecs: [{ ...codec, clockRate: 8000 }] }],
    ['other channels', { ...audio(), codecs: [{ ...codec, channels: 7 }] }],
    [
      'nested codec parameters',
      { ...audio(), codecs: [{ ...codec, parameters: { a: { b: 1 } } }] },
    ],
    ['feedback without type', { ...audio(), codecs: [{ ...codec, rtcpFeedback: [{}] }] }],
    ['encodings that are no list', { ...audio(), encodings: {} }],
    ['no encodings', { ...audio(), encodings: [] }],
    ['an encoding that says nothing', { ...audio(), encodings: [{}] }],
    ['null as encoding', { ...audio(), encodings: [null] }],
    ['nine encodings', { ...audio(), encodings: Array(9).fill({ ssrc: 1 }) }],
    ['text as SSRC', { ...audio(), encodings: [{ ssrc: '1' }] }],
    [
      'a negative SSRC of RTX',
      { ...video(), encodings: [{ ssrc: 1, rtx: { ssrc: -1 } }] },
      'video',
    ],
    ['a negative extension id', { ...audio(), headerExtensions: [{ uri: mid, id: -1 }] }],
    ['a huge extension id', { ...audio(), headerExtensions: [{ uri: mid, id: 257 }] }],
    ['a negative SSRC', { ...audio(), encodings: [{ ssrc: -1 }] }],
    ['an SSRC beyond 32 bits', { ...audio(), encodings: [{ ssrc: 2 ** 33 }] }],
    ['a broken SSRC', { ...audio(), encodings: [{ ssrc: 1.5 }] }],
    ['a number as RID', { ...audio(), encodings: [{ rid: 1 }] }],
    ['RTX as text', { ...video(), encodings: [{ ssrc: 1, rtx: 'x' }] }, 'video'],
    ['a number as MID', { ...audio(), mid: 1 }],
    ['a long MID', { ...audio(), mid: 'm'.repeat(33) }],
    ['RTCP as text', { ...audio(), rtcp: 'x' }],
    ['a number as CNAME', { ...audio(), rtcp: { cname: 7 } }],
    ['extensions that are no list', { ...audio(), headerExtensions: {} }],
    ['an extension that nobody knows', { ...audio(), headerExtensions: [{ uri: 'urn:x', id: 1 }] }],
    ['an extension without id', { ...audio(), headerExtensions: [{ uri: 'urn:x' }] }],
  ])('PR-3: are refused: %s', async (_, rtpParameters, kind = 'audio') => {
    const { ana, ben } = await two();
    const order = { transportId: ana.send, kind, rtpParameters };
    expect(await ana.client.codeOf('produce', order)).toBe('BAD_REQUEST');
    const pids = shared().pids();
    expect(await mediaOf(pids[0] ?? 0)).toMatchObject({ transports: 4, producers: 0 });
    // The transport is none the worse for it.
    await produce(ana);
    await ben.client.next('newProducer');
    expect(shared().sfu.stats().workerDeaths).toBe(0);
  });

  it('PR-3: are refused where an SSRC or a MID is used already', async () => {
    const { ana } = await two();
    const first = audio('0');
    await produce(ana, first);
    const order = { transportId: ana.send, kind: 'audio' };
    const sameSsrc = { ...audio('1'), encodings: first.encodings };
    for (const rtpParameters of [first, sameSsrc, audio('0')]) {
      expect(await ana.client.codeOf('produce', { ...order, rtpParameters })).toBe('BAD_REQUEST');
    }
    await produce(ana, audio('1'));
  });
});

describe('pauseProducer, resumeProducer, closeProducer', () => {
  it('PR-7: are told to the others', async () => {
    const { ana, ben } = await two();
    const producerId = await produce(ana);
    await ana.client.ask('pauseProducer', { producerId });
    await ana.client.ask('resumeProducer', { producerId });
    await ana.client.ask('closeProducer', { producerId });
    await ben.client.settle();
    const fact = { peerId: ana.peerId, producerId };
    const heard = ben.client.journal.filter(({ name }) => /^producer/.test(name));
    expect(heard).toEqual([
      { name: 'producerPaused', payload: fact },
      { name: 'producerResumed', payload: fact },
      { name: 'producerClosed', payload: fact },
    ]);
    expect(ana.client.story).toEqual(['peerJoined']);
    expect(await ana.client.codeOf('closeProducer', { producerId })).toBe('PRODUCER_NOT_FOUND');
  });

  it('PR-8: of what is so already succeed and are told to nobody', async () => {
    const { ana, ben } = await two();
    const producerId = await produce(ana);
    await ana.client.ask('resumeProducer', { producerId });
    await ana.client.ask('pauseProducer', { producerId });
    await ana.client.ask('pauseProducer', { producerId });
    await ben.client.settle();
    expect(ben.client.story).toEqual(['newProducer', 'producerPaused']);
  });

  it('PR-8: sent many times at once are told once', async () => {
    const { ana, ben } = await two();
    const producerId = await produce(ana);
    await Promise.all(
      Array.from({ length: 5 }, () => ana.client.ask('pauseProducer', { producerId })),
    );
    await Promise.all(
      Array.from({ length: 5 }, () => ana.client.ask('resumeProducer', { producerId })),
    );
    await ben.client.settle();
    expect(ben.client.story).toEqual(['newProducer', 'producerPaused', 'producerResumed']);
  });

  it('PR-7: sent in a row without waiting end as the last one says', async () => {
    const { ana, ben } = await two();
    const producerId = await produce(ana);
    const names = ['pauseProducer', 'resumeProducer', 'pauseProducer', 'resumeProducer'] as const;
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(names.map((name) => ana.client.ask(name, { producerId })));
    }
    const { producers } = await ben.client.ask('getProducers', {});
    expect(producers).toMatchObject([{ producerId, paused: false }]);
    const told = ben.client.story.filter((name) => name !== 'newProducer');
    expect(told.at(-1) ?? 'producerResumed').toBe('producerResumed');
  });

  it.each(['pauseProducer', 'resumeProducer', 'closeProducer'])(
    'PR-9: %s of another peer or room is refused as if it did not exist',
    async (name) => {
      const { ana, ben } = await two();
      const elsewhere = await joinAs(shared(), 'Cleo', freshRoom());
      const ids = [await produce(ben), await produce(elsewhere), 'no-such', '__proto__'];
      const refusals = await Promise.all(
        ids.map((producerId) => ana.client.refused(name, { producerId })),
      );
      expect(new Set(refusals.map((each) => JSON.stringify(each))).size).toBe(1);
      expect(refusals[0]?.code).toBe('PRODUCER_NOT_FOUND');
      const { producers } = await ana.client.ask('getProducers', {});
      expect(producers).toMatchObject([{ producerId: ids[0], paused: false }]);
      expect(shared().sfu.stats().producers).toBe(2);
    },
  );
});

describe('getProducers', () => {
  it('PR-11: lists those of all others and none of one’s own', async () => {
    const { roomId, ana, ben } = await two();
    const cleo = await joinAs(shared(), 'Cleo', roomId);
    const elsewhere = await joinAs(shared(), 'Dan', freshRoom());
    await produce(elsewhere);
    await produce(ana);
    const picture = await produce(ben, video(), { paused: true });
    const voice = await produce(cleo);
    const { producers } = await ana.client.ask('getProducers', {});
    const camera = { kind: 'video', source: 'camera', paused: true };
    const microphone = { kind: 'audio', source: 'microphone', paused: false };
    expect(producers).toEqual([
      { peerId: ben.peerId, producerId: picture, ...camera },
      { peerId: cleo.peerId, producerId: voice, ...microphone },
    ]);
  });
});
