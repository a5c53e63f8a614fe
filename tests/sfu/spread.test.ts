import { expect, it } from 'vitest';
import { consume, freshRoom, joinAs, produce } from './harness/person.ts';
import { audio, video } from './harness/rtp.ts';
import { sfuForTest } from './harness/sfu.ts';
import { type RtpPerson, type SpreadRoom, spreadRoom } from './harness/spread-room.ts';
import { until } from './harness/until.ts';

/** Ana on one worker, Ben on the other. */
async function apart(): Promise<SpreadRoom & { ana: RtpPerson; ben: RtpPerson }> {
  const spread = await spreadRoom();
  const ana = await spread.join('Ana');
  await until('the room is on both workers', () => spread.room.routers.open.length === 2);
  const ben = await spread.join('Ben');
  expect(ben.peer.home).not.toBe(ana.peer.home);
  return { ...spread, ana, ben };
}

it.each([
  ['audio', audio],
  ['video', video],
] as const)(
  '%s flows from one worker to the other, and is piped once for all',
  async (kind, of) => {
    const { ana, ben, join } = await apart();
    const cleo = await join('Cleo');
    const dan = await join('Dan');
    const producerId = await ana.produce(of(), kind);
    await Promise.all([ben, cleo, dan].map((each) => each.consume(ana, producerId)));
    await ana.sendUntil(producerId, 'all three receive', () =>
      [ben, cleo, dan].every(({ received }) => (received.get(producerId) ?? 0) >= 10),
    );
    const dump = await ben.peer.home.router.dump();
    expect(dump.mapProducerIdConsumerIds.filter(({ key }) => key === producerId)).toHaveLength(1);
    const { mapProducerIdConsumerIds } = await ana.peer.home.router.dump();
    const here = [ben, cleo, dan].filter(({ peer }) => peer.home === ana.peer.home);
    // Those at home, and one pipe for all the others.
    expect(mapProducerIdConsumerIds.find(({ key }) => key === producerId)?.values).toHaveLength(
      here.length + 1,
    );
  },
);

it('a room spreads when its worker is full, and comes together again when it is not', async () => {
  const { room, join } = await spreadRoom(6, 60);
  const ana = await join('Ana');
  const [first] = room.routers.open;
  const load = first?.worker.load;
  let second = 0;
  let cpuMs = 0;
  const measure = (cores: number) => {
    second += 1;
    cpuMs += cores * 1_000;
    load?.measure({ cpuMs, at: second * 1_000 });
  };
  measure(0.8);
  measure(0.8);
  // Who comes when it is full is not kept waiting for the other router.
  const ben = await join('Ben');
  expect(ben.peer.home).toBe(first);
  await until('the room is on both workers', () => room.routers.open.length === 2);
  const cleo = await join('Cleo');
  expect(cleo.peer.home).not.toBe(first);
  const producerId = await ana.produce(video(), 'video');
  await Promise.all([ben, cleo].map((each) => each.consume(ana, producerId)));
  await ana.sendUntil(producerId, 'both receive', () =>
    [ben, cleo].every(({ received }) => (received.get(producerId) ?? 0) >= 5),
  );
  for (let n = 0; n < 3; n += 1) measure(0);
  expect((await join('Dan')).peer.home).toBe(first);
  room.leave(cleo.peer, 'left');
  await until('the room is on one worker', () => room.routers.open.length === 1, 10_000);
});

it('a pause and the end of a producer are felt on the other worker', async () => {
  const { ana, ben } = await apart();
  const producerId = await ana.produce(audio(), 'audio');
  await ben.consume(ana, producerId);
  const [consumer] = ben.peer.consumers.values();
  const producer = ana.peer.producers.get(producerId)?.producer;
  await producer?.pause();
  await until('the pause arrives', () => consumer?.producerPaused === true);
  await producer?.resume();
  await until('the resuming arrives', () => consumer?.producerPaused === false);
  producer?.close();
  await until('the end arrives', () => consumer?.closed === true);
});

it('who speaks is found out across workers', async () => {
  const { ana, ben } = await apart();
  const microphones = await Promise.all([ana, ben].map((each) => each.produce(audio(), 'audio')));
  const [first] = ana.peer.room.routers.open;
  for (const producerId of microphones) {
    await until('the observing router has it', async () => {
      const dump = await first?.router.dump();
      return dump?.mapProducerIdObserverIds.some(({ key }) => key === producerId);
    });
  }
});

