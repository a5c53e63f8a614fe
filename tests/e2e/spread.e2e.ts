import { expect, test } from './fixtures.ts';
import { TestServer } from './server.ts';

test('two people on two workers see and hear each other, also after one worker has died', async ({
  person,
}) => {
  const server = await TestServer.start(0, { WORKERS: '2', SPREAD_AT: '0' });
  const placed = async () => (await server.stats()).workers.map(({ peers }) => peers);
  try {
    const ana = await person('Ana');
    const joon = await person('Joon');
    await ana.host(server.url);
    const [home] = (await server.stats()).workers.filter(({ peers }) => peers === 1);
    await joon.accept(await ana.copyInvite());
    await expect.poll(placed).toEqual([1, 1]);
    await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
    await Promise.all([ana.hears(), joon.hears()]);
    // What only flows with real browsers is in the figures too.
    const figure = async (name: string) => {
      const text = await (await fetch(new URL('metrics', server.url))).text();
      const line = text.split('\n').find((each) => each.startsWith(`${name} `));
      return Number(line?.split(' ').at(-1));
    };
    expect(await figure('parley_rooms_spread')).toBe(1);
    expect(await figure('parley_join_phase_seconds_count{phase="connect"}')).toBe(2);
    for (const name of [
      'parley_transports{protocol="udp"}',
      'parley_producer_layers{kind="video",layer="0"}',
      'parley_bits_per_second{direction="in"}',
      'parley_bits_per_second{direction="out"}',
      'parley_round_trip_seconds_count',
      'parley_packet_loss_ratio_count{direction="in"}',
    ]) {
      await expect.poll(() => figure(name), name).toBeGreaterThan(0);
    }

    const [other] = (await server.stats()).workers.filter(({ pid }) => pid !== home?.pid);
    if (!other) throw new Error('there is one worker');
    process.kill(other.pid, 'SIGKILL');
    // Ana's own worker lives, and so does her meeting; Joon is back in it by himself.
    await expect
      .poll(async () => (await server.stats()).workers.map(({ pid }) => pid))
      .not.toContain(other.pid);
    await expect.poll(async () => (await server.stats()).peers).toBe(2);
    await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
    await expect(ana.tile('Joon')).toHaveCount(1);
    await expect(joon.tile('Ana')).toHaveCount(1);
  } finally {
    await server.stop();
  }
});
