import { expect, it } from 'vitest';
import { consume, freshRoom, joinAs, produce } from './harness/person.ts';
import { simulcast } from './harness/rtp.ts';
import { sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();

it('AD-7: what holds a sender back is told to the others, seldom, and to who comes later', async () => {
  const roomId = freshRoom();
  const ana = await joinAs(shared(), 'Ana', roomId);
  const ben = await joinAs(shared(), 'Ben', roomId);
  const producerId = await produce(ana, simulcast());
  const size = { producerId, width: 1280, height: 720 };
  for (const limitation of ['cpu', 'none', 'cpu', 'bandwidth'] as const) {
    await ana.client.ask('reportSending', { ...size, limitation });
  }
  const told = () => ben.client.heard('sendingReported');
  await until('the last is told', () => told().length === 2);
  const { peerId } = ana;
  expect(told()).toEqual([
    { peerId, ...size, limitation: 'cpu' },
    { peerId, ...size, limitation: 'bandwidth' },
  ]);
  expect(ana.client.heard('sendingReported')).toEqual([]);
  const cleo = await joinAs(shared(), 'Cleo', roomId);
  expect(await cleo.client.next('sendingReported')).toEqual({
    peerId,
    ...size,
    limitation: 'bandwidth',
  });
  expect(await ben.client.codeOf('reportSending', { ...size, limitation: 'none' })).toBe(
    'PRODUCER_NOT_FOUND',
  );
  await consume(ben, producerId);
});
