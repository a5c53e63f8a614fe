/** Real multicast, inside networks that the test makes for itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NearbyRoom, NearbyStatus } from '../../main/nearby.ts';
import { until } from '../sfu/harness/until.ts';
import {
  ip,
  mayMakeNetworks,
  newComputer,
  type Program,
  plugCable,
  removeComputer,
  runOn,
  unplugCable,
} from './networks.ts';
import { programOf } from './program.ts';

const able = mayMakeNetworks();
const why = able ? '' : ' (not run: making networks needs Linux and its administrator)';

interface Known {
  rooms: NearbyRoom[];
  status: NearbyStatus;
}
const lastOf = ({ lines }: Program): Known => JSON.parse(lines.at(-1) ?? '{"rooms":[]}');
const hostsOf = (program: Program) =>
  lastOf(program).rooms.flatMap(({ addresses }) => addresses.map(({ host }) => host));
/** Milliseconds until it is so. */
const timeUntil = async (what: string, look: () => boolean, withinMs: number) => {
  const began = performance.now();
  await until(what, look, withinMs);
  return performance.now() - began;
};

describe.skipIf(!able)(`two computers on a network${why}`, { timeout: 40_000 }, () => {
  let nearby = '';
  let host = '';
  let guest = '';

  beforeAll(async () => {
    nearby = await programOf('nearby');
    host = newComputer('host');
    guest = newComputer('guest');
    plugCable(host, guest, 1);
  });

  afterAll(() => [host, guest].filter(Boolean).forEach(removeComputer));

  it('find each other within two seconds, whoever was there first, and hear the goodbye', async () => {
    const early = runOn(guest, nearby, 'guest');
    await until('it looks', () => lastOf(early).status?.name === 'browsing');
    const hosting = runOn(host, nearby, 'host');
    await until('it announces', () => hosting.lines.length > 0);
    const found = () => hostsOf(early).join() === '10.77.1.1';
    expect(await timeUntil('the early one finds it', found, 5_000)).toBeLessThan(2_000);
    await until('the host knows its own', () => lastOf(hosting).rooms[0]?.own === true);

    const late = runOn(guest, nearby, 'guest');
    await until('it looks', () => late.lines.length > 0);
    const foundLate = () => hostsOf(late).join() === '10.77.1.1';
    expect(await timeUntil('the late one finds it', foundLate, 5_000)).toBeLessThan(2_000);

    hosting.child.kill('SIGTERM');
    const gone = () => lastOf(early).rooms.length + lastOf(late).rooms.length === 0;
    expect(await timeUntil('both hear the goodbye', gone, 5_000)).toBeLessThan(1_500);
    expect(await hosting.ended).toBe(0);
    early.child.kill('SIGTERM');
    expect(await early.ended).toBe(0);
  });

  it('forget a host that was killed within 15 seconds', async () => {
    const hosting = runOn(host, nearby, 'host');
    const looking = runOn(guest, nearby, 'guest');
    await until('it is found', () => hostsOf(looking).length === 1);
    // Long enough that without being announced again it would be forgotten: it is kept.
    await sleep(13_000);
    expect(hostsOf(looking)).toEqual(['10.77.1.1']);
    hosting.child.kill('SIGKILL');
    const gone = () => lastOf(looking).rooms.length === 0;
    expect(await timeUntil('it is forgotten', gone, 16_000)).toBeLessThan(15_000);
  });

  it('follow adapters that come and go', async () => {
    const hosting = runOn(host, nearby, 'host');
    const looking = runOn(guest, nearby, 'guest');
    await until('it is found', () => hostsOf(looking).join() === '10.77.1.1');
    plugCable(host, guest, 2);
    await until('both ways lead there', () => hostsOf(looking).length === 2, 8_000);
    unplugCable(host, 1);
    await until('one way is left', () => hostsOf(looking).join() === '10.77.2.1', 15_000);
    unplugCable(host, 2);
    const offline = () =>
      [hosting, looking].every((each) => lastOf(each).status.name === 'no-network');
    await until('both say why', offline, 5_000);
    plugCable(host, guest, 1);
    await until('it is found again', () => hostsOf(looking).includes('10.77.1.1'), 6_000);
  });

  it('believe nobody of another network or from another port (NB-8)', async () => {
    const intruder = await programOf('intruder');
    ip(`-n ${host} address add 10.99.0.1/24 dev lan1`);
    const looking = runOn(guest, nearby, 'guest');
    await until('it looks', () => lastOf(looking).status?.name === 'browsing');
    await runOn(host, intruder, '10.99.0.1', 'network').ended;
    await runOn(host, intruder, '10.77.1.1', 'port').ended;
    // What is said rightly after it arrives, so what was said before would have.
    runOn(host, nearby, 'host');
    await until('somebody is found', () => lastOf(looking).rooms.length > 0);
    expect(lastOf(looking).rooms.map(({ roomId }) => roomId)).toEqual(['blue-fox']);
  });
});
