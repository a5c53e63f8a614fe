/** What senders are told of the layers that anybody wants. */
import { describe, expect, it } from 'vitest';
import { mediaOf, pausedIn, workerOf } from './harness/media.ts';
import { consume, freshRoom, joinAs, type Person, produce } from './harness/person.ts';
import { audio, simulcast, video } from './harness/rtp.ts';
import { sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();
const pid = () => shared().pids()[0] ?? 0;

/** What a sender was told so far, in order. */
const told = ({ client }: Person) =>
  client.heard('layersWanted').map(({ spatialLayer }) => spatialLayer);

async function three() {
  const roomId = freshRoom();
  const [ana, ben, cleo] = [
    await joinAs(shared(), 'Ana', roomId),
    await joinAs(shared(), 'Ben', roomId),
    await joinAs(shared(), 'Cleo', roomId),
  ];
  return { roomId, ana, ben, cleo };
}

async function adjust({ client }: Person, consumerId: string, wish: object) {
  await client.ask('adjustConsumers', { consumers: [{ consumerId, ...wish }] });
}

describe('layersWanted', () => {
  it('AD-2: tells a sender at whom nobody looks, and at once when somebody does', async () => {
    const { roomId, ana } = await three();
    const producerId = await produce(ana, simulcast());
    expect(await ana.client.next('layersWanted')).toEqual({ producerId, spatialLayer: null });
    const dan = await joinAs(shared(), 'Dan', roomId);
    expect(dan.joined.consumers).toHaveLength(1);
    await ana.client.settle();
    expect(told(ana)).toEqual([null, 2]);
    expect(dan.client.heard('layersWanted')).toEqual([]);
    // Neither resumed nor paused, it counts; paused by its owner it does not.
    await dan.client.ask('pauseConsumer', { consumerId: dan.joined.consumers[0]?.id ?? '' });
    await until('the sender hears', () => told(ana).length === 3);
    expect(told(ana)).toEqual([null, 2, null]);
  });

  it('AD-1: is the highest that anybody wants, more at once and less after a while', async () => {
    const { ana, ben, cleo } = await three();
    const producerId = await produce(ana, simulcast());
    const [bens, cleos] = [await consume(ben, producerId), await consume(cleo, producerId)];
    await adjust(ben, bens.id, { paused: false, layers: { spatialLayer: 0 } });
    await adjust(cleo, cleos.id, { paused: false, layers: { spatialLayer: 1 } });
    await until('the sender hears', () => told(ana).length === 1);
    expect(told(ana)).toEqual([1]);
    await adjust(ben, bens.id, { layers: { spatialLayer: 2 } });
    await ana.client.settle();
    expect(told(ana)).toEqual([1, 2]);
    // A wish that comes and goes within the while is not told.
    await adjust(ben, bens.id, { layers: { spatialLayer: 0 } });
    await adjust(ben, bens.id, { layers: { spatialLayer: 2 } });
    await adjust(cleo, cleos.id, { paused: true });
    await ben.client.ask('leaveRoom', {});
    await until('the sender hears', () => told(ana).length === 3);
    expect(told(ana)).toEqual([1, 2, null]);
  });

  it('AD-1: is said of video alone, and a single layer is wanted or not', async () => {
    const { ana, ben } = await three();
    await produce(ana, audio());
    const producerId = await produce(ana, video());
    const { id } = await consume(ben, producerId);
    await adjust(ben, id, { paused: true });
    await until('the sender hears', () => told(ana).length === 1);
    await adjust(ben, id, { paused: false });
    await ana.client.settle();
    expect(ana.client.heard('layersWanted')).toEqual([
      { producerId, spatialLayer: null },
      { producerId, spatialLayer: 7 },
    ]);
  });
});

describe('adjustConsumers', () => {
  it('CO-14: does all of it for each it knows, and passes over what is gone', async () => {
    const { ana, ben, cleo } = await three();
    const [first, second] = [await produce(ana, simulcast()), await produce(ana, audio())];
    const [camera, voice] = [await consume(ben, first), await consume(ben, second)];
    const foreign = await consume(cleo, first);
    const answer = await ben.client.ask('adjustConsumers', {
      consumers: [
        { consumerId: 'no-such', paused: false },
        { consumerId: foreign.id, paused: false },
        { consumerId: camera.id, paused: false, layers: { spatialLayer: 1 }, priority: 20 },
        { consumerId: voice.id, paused: false },
      ],
    });
    expect(answer).toEqual({});
    expect(await pausedIn(pid())).toEqual({
      [camera.id]: false,
      [voice.id]: false,
      [foreign.id]: true,
    });
    const made = [...workerOf(pid()).consumers].find(({ id }) => id === camera.id);
    expect(made).toMatchObject({ priority: 20, preferredLayers: { spatialLayer: 1 } });
    await adjust(ben, camera.id, { paused: true });
    expect((await pausedIn(pid()))[camera.id]).toBe(true);
    expect(made?.preferredLayers).toMatchObject({ spatialLayer: 1 });
  });

  it('CO-15: ignores layers where there are none, and the priority of a voice', async () => {
    const { ana, ben } = await three();
    const [sharp, voice] = [await produce(ana, video()), await produce(ana, audio())];
    const consumers = [await consume(ben, sharp), await consume(ben, voice)];
    for (const { id } of consumers) {
      await adjust(ben, id, { paused: false, layers: { spatialLayer: 1 }, priority: 9 });
    }
    expect(await pausedIn(pid())).toEqual(
      Object.fromEntries(consumers.map(({ id }) => [id, false])),
    );
    expect((await mediaOf(pid())).consumers).toBe(2);
  });
});