it('a worker that dies takes the media of those along who live there, and nobody leaves', async () => {
  const { room, workers, ana, ben, join } = await apart();
  const cleo = await join('Cleo');
  const people = [ana, ben, cleo];
  const dead = ben.peer.home;
  const moved = people.filter(({ peer }) => peer.home === dead);
  const producerId = await ana.produce(audio(), 'audio');
  await ben.consume(ana, producerId);
  process.kill(dead.worker.worker.pid, 'SIGKILL');
  await until('they are told', () => moved.every(({ heard }) => heard.includes('mediaRestarted')));
  expect(room.closed).toBe(false);
  expect([...room.peers.values()]).toEqual(people.map(({ peer }) => peer));
  for (const { peer, heard } of people) {
    expect(room.routers.open).toContain(peer.home);
    expect(heard).not.toContain('peerLeft');
    expect(heard.includes('mediaRestarted')).toBe(moved.some((each) => each.peer === peer));
  }
  // What is still sent reaches who has moved, and who comes later on the worker in the dead one's place.
  await until('there are two workers again', () => workers.alive.length === 2);
  await join('Dan');
  await until('the room is on both workers', () => room.routers.open.length === 2);
  const eva = await join('Eva');
  await ben.moveAlong();
  await Promise.all([ben, eva].map((each) => each.consume(ana, producerId)));
  await ana.sendUntil(producerId, 'both receive', () =>
    [ben, eva].every(({ received }) => (received.get(producerId) ?? 0) >= 5),
  );
});

it('the death of the worker where speakers were observed moves that elsewhere', async () => {
  const { room, ana, ben } = await apart();
  const microphone = await ben.produce(audio(), 'audio');
  process.kill(ana.peer.home.worker.worker.pid, 'SIGKILL');
  await until('the death is noticed', () => room.routers.open.length === 1);
  await until('the other router observes', async () => {
    const dump = await room.routers.first?.router.dump();
    return dump?.mapProducerIdObserverIds.some(
      ({ key, values }) => key === microphone && values.length === 2,
    );
  });
  expect(room.closed).toBe(false);
});

it('a router that its last person has left is closed, with all its pipes', async () => {
  const { room, ana, ben } = await apart();
  const [first] = room.routers.open;
  const [stays, goes] = ana.peer.home === first ? [ana, ben] : [ben, ana];
  const producerId = await stays.produce(audio(), 'audio');
  await goes.consume(stays, producerId);
  room.leave(goes.peer, 'left');
  await until('the room is on one worker', () => room.routers.open.length === 1, 10_000);
  const dump = await first?.router.dump();
  expect(dump?.mapConsumerIdProducerId).toEqual([]);
  await until('the pipe is gone', async () => {
    // The one transport that is left is that of the person who stayed.
    const { transportIds } = (await first?.router.dump()) ?? { transportIds: [] };
    return transportIds.length === 1;
  });
});

it('a room over two workers looks to its people as one', async () => {
  const server = await sfuForTest({ workers: 2, spreadAt: 0, roomGrace: 0 });
  const roomId = freshRoom();
  const ana = await joinAs(server, 'Ana', roomId);
  await until('the room is on both workers', () =>
    server.sfu.stats().workers.every(({ rooms }) => rooms === 1),
  );
  const ben = await joinAs(server, 'Ben', roomId);
  expect(server.sfu.stats().workers.map(({ peers }) => peers)).toEqual([1, 1]);
  const producerId = await produce(ana, video());
  await ben.client.next('newProducer');
  const consumed = await consume(ben, producerId);
  expect(consumed).toMatchObject({ producerId, peerId: ana.peerId, kind: 'video' });
  // Who comes later gets it with the answer to the join, whichever worker that is on.
  for (const name of ['Cleo', 'Dan']) {
    const { joined } = await joinAs(server, name, roomId);
    expect(joined.consumers.map((each) => each.producerId)).toEqual([producerId]);
  }
  await ana.client.ask('pauseProducer', { producerId });
  await ben.client.next('producerPaused');
  await ana.client.ask('closeProducer', { producerId });
  await ben.client.next('producerClosed');
  await until('all consumers are gone', () => server.sfu.stats().consumers === 0);
  expect(server.sfu.stats()).toMatchObject({ rooms: 1, peers: 4, producers: 0 });
});
