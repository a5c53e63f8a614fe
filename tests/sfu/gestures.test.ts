import { describe, expect, it } from 'vitest';
import { limits } from '../../sfu/protocol/model.ts';
import { freshRoom, joinAs, joinWith } from './harness/person.ts';
import { sharedSfu } from './harness/sfu.ts';

const shared = sharedSfu({ peerGrace: 20_000 });

async function two() {
  const roomId = freshRoom();
  const ana = await joinAs(shared(), 'Ana', roomId);
  const ben = await joinAs(shared(), 'Ben', roomId);
  return { roomId, ana, ben };
}

describe('hands', () => {
  it('GE-1: raiseHand is told to the others with its time, and answered with the same', async () => {
    const { ana, ben } = await two();
    const { raisedAt } = await ana.client.ask('raiseHand', {});
    const told = await ben.client.next('handRaised');
    expect(told).toEqual({ peerId: ana.peerId, raisedAt });
    await ana.client.settle();
    expect(ana.client.heard('handRaised')).toEqual([]);
  });

  it('GE-2: times of a room rise, however quickly hands do', async () => {
    const { ana, ben } = await two();
    const [first, second] = await Promise.all([
      ana.client.ask('raiseHand', {}),
      ben.client.ask('raiseHand', {}),
    ]);
    await ana.client.ask('lowerHand', {});
    const third = await ana.client.ask('raiseHand', {});
    const times = [first, second].map(({ raisedAt }) => raisedAt);
    expect(new Set(times).size).toBe(2);
    expect(third.raisedAt).toBeGreaterThan(Math.max(...times));
  });

  it('GE-3: a hand that is up keeps its place, and one that is down stays down, untold', async () => {
    const { ana, ben } = await two();
    const first = await ana.client.ask('raiseHand', {});
    expect(await ana.client.ask('raiseHand', {})).toEqual(first);
    await ana.client.ask('lowerHand', {});
    await ana.client.ask('lowerHand', {});
    await ben.client.settle();
    expect(ben.client.story.filter((name) => name.startsWith('hand'))).toEqual([
      'handRaised',
      'handLowered',
    ]);
  });

  it('GE-4: who comes later sees the hands that are up', async () => {
    const { roomId, ana } = await two();
    const { raisedAt } = await ana.client.ask('raiseHand', {});
    const { joined } = await joinAs(shared(), 'Cleo', roomId);
    expect(joined.peers.map(({ handRaisedAt }) => handRaisedAt)).toEqual([raisedAt, undefined]);
    expect(joined.handRaisedAt).toBeUndefined();
  });

  it('GE-5: a hand stays up while its peer is away, and when it comes back', async () => {
    const { roomId, ana, ben } = await two();
    const { raisedAt } = await ana.client.ask('raiseHand', {});
    ana.client.socket.io.engine.close();
    await ben.client.next('peerDisconnected');
    const session = ana.joined.session;
    const again = await joinWith(await shared().client(), 'Ana', roomId, { session });
    expect(again.joined).toMatchObject({ peerId: ana.peerId, handRaisedAt: raisedAt });
    await ben.client.settle();
    expect(ben.client.heard('handLowered')).toEqual([]);
  });

  it('GE-6: a hand goes down with its peer, and peerLeft alone tells so', async () => {
    const { roomId, ana, ben } = await two();
    await ana.client.ask('raiseHand', {});
    await ana.client.ask('leaveRoom', {});
    await ben.client.next('peerLeft');
    expect(ben.client.heard('handLowered')).toEqual([]);
    const { joined } = await joinWith(ana.client, 'Ana', roomId);
    expect(joined.handRaisedAt).toBeUndefined();
  });
});

describe('reactions', () => {
  it('GE-7: react is told to the others and kept nowhere', async () => {
    const { roomId, ana, ben } = await two();
    await ana.client.ask('react', { reaction: 'celebrate' });
    expect(await ben.client.next('reacted')).toEqual({
      peerId: ana.peerId,
      reaction: 'celebrate',
    });
    const cleo = await joinAs(shared(), 'Cleo', roomId);
    await cleo.client.settle();
    await ana.client.settle();
    expect([...cleo.client.heard('reacted'), ...ana.client.heard('reacted')]).toEqual([]);
  });

  it('GE-8: reactions beyond the burst are refused and told to nobody', async () => {
    const { ana, ben } = await two();
    const send = () => ana.client.send('react', { reaction: 'yes' });
    const sent = await Promise.all(Array.from({ length: limits.reactionBurst + 10 }, send));
    expect(sent).toContainEqual({
      ok: false,
      error: expect.objectContaining({ code: 'RATE_LIMITED' }),
    });
    const carriedOut = sent.filter((answer) => Object(answer).ok);
    expect(carriedOut.length).toBeGreaterThanOrEqual(limits.reactionBurst);
    await ben.client.settle();
    expect(ben.client.heard('reacted')).toHaveLength(carriedOut.length);
  });
});
