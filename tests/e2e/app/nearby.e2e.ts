/**
 * Apps on a LAN without internet, each on a computer of its own, who find each other by multicast.
 * All of it is in networks of the test's own, so that nothing is said on a real one.
 */
import type { DesktopApp } from './desktop-app.ts';
import { test as base, expect } from './fixtures.ts';

const nobody = 'Nobody is hosting on this network now.';

interface LanFixtures {
  /** Starts the app on a computer of the LAN. */
  startOn(computer: string): Promise<DesktopApp>;
}

const test = base.extend<LanFixtures>({
  startOn: async ({ lan, startApp }, use) => {
    await use((computer) =>
      startApp({
        env: { PARLEY_NEARBY: 'on', LISTEN_IP: '0.0.0.0' },
        through: (file) => lan.debuggedLauncher(computer, file),
      }),
    );
  },
});

test('two join a third, one from the list and one by invite, the latter without UDP', async ({
  lan,
  startOn,
}) => {
  test.slow();
  lan.connect(77, ['host', 'ana', 'joon']);
  lan.blockUdp('joon');
  const [host, first, second] = [
    await startOn('host'),
    await startOn('ana'),
    await startOn('joon'),
  ];
  const people = [host.person('Mara'), first.person('Ana'), second.person('Joon')] as const;
  const [mara, ana, joon] = people;
  await expect(ana.page.getByText(nobody)).toBeVisible();
  const invite = await host.host('Mara');
  await expect(ana.page.getByText('1 person · hosted by Mara')).toBeVisible();
  await ana.joinNearby("Mara's room", '1 person is here');
  await joon.follow(invite, '2 people are here');

  for (const each of people) {
    for (const other of people) await each.seesMoving(other.name);
    await each.hears();
  }
  await expect.poll(() => ana.mediaPaths()).toEqual(['udp 10.77.0.1']);
  await expect.poll(() => joon.mediaPaths()).toEqual(['tcp 10.77.0.1']);

  await ana.goHome();
  await expect(ana.page.getByText('2 people · hosted by Mara')).toBeVisible();
  await joon.goHome();
  await mara.goHome();
  await expect(mara.button("Enter Mara's room")).toBeVisible();
  await expect(ana.page.getByText('Nobody is in · hosted by Mara')).toBeVisible();
  await mara.button('Stop hosting').click();
  await expect(ana.page.getByText(nobody)).toBeVisible();
  await expect(mara.button('Host a room')).toBeVisible();
});

test('a host that moves to another network is found and met there', async ({ lan, startOn }) => {
  test.slow();
  lan.connect(77, ['host', 'ana']);
  const [host, first] = [await startOn('host'), await startOn('ana')];
  const [mara, ana] = [host.person('Mara'), first.person('Ana')];
  await host.host('Mara');
  await ana.joinNearby("Mara's room", '1 person is here');
  await Promise.all([mara.seesMoving('Ana'), ana.seesMoving('Mara')]);
  await expect.poll(() => ana.mediaPaths()).toEqual(['udp 10.77.0.1']);

  lan.connect(78, ['host', 'ana']);
  lan.disconnect(77, 'host');
  await ana.goHome();
  // The host does not know yet that she has gone, so that there are two of her for a while.
  const moved = first.person('Ana, moved');
  await moved.joinNearby("Mara's room", /(is|are) here/);
  await Promise.all([mara.seesMoving('Ana, moved'), moved.seesMoving('Mara')]);
  await Promise.all([mara.hears(), moved.hears()]);
  await expect.poll(() => moved.mediaPaths()).toEqual(['udp 10.78.0.1']);
});
