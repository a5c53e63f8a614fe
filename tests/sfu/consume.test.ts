import { describe, expect, it } from 'vitest';
import { mediaOf, pausedIn, workerOf } from './harness/media.ts';
import { consume, freshRoom, joinAs, produce } from './harness/person.ts';
import { audio, dtlsParameters, playsSound, simulcast, video } from './harness/rtp.ts';
import { sharedSfu } from './harness/sfu.ts';

const shared = sharedSfu();

async function two() {
  const roomId = freshRoom();
  const ana = await joinAs(shared(), 'Ana', roomId);
  return { roomId, ana, ben: await joinAs(shared(), 'Ben', roomId) };
}

const pid = () => shared().pids()[0] ?? 0;
const preferredLayers = () => [...workerOf(pid()).consumers].map((each) => each.preferredLayers);

async function consumers(): Promise<number> {
  return (await mediaOf(pid())).consumers;
}

describe('consume', () => {
  it('CO-1: answers a paused consumer with all that its receiver needs', async () => {
    const { ana, ben } = await two();
    const producerId = await produce(ana, video(), { appData: { source: 'screen' } });
    const consumer = await consume(ben, producerId);
    expect(consumer).toEqual({
      id: expect.stringMatching(/^.{1,64}$/),
      producerId,
      peerId: ana.peerId,
      kind: 'video',
      source: 'screen',
      rtpParameters: expect.objectContaining({ codecs: expect.any(Array) }),
      type: 'simple',
      producerPaused: false,
    });
    expect(await consumers()).toBe(1);
  });

  it('CO-2: is refused on a send transport', async () => {
    const { ana, ben } = await two();
    const producerId = await produce(ana);
    const order = { transportId: ben.send, producerId };
    expect(await ben.client.codeOf('consume', order)).toBe('TRANSPORT_WRONG_DIRECTION');
    const many = { transportId: ben.send, producerIds: [producerId] };
    expect(await ben.client.codeOf('consumeProducers', many)).toBe('TRANSPORT_WRONG_DIRECTION');
  });

  it.each<[string, unknown]>([
    ['no codec', {}],
    ['an empty list', { codecs: [] }],
    ['nothing but null', { codecs: [{ mimeType: null }] }],
    ['another codec', { codecs: [{ kind: 'video', mimeType: 'video/x', clockRate: 90_000 }] }],
    ['nonsense', { codecs: [{ kind: 'video', mimeType: 'video/VP8', clockRate: 'fast' }] }],
  ])('CO-3: is refused with capabilities of %s', async (_, rtpCapabilities) => {
    const { ana, ben } = await two();
    const producerId = await produce(ana, video());
    const order = { transportId: ben.recv, producerId, rtpCapabilities };
    expect(await ben.client.codeOf('consume', order)).toBe('CANNOT_CONSUME');
    expect(await consumers()).toBe(0);
  });

  it('CO-4: of another room, and of oneself, is refused as if it did not exist', async () => {
    const { ben } = await two();
    const elsewhere = await joinAs(shared(), 'Cleo', freshRoom());
    const ids = [await produce(elsewhere), await produce(ben), 'no-such', 'toString'];
    const refusals = await Promise.all(
      ids.map((producerId) => ben.client.refused('consume', { transportId: ben.recv, producerId })),
    );
    expect(new Set(refusals.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(refusals[0]?.code).toBe('PRODUCER_NOT_FOUND');
    expect(await consumers()).toBe(0);
  });

  it('CO-5: is refused without any capabilities', async () => {
    const { roomId, ana } = await two();
    const producerId = await produce(ana);
    const deaf = await shared().client();
    await deaf.ask('joinRoom', { roomId, displayName: 'Deaf' });
    const { id: transportId } = await deaf.ask('createTransport', { direction: 'recv' });
    expect(await deaf.codeOf('consume', { transportId, producerId })).toBe('BAD_REQUEST');
    const many = { transportId, producerIds: [producerId] };
    expect(await deaf.codeOf('consumeProducers', many)).toBe('BAD_REQUEST');
  });

  it('CO-6: again over the same transport answers the same consumer', async () => {
    const { ana, ben } = await two();
    const producerId = await produce(ana);
    const [first, second] = await Promise.all([consume(ben, producerId), consume(ben, producerId)]);
    const order = { transportId: ben.recv, producerIds: [producerId, producerId] };
    const many = await ben.client.ask('consumeProducers', order);
    expect(second).toEqual(first);
    expect(many).toEqual({ consumers: [first], refused: [] });
    expect(await consumers()).toBe(1);
  });

  it('JO-6: of a producer whose consumer came with the join answers that one', async () => {
    const { roomId, ana } = await two();
    const producerId = await produce(ana);
    const cleo = await joinAs(shared(), 'Cleo', roomId);
    expect(await consume(cleo, producerId)).toEqual(cleo.joined.consumers[0]);
  });

  it('of a foreign transport is refused as if it did not exist', async () => {
    const { ana, ben } = await two();
    const producerId = await produce(ana);
    for (const transportId of [ana.recv, 'no-such']) {
      const order = { transportId, producerId };
      expect(await ben.client.codeOf('consume', order)).toBe('TRANSPORT_NOT_FOUND');
    }
    const order = { transportId: ana.send, kind: 'audio', rtpParameters: audio() };
    expect(await ben.client.codeOf('produce', order)).toBe('TRANSPORT_NOT_FOUND');
  });

  it('CO-7: lists in refused what cannot be consumed, and the rest is consumed', async () => {
    const { ana, ben } = await two();
    const [voice, picture] = [await produce(ana), await produce(ana, video())];
    const { consumers: made, refused } = await ben.client.ask('consumeProducers', {
      transportId: ben.recv,
      producerIds: ['no-such', picture, voice],
      rtpCapabilities: playsSound(ben.capabilities),
    });
    expect(made.map(({ producerId }) => producerId)).toEqual([voice]);
    expect(refused.map(({ producerId, error }) => [producerId, error.code])).toEqual([
      ['no-such', 'PRODUCER_NOT_FOUND'],
      [picture, 'CANNOT_CONSUME'],
    ]);
  });

  it.each([[[]], [Array(201).fill('x')], ['x'], [[7]], [null]])(
    'CO-7: consumeProducers is refused with a list that is none: %j',
    async (producerIds) => {
      const { ben } = await two();
      const order = { transportId: ben.recv, producerIds };
      expect(await ben.client.codeOf('consumeProducers', order)).toBe('BAD_REQUEST');
    },
  );
});

describe('a consumer', () => {
  it('CO-8: is resumed and paused before its transport is connected', async () => {
    const { ana, ben } = await two();
    const { id: consumerId } = await consume(ben, await produce(ana));
    await ben.client.ask('resumeConsumer', { consumerId });
    await ben.client.ask('resumeConsumer', { consumerId });
    await ben.client.ask('pauseConsumer', { consumerId });
    await ben.client.ask('pauseConsumer', { consumerId });
    await ben.client.ask('connectTransport', {
      transportId: ben.recv,
      dtlsParameters: dtlsParameters(),
    });
    await ben.client.ask('resumeConsumer', { consumerId });
  });

  it.each([
    ['resumeConsumer', {}],
    ['pauseConsumer', {}],
    ['setPreferredLayers', { spatialLayer: 0 }],
  ])('CO-9: %s of another peer is refused as if it did not exist', async (name, more) => {
    const { roomId, ana, ben } = await two();
    const cleo = await joinAs(shared(), 'Cleo', roomId);
    const producerId = await produce(ana, simulcast());
    const { id } = await consume(cleo, producerId);
    const refusals = await Promise.all(
      [id, 'no-such', producerId].map((consumerId) =>
        ben.client.refused(name, { consumerId, ...more }),
      ),
    );
    expect(new Set(refusals.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(refusals[0]?.code).toBe('CONSUMER_NOT_FOUND');
  });

  it('CO-11: is resumed among others, and ids that are gone are passed over', async () => {
    const { roomId, ana, ben } = await two();
    const kept = await consume(ben, await produce(ana));
    const gone = await produce(ana, video());
    const { id: goneId } = await consume(ben, gone);
    const cleo = await joinAs(shared(), 'Cleo', roomId);
    const [foreign] = cleo.joined.consumers;
    await ana.client.ask('closeProducer', { producerId: gone });
    const consumerIds = ['no-such', goneId, foreign?.id ?? '', kept.id];
    expect(await ben.client.ask('resumeConsumers', { consumerIds })).toEqual({});
    expect(await pausedIn(pid())).toEqual({ [kept.id]: false, [foreign?.id ?? '']: true });
  });

  it('CO-11: that goes while it is resumed does not fail the others', async () => {
    const { ana, ben } = await two();
    const producers = await Promise.all([audio(), video(), audio()].map((p) => produce(ana, p)));
    const made = await Promise.all(producers.map((producerId) => consume(ben, producerId)));
    const [resumed] = await Promise.all([
      ben.client.send('resumeConsumers', { consumerIds: made.map(({ id }) => id) }),
      ana.client.send('closeProducer', { producerId: producers[0] }),
      ana.client.send('closeProducer', { producerId: producers[1] }),
    ]);
    expect(resumed).toEqual({ ok: true, data: {} });
    expect(await pausedIn(pid())).toEqual({ [made[2]?.id ?? '']: false });
  });

  it.each(['resumeConsumer', 'pauseConsumer', 'setPreferredLayers'])(
    'CO-9: that goes during %s is refused as one that is gone',
    async (name) => {
      const { ana, ben } = await two();
      for (let round = 0; round < 10; round += 1) {
        const producerId = await produce(ana, simulcast());
        const { id: consumerId } = await consume(ben, producerId);
        const [closed, answer] = await Promise.all([
          ana.client.send('closeProducer', { producerId }),
          ben.client.send(name, { consumerId, spatialLayer: 1 }),
        ]);
        expect(closed).toEqual({ ok: true, data: {} });
        expect(JSON.stringify(answer)).toMatch(/^{"ok":true|CONSUMER_NOT_FOUND/);
      }
    },
  );

  it('CO-12: without layers has none to choose', async () => {
    const { ana, ben } = await two();
    for (const parameters of [audio(), video()]) {
      const { id: consumerId } = await consume(ben, await produce(ana, parameters));
      const order = { consumerId, spatialLayer: 0 };
      expect(await ben.client.codeOf('setPreferredLayers', order)).toBe('NO_LAYERS');
    }
  });

  it('CO-13: takes a layer above the highest for the highest', async () => {
    const { ana, ben } = await two();
    const { id: consumerId } = await consume(ben, await produce(ana, simulcast()));
    await ben.client.ask('setPreferredLayers', { consumerId, spatialLayer: 7, temporalLayer: 7 });
    expect(preferredLayers()).toEqual([{ spatialLayer: 2, temporalLayer: 2 }]);
    await ben.client.ask('setPreferredLayers', { consumerId, spatialLayer: 1 });
    expect(preferredLayers()).toMatchObject([{ spatialLayer: 1 }]);
  });

  it.each([[-1], [8], [1.5], ['1'], [null], [undefined]])(
    'CO-13: is refused the layer %j',
    async (spatialLayer) => {
      const { ana, ben } = await two();
      const { id: consumerId } = await consume(ben, await produce(ana, simulcast()));
      const order = { consumerId, spatialLayer };
      expect(await ben.client.codeOf('setPreferredLayers', order)).toBe('BAD_REQUEST');
    },
  );
});

describe('healConsumer', () => {
  it('HL-1, HL-2: asks for a key frame, then gives another consumer, and counts both', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    const producerId = await produce(ana, simulcast());
    const { id: consumerId } = await consume(ben, producerId);
    const heal = { consumerId, cause: 'no-key-frame' } as const;
    expect(await ben.client.ask('healConsumer', heal)).toEqual({});
    const { consumer } = await ben.client.ask('healConsumer', { ...heal, renew: true });
    expect(consumer).toMatchObject({ producerId, peerId: ana.peerId, type: 'simulcast' });
    expect(consumer?.id).not.toBe(consumerId);
    expect(await ben.client.codeOf('healConsumer', heal)).toBe('CONSUMER_NOT_FOUND');
    await ben.client.ask('resumeConsumer', { consumerId: consumer?.id ?? '' });
    expect(shared().sfu.stats().consumers).toBe(1);
    const text = await (await fetch(`${shared().url}metrics`)).text();
    expect(text).toContain('parley_streams_healed_total{cause="no-key-frame"} 2');
  });
});
