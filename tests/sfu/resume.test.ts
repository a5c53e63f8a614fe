import { describe, expect, it, onTestFinished } from 'vitest';
import { Client } from './harness/client.ts';
import { mediaOf } from './harness/media.ts';
import { consume, freshRoom, joinAs, joinWith, type Person, produce } from './harness/person.ts';
import { startProxy } from './harness/proxy.ts';
import { video } from './harness/rtp.ts';
import { sfuForTest, sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu({ peerGrace: 20_000 });

/** Ana, who sends, and Ben, who receives it. */
async function two() {
  const roomId = freshRoom();
  const ana = await joinAs(shared(), 'Ana', roomId);
  const ben = await joinAs(shared(), 'Ben', roomId);
  const voice = await produce(ana);
  const { id: consumerId } = await consume(ben, voice);
  await ana.client.next('peerJoined');
  return { roomId, ana, ben, voice, consumerId };
}

/** Ends the connection without a goodbye. */
function lose({ client }: Person): void {
  client.socket.io.engine.close();
}

/** The number of the last notification that somebody heard. */
const numberOf = ({ client }: Person) => Math.max(0, ...client.numbers);

async function resume(person: Person, heard = numberOf(person), client?: Client) {
  const socket = client ?? (await shared().client());
  const { roomId, joined } = person;
  const reply = await socket.ask('resumeSession', { roomId, session: joined.session, heard });
  return { client: socket, reply };
}

async function codeOf(roomId: string, session: string): Promise<string> {
  const client = await shared().client();
  const refusal = await client.refused('resumeSession', { roomId, session, heard: 0 });
  expect(refusal.message).toBe('This place is no longer kept. Join again.');
  return refusal.code;
}

describe('a connection that is lost', () => {
  it('SE-1, SE-2, SE-5: and comes back is the same peer, with all media as it was', async () => {
    const { ana, ben, voice, consumerId } = await two();
    const [pid = 0] = shared().pids();
    const before = await mediaOf(pid);
    for (const person of [ana, ben]) lose(person);
    await until('both are away', () => shared().sfu.stats().connections === 0);
    expect(await mediaOf(pid)).toEqual(before);
    const again = await resume(ana);
    expect(again.reply).toEqual({
      peerId: ana.peerId,
      caughtUp: true,
      peers: [{ peerId: ben.peerId, displayName: 'Ben', producers: [], disconnected: true }],
      producers: [{ producerId: voice, kind: 'audio', source: 'microphone', paused: false }],
      transportIds: expect.arrayContaining([ana.send, ana.recv]),
      consumerIds: [],
    });
    const back = await resume(ben);
    expect(back.reply).toMatchObject({ peerId: ben.peerId, consumerIds: [consumerId] });
    await again.client.next('peerReconnected');
    await back.client.ask('resumeConsumer', { consumerId });
    await again.client.ask('pauseProducer', { producerId: voice });
    await back.client.next('producerPaused');
    const facts = again.client.story.filter((name) => name !== 'activeSpeaker');
    expect(facts).toEqual(['peerDisconnected', 'peerReconnected']);
    expect(await mediaOf(pid)).toEqual(before);
    await again.client.ask('leaveRoom', {});
  });

  it('SE-3, NO-11: is told what was missed, in order and each once', async () => {
    const { roomId, ana, ben, voice } = await two();
    await ben.client.settle();
    const heard = numberOf(ben);
    expect(ben.client.numbers).toEqual([1]);
    lose(ben);
    await ana.client.next('peerDisconnected');
    await ana.client.ask('pauseProducer', { producerId: voice });
    const picture = await produce(ana, video());
    const cleo = await joinAs(shared(), 'Cleo', roomId);
    await ana.client.ask('closeProducer', { producerId: picture });
    const { client, reply } = await resume(ben, heard);
    expect(reply.caughtUp).toBe(true);
    await cleo.client.ask('leaveRoom', {});
    await client.next('peerLeft');
    expect(client.story.filter((name) => name !== 'activeSpeaker')).toEqual([
      'producerPaused',
      'newProducer',
      'peerJoined',
      'producerClosed',
      'peerLeft',
    ]);
    expect(client.numbers).toEqual([2, 3, 4, 5, 6]);
    // Heard and lost again before anything was confirmed: nothing is told twice.
    client.socket.io.engine.close();
    const third = await resume(ben, 4);
    await third.client.settle();
    expect(third.client.numbers.filter((number) => number <= 6)).toEqual([5, 6]);
  });

  it('SE-4: and cannot be told what was missed is told how it is now', async () => {
    const { ana, ben } = await two();
    await ben.client.settle();
    lose(ben);
    await ana.client.next('peerDisconnected');
    await produce(ana, video());
    const { client, reply } = await resume(ben, numberOf(ben) + 100);
    await client.settle();
    expect(reply).toMatchObject({ caughtUp: false, peers: [{ peerId: ana.peerId }] });
    expect(reply.peers[0]?.producers).toHaveLength(2);
    expect(client.numbers).toEqual([]);
  });

  it('SE-6: replaces its old self while that still looks alive', async () => {
    const { ana, ben } = await two();
    const ended = new Promise((done) => ana.client.socket.once('disconnect', done));
    const again = await resume(ana);
    expect(await ended).toBe('io server disconnect');
    const third = await resume(ana);
    await until('the second is gone', () => !again.client.connected);
    await third.client.settle();
    await ben.client.settle();
    expect(ben.client.story).toEqual(['newProducer']);
    expect(shared().sfu.stats()).toMatchObject({ peers: 2, transports: 4, producers: 1 });
    const { roomId, joined } = ana;
    const payload = { roomId, session: joined.session, heard: 0 };
    expect(await third.client.codeOf('resumeSession', payload)).toBe('ALREADY_JOINED');
  });

  it('SE-6: of which the server has not heard is taken over on the way', async () => {
    const { ana, ben } = await two();
    const proxy = await startProxy(shared().sfu.port);
    onTestFinished(() => proxy.close());
    const client = await Client.connect(proxy.url);
    onTestFinished(() => client.close());
    await resume(ana, 0, client);
    proxy.cut();
    const again = await resume(ana);
    await again.client.settle();
    await ben.client.settle();
    expect(ben.client.story).toEqual(['newProducer']);
  });

  it('SE-7: finds no place with a session that is unknown, of another room or given up', async () => {
    const { roomId, ana, ben } = await two();
    const other = await joinAs(shared(), 'Other', freshRoom());
    const { session } = ana.joined;
    for (const given of ['x', session.slice(1), `${session}x`, other.joined.session]) {
      expect(await codeOf(roomId, given)).toBe('SESSION_NOT_FOUND');
    }
    expect(await codeOf(freshRoom(), session)).toBe('SESSION_NOT_FOUND');
    await ana.client.ask('leaveRoom', {});
    expect(await codeOf(roomId, session)).toBe('SESSION_NOT_FOUND');
    expect(JSON.stringify(ben.client.journal)).not.toContain(session);
  });

  it('SE-8: for too long has left, with all that was its', async () => {
    const server = await sfuForTest({ peerGrace: 150 });
    const roomId = freshRoom();
    const ana = await joinAs(server, 'Ana', roomId);
    const ben = await joinAs(server, 'Ben', roomId);
    await produce(ana);
    lose(ana);
    expect(await ben.client.next('peerLeft')).toEqual({
      peerId: ana.peerId,
      reason: 'disconnected',
    });
    expect(ben.client.story).toEqual(['newProducer', 'peerDisconnected', 'peerLeft']);
    expect(server.sfu.stats()).toMatchObject({ peers: 1, transports: 2, producers: 0 });
    const text = await (await fetch(`${server.url}metrics`)).text();
    expect(text).toContain('parley_reconnects_total{outcome="expired"} 1');
  });

  it('SE-9: before it knew of its join leaves nobody behind', async () => {
    const roomId = freshRoom();
    const ben = await joinAs(shared(), 'Ben', roomId);
    const ana = await joinAs(shared(), 'Ana', roomId);
    lose(ana);
    await ben.client.next('peerLeft');
    expect(ben.client.story).toEqual(['peerJoined', 'peerLeft']);
  });

  it('SE-10: is seen by whoever joins meanwhile', async () => {
    const { roomId, ana, ben } = await two();
    lose(ben);
    await ana.client.next('peerDisconnected');
    const cleo = await joinAs(shared(), 'Cleo', roomId);
    expect(cleo.joined.peers).toMatchObject([
      { peerId: ana.peerId },
      { peerId: ben.peerId, disconnected: true },
    ]);
    expect(cleo.joined.peers[0]).not.toHaveProperty('disconnected');
    const { client } = await resume(ben);
    expect(await client.next('activeSpeaker')).toEqual({ peerId: null });
  });

  it('JO-10: and begins anew is the same peer, told as one that is back', async () => {
    const { roomId, ana, ben } = await two();
    lose(ana);
    await ben.client.next('peerDisconnected');
    const session = ana.joined.session;
    const again = await joinWith(await shared().client(), 'Ana', roomId, { session });
    expect(again.peerId).toBe(ana.peerId);
    await ben.client.next('peerReconnected');
    expect(ben.client.story).toEqual([
      'newProducer',
      'peerDisconnected',
      'producerClosed',
      'peerReconnected',
    ]);
    await produce(again);
    await ben.client.next('newProducer', ({ peerId }) => peerId === ana.peerId);
    const fresh = await joinAs(shared(), 'Cleo', roomId);
    expect(fresh.joined.peers.map(({ peerId }) => peerId)).toEqual([ana.peerId, ben.peerId]);
  });
});
