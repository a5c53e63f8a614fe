import { afterEach, describe, expect, it } from 'vitest';
import type { RequestName } from '../../sfu/protocol/signalling.ts';
import { untilNoMedia } from './harness/media.ts';
import { consume, freshRoom, joinAs, type Person, produce } from './harness/person.ts';
import { audio, dtlsParameters, simulcast } from './harness/rtp.ts';
import { sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();
const pid = () => shared().pids()[0] ?? 0;

// A worker that still sleeps would hold up everything after a test that failed.
afterEach(() => void process.kill(pid(), 'SIGCONT'));

interface Scene {
  /** Who asks and goes away. */
  ana: Person;
  mine: string;
  theirs: string;
  consumerId: string;
}

const rtpCapabilities = ({ ana }: Scene) => ana.capabilities;

/** For each request, a payload that fits and is carried out. */
const orders: { [Name in RequestName]: (scene: Scene) => unknown } = {
  createRoom: () => ({ roomId: freshRoom() }),
  joinRoom: ({ ana }) => ({ roomId: ana.roomId, displayName: 'Ana', transports: ['send', 'recv'] }),
  resumeSession: ({ ana }) => ({ roomId: ana.roomId, session: ana.joined.session, heard: 0 }),
  restartMedia: () => ({ transports: ['send', 'recv'] }),
  leaveRoom: () => ({}),
  createTransport: () => ({ direction: 'send' }),
  connectTransport: ({ ana }) => ({ transportId: ana.send, dtlsParameters: dtlsParameters() }),
  restartIce: ({ ana }) => ({ transportId: ana.send }),
  produce: ({ ana }) => ({ transportId: ana.send, kind: 'audio', rtpParameters: audio() }),
  pauseProducer: ({ mine }) => ({ producerId: mine }),
  resumeProducer: ({ mine }) => ({ producerId: mine }),
  closeProducer: ({ mine }) => ({ producerId: mine }),
  consume: (scene) => ({
    transportId: scene.ana.recv,
    producerId: scene.theirs,
    rtpCapabilities: rtpCapabilities(scene),
  }),
  consumeProducers: (scene) => ({
    transportId: scene.ana.recv,
    producerIds: [scene.theirs],
    rtpCapabilities: rtpCapabilities(scene),
  }),
  resumeConsumer: ({ consumerId }) => ({ consumerId }),
  resumeConsumers: ({ consumerId }) => ({ consumerIds: [consumerId] }),
  pauseConsumer: ({ consumerId }) => ({ consumerId }),
  setPreferredLayers: ({ consumerId }) => ({ consumerId, spatialLayer: 1 }),
  reportSending: ({ mine }) => ({ producerId: mine, limitation: 'cpu', width: 1, height: 1 }),
  adjustConsumers: ({ consumerId }) => ({ consumers: [{ consumerId, paused: false }] }),
  healConsumer: ({ consumerId }) => ({ consumerId, cause: 'no-key-frame', renew: true }),
  getProducers: () => ({}),
  sendChat: () => ({ clientId: 'mine', text: 'Hello' }),
  getChat: () => ({}),
  offerFile: () => ({ clientId: 'file', name: 'a.txt', size: 10 }),
  openFile: () => ({ fileId: 'none' }),
  withdrawFile: () => ({ fileId: 'none' }),
  raiseHand: () => ({}),
  lowerHand: () => ({}),
  react: () => ({ reaction: 'yes' }),
};

async function scene(): Promise<Scene & { ben: Person }> {
  const roomId = freshRoom();
  const ana = await joinAs(shared(), 'Ana', roomId);
  const ben = await joinAs(shared(), 'Ben', roomId);
  const mine = await produce(ana, audio());
  const theirs = await produce(ben, simulcast());
  const { id: consumerId } = await consume(ana, theirs);
  return { ana, ben, mine, theirs, consumerId };
}

/** Waits until the server has noticed that a person is gone. */
async function untilAlone(roomOwner: Person): Promise<void> {
  await until('the person is gone', () => shared().sfu.stats().connections === 1);
  expect(roomOwner.client.connected).toBe(true);
}

describe('a socket that ends in the middle of a request', () => {
  it.each(Object.entries(orders))('leaves nothing behind: %s', async (name, order) => {
    const set = await scene();
    const { ana, ben } = set;
    if (name === 'joinRoom') await ana.client.ask('leaveRoom', {});
    if (name === 'joinRoom') await ana.client.ask('createRoom', { roomId: ana.roomId });
    const payload = order(set);
    // A worker that sleeps keeps the request unfinished until the socket is gone.
    process.kill(pid(), 'SIGSTOP');
    ana.client.socket.emit(name, payload, () => {});
    // In the same breath: the request is read, and then the end.
    ana.client.socket.disconnect();
    await untilAlone(ben);
    process.kill(pid(), 'SIGCONT');
    await ben.client.next('peerLeft', ({ peerId }) => peerId === ana.peerId);
    expect(shared().sfu.stats()).toMatchObject({ peers: 1, transports: 2, producers: 1 });
    ben.client.close();
    await untilNoMedia([pid()]);
    expect(shared().sfu.stats()).toMatchObject({ peers: 0, transports: 0, producers: 0, rooms: 0 });
  });

  it('leaves nothing behind when everything is under way at once', async () => {
    const set = await scene();
    process.kill(pid(), 'SIGSTOP');
    for (let round = 0; round < 5; round += 1) {
      for (const [name, order] of Object.entries(orders)) {
        set.ana.client.socket.emit(name, order(set), () => {});
      }
    }
    set.ana.client.socket.io.engine.close();
    await untilAlone(set.ben);
    process.kill(pid(), 'SIGCONT');
    set.ben.client.close();
    await untilNoMedia([pid()]);
    expect(shared().sfu.stats()).toMatchObject({ rooms: 0, peers: 0, transports: 0, consumers: 0 });
  });
});

describe('leaving in the middle of a request', () => {
  it.each(Object.entries(orders))('RQ-1: answers it all the same: %s', async (name, order) => {
    const set = await scene();
    const { ana, ben } = set;
    const payload = order(set);
    process.kill(pid(), 'SIGSTOP');
    const answers = [ana.client.send(name, payload), ana.client.send('leaveRoom', {})];
    await until('the leave is done or waits for the request', async () => {
      await ben.client.settle();
      return true;
    });
    process.kill(pid(), 'SIGCONT');
    const [answer] = await Promise.all(answers);
    expect(answer).toMatchObject({ ok: expect.any(Boolean) });
    // It was carried out, or came too late; in no case was it wrong.
    expect(JSON.stringify(answer)).toMatch(/^{"ok":true|"code":"(NOT_JOINED|ALREADY_JOINED)"/);
    await ben.client.next('peerLeft', ({ peerId }) => peerId === ana.peerId);
    expect(shared().sfu.stats()).toMatchObject({ peers: 1, transports: 2, producers: 1 });
    expect(ana.client.connected).toBe(true);
  });
});

describe('the end of a worker in the middle of a request', () => {
  it.each(Object.entries(orders))(
    'RQ-1: leaves %s answered when the worker dies',
    async (name, order) => {
      const set = await scene();
      const { ana } = set;
      const payload = order(set);
      const before = pid();
      process.kill(before, 'SIGSTOP');
      const asked = ana.client.send(name, payload);
      process.kill(before, 'SIGKILL');
      const answer = JSON.stringify(await asked);
      await until('there is another worker', () => pid() !== before && pid() !== 0);
      expect(answer).toMatch(
        /^{"ok":true|"code":"(FILE_NOT_FOUND|ROOM_CLOSED|NOT_JOINED|NO_WORKER|ALREADY_JOINED)"/,
      );
      const peers = name === 'leaveRoom' ? 1 : 2;
      await until('everybody has new media', () => {
        const { transports } = shared().sfu.stats();
        return transports >= 2 * peers;
      });
      expect(shared().sfu.stats()).toMatchObject({ peers });
    },
  );
});
