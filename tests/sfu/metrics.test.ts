import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { consume, freshRoom, joinAs, produce } from './harness/person.ts';
import { simulcast } from './harness/rtp.ts';
import { sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const server = sharedSfu({ workers: 2 });

/** Every line of a scrape, by name and labels. */
async function scrape(): Promise<Map<string, number>> {
  const text = await (await fetch(`${server().url}metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

it('metrics count people and their media by kind, protocol and layer', async () => {
  const roomId = freshRoom();
  const ana = await joinAs(server(), 'Ana', roomId);
  const ben = await joinAs(server(), 'Ben', roomId);
  await consume(ben, await produce(ana));
  await consume(ben, await produce(ana, simulcast()));
  // What is counted by walking through the rooms is counted once a second at the most.
  const found = await until('all are counted', async () => {
    const now = await scrape();
    return now.get('parley_consumers{kind="video",layer="paused"}') === 1 && now;
  });
  expect(Object.fromEntries(found)).toMatchObject({
    parley_ready: 1,
    parley_rooms: 1,
    parley_rooms_spread: 0,
    parley_peers: 2,
    parley_workers: 2,
    parley_worker_restarts_total: 0,
    'parley_transports{protocol="none"}': 4,
    'parley_transports{protocol="udp"}': 0,
    'parley_producers{kind="audio"}': 1,
    'parley_producers{kind="video"}': 1,
    'parley_producer_layers{kind="video",layer="2"}': 0,
    'parley_consumers{kind="audio",layer="paused"}': 1,
    'parley_consumers{kind="audio",layer="single"}': 0,
  });
});

it('metrics count joins by phase, ICE restarts and refusals by code', async () => {
  const phase = (name: string) => `parley_join_phase_seconds_count{phase="${name}"}`;
  const refused = 'parley_requests_refused_total{code="NOT_JOINED"}';
  const before = await scrape();
  const ana = await joinAs(server(), 'Ana', freshRoom());
  await ana.client.ask('restartIce', { transportId: ana.send });
  await ana.client.ask('leaveRoom', {});
  await ana.client.refused('getProducers');
  const after = await scrape();
  for (const name of [phase('lookup'), phase('join'), 'parley_ice_restarts_total', refused]) {
    expect((after.get(name) ?? 0) - (before.get(name) ?? 0), name).toBe(1);
  }
});

it('metrics tell the memory and CPU of each worker, as measured', async () => {
  const [first, second] = await until('both workers have been asked', async () => {
    const found = await scrape();
    const bytes = ['0', '1'].map((n) => found.get(`parley_worker_resident_bytes{worker="${n}"}`));
    return bytes.every((each = 0) => each > 0) && bytes;
  });
  expect(Math.min(first ?? 0, second ?? 0)).toBeGreaterThan(1e6);
  const cores = (await scrape()).get('parley_worker_cores{worker="0"}') ?? -1;
  expect(cores).toBeGreaterThanOrEqual(0);
});

it('the dashboard draws every metric, and none that is not there', async () => {
  const dashboard = await readFile(new URL('../../docs/dashboard.json', import.meta.url), 'utf8');
  const base = (name: string) => name.replace(/_(bucket|sum|count)$/, '');
  const drawn = new Set([...dashboard.matchAll(/parley_[a-z_]+/g)].map(([name]) => base(name)));
  const text = await (await fetch(`${server().url}metrics`)).text();
  const shown = new Set([...text.matchAll(/^# TYPE (parley_[a-z_]+)/gm)].map(([, name]) => name));
  expect([...drawn].toSorted()).toEqual([...shown].toSorted());
});
