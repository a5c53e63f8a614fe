import { describe, expect, it } from 'vitest';
import { consume, freshRoom, joinAs, type Person, produce } from './harness/person.ts';
import { audio, video } from './harness/rtp.ts';
import { sfuForTest, sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();

async function three() {
  const roomId = freshRoom();
  const ana = await joinAs(shared(), 'Ana', roomId);
  const ben = await joinAs(shared(), 'Ben', roomId);
  const cleo = await joinAs(shared(), 'Cleo', roomId);
  for (const { client } of [ana, ben, cleo]) await client.settle();
  for (const { client } of [ana, ben, cleo]) client.journal.length = 0;
  return { roomId, ana, ben, cleo };
}

/** What somebody heard in order, answers included, each with the id that it is about. */
const heardBy = ({ client }: Pick<Person, 'client'>) =>
  client.journal.filter(({ name }) => !name.startsWith('answer to '));

describe('notifications', () => {
  it('NO-1: begin after the join’s answer, whatever else is answered meanwhile', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const [client, other] = [await shared().client(), await shared().client()];
    await client.ask('createRoom', { roomId });
    const [pid = 0] = shared().pids();
    // A worker that sleeps holds the join up for as long as we like.
    process.kill(pid, 'SIGSTOP');
    const join = { roomId, displayName: 'Ben', transports: ['send', 'recv'] };
    const joining = client.send('joinRoom', join);
    const { peer: ben } = await ana.client.next('peerJoined');
    const cleo = await other.ask('joinRoom', { roomId, displayName: 'Cleo' });
    expect(await client.codeOf('no-such-request', {})).toBe('UNKNOWN_REQUEST');
    expect(await client.codeOf('createTransport', {})).toBe('BAD_REQUEST');
    expect(await client.codeOf('leaveRoom', [])).toBe('BAD_REQUEST');
    await other.ask('leaveRoom', {});
    process.kill(pid, 'SIGCONT');
    expect(await joining).toMatchObject({ ok: true, data: { peerId: ben.peerId } });
    await client.settle();
    expect(client.journal.map(({ name }) => name)).toEqual([
      'answer to createRoom',
      'answer to no-such-request',
      'answer to createTransport',
      'answer to leaveRoom',
      'answer to joinRoom',
      'peerJoined',
      'peerLeft',
      'answer to getProducers',
    ]);
    expect(client.heard('peerJoined')).toMatchObject([{ peer: { peerId: cleo.peerId } }]);
  });

  it('NO-1: tell all that changed since the answer, to twenty that come at once', async () => {
    const roomId = freshRoom();
    const people = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const person = await joinAs(shared(), `P${n}`, roomId);
        await produce(person);
        return person;
      }),
    );
    for (const { client, peerId, joined } of people) {
      const others = people.map((each) => each.peerId).filter((each) => each !== peerId);
      await until('everybody is known', () => {
        const later = client.heard('peerJoined').map(({ peer }) => peer);
        return joined.peers.length + later.length >= others.length;
      });
      await client.settle();
      const known = [...joined.peers, ...client.heard('peerJoined').map(({ peer }) => peer)];
      expect(known.map((peer) => peer.peerId).toSorted()).toEqual(others.toSorted());
      const producers = [
        ...known.flatMap((peer) => peer.producers.map(({ producerId }) => producerId)),
        ...client.heard('newProducer').map(({ producer }) => producer.producerId),
      ];
      expect(new Set(producers).size).toBe(others.length);
      expect(producers).toHaveLength(others.length);
    }
  });

  it('NO-2: come in the order of the facts', async () => {
    const { ana, ben } = await three();
    const first = await produce(ana);
    const second = await produce(ana, video());
    await ana.client.ask('pauseProducer', { producerId: first });
    await ana.client.ask('closeProducer', { producerId: second });
    await ana.client.ask('resumeProducer', { producerId: first });
    await ana.client.ask('leaveRoom', {});
    await ben.client.settle();
    const { peerId } = ana;
    expect(heardBy(ben)).toMatchObject([
      { name: 'newProducer', payload: { peerId, producer: { producerId: first } } },
      { name: 'newProducer', payload: { peerId, producer: { producerId: second } } },
      { name: 'producerPaused', payload: { peerId, producerId: first } },
      { name: 'producerClosed', payload: { peerId, producerId: second } },
      { name: 'producerResumed', payload: { peerId, producerId: first } },
      { name: 'peerLeft', payload: { peerId, reason: 'left' } },
    ]);
  });

  it('NO-3: of a room reach nobody outside it', async () => {
    const { roomId, ana, ben } = await three();
    const elsewhere = await joinAs(shared(), 'Dan', freshRoom());
    const watcher = await shared().client();
    await watcher.ask('createRoom', { roomId });
    await ben.client.ask('leaveRoom', {});
    const heard = ben.client.story.length;
    const producerId = await produce(ana);
    await ana.client.ask('pauseProducer', { producerId });
    await ana.client.ask('closeProducer', { producerId });
    await ana.client.ask('leaveRoom', {});
    for (const client of [elsewhere.client, watcher, ben.client]) await client.settle();
    expect(elsewhere.client.story).toEqual([]);
    expect(watcher.story).toEqual([]);
    expect(ben.client.story).toHaveLength(heard);
  });

  it('NO-4: tell all others exactly once, and not oneself', async () => {
    const { ana, ben, cleo } = await three();
    const producerId = await produce(ana);
    await consume(ben, producerId);
    await ana.client.ask('pauseProducer', { producerId });
    await ana.client.ask('closeProducer', { producerId });
    for (const { client } of [ana, ben, cleo]) await client.settle();
    const expected = ['newProducer', 'producerPaused', 'producerClosed'];
    expect(ben.client.story).toEqual(expected);
    expect(cleo.client.story).toEqual(expected);
    expect(ana.client.story).toEqual([]);
  });

  it('NO-5: tell of a closed producer and not of its consumers, which are gone', async () => {
    const { ana, ben } = await three();
    const producerId = await produce(ana);
    const { id: consumerId } = await consume(ben, producerId);
    await ana.client.ask('closeProducer', { producerId });
    await until('the consumer is gone', () => shared().sfu.stats().consumers === 0);
    expect(await ben.client.codeOf('resumeConsumer', { consumerId })).toBe('CONSUMER_NOT_FOUND');
    expect(ben.client.story).toEqual(['newProducer', 'producerClosed']);
  });

  it('NO-6: tell of a peer that left and not of its producers', async () => {
    const { ana, ben } = await three();
    await Promise.all([audio(), video(), audio()].map((parameters) => produce(ana, parameters)));
    ana.client.socket.io.engine.close();
    expect(await ben.client.next('peerLeft')).toEqual({
      peerId: ana.peerId,
      reason: 'disconnected',
    });
    await ben.client.settle();
    expect(ben.client.story.filter((name) => name !== 'newProducer')).toEqual(['peerLeft']);
  });

  it('NO-7: of a consumer go to its owner alone', async () => {
    const { ana, ben, cleo } = await three();
    const { id: consumerId } = await consume(ben, await produce(ana));
    await ben.client.ask('resumeConsumer', { consumerId });
    for (const { client } of [ana, cleo]) await client.settle();
    expect(ana.client.story).toEqual([]);
    expect(cleo.client.story).toEqual(['newProducer']);
  });

  it('NO-10: tell everybody in a room of the end, before the connection closes', async () => {
    const server = await sfuForTest();
    const roomId = freshRoom();
    const people = await Promise.all(
      ['Ana', 'Ben', 'Cleo'].map((name) => joinAs(server, name, roomId)),
    );
    const watcher = await server.client();
    const ends = people.map(
      ({ client }) =>
        new Promise<number>((resolve) =>
          client.socket.once('disconnect', () => resolve(client.heard('roomClosed').length)),
        ),
    );
    await server.sfu.close();
    expect(await Promise.all(ends)).toEqual([1, 1, 1]);
    for (const { client } of people) {
      expect(client.heard('roomClosed')).toEqual([{ roomId, reason: 'server-closing' }]);
      // Everybody goes with the room: nobody is said to have left it.
      expect(client.story).not.toContain('peerLeft');
    }
    expect(watcher.story).toEqual([]);
  });
});
