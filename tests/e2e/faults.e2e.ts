/** What people notice of faults: next to nothing. Bounds are wide, because machines that test are busy. */
import { startProxy } from '../sfu/harness/proxy.ts';
import { launchChromium } from './chromium.ts';
import { expect, test } from './fixtures.ts';
import { longestGap, watchGap } from './gaps.ts';
import { Lan } from './lan.ts';
import { Person } from './person.ts';
import { TestServer } from './server.ts';

const placeOf = (person: Person, name: string) => person.tile(name).getAttribute('data-peer');
const connectionsOf = ({ page }: Person) => page.evaluate(() => window.connections.length);

test('a socket that is cut: the same person is back, and the picture never stops', async ({
  server,
  person,
}) => {
  const proxy = await startProxy(server.port);
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  const room = new URL(ana.page.url()).pathname;
  await joon.accept(new URL(room, proxy.url).href);
  await ana.seesMoving('Joon');
  await joon.button('Mute microphone').click();
  await expect(ana.tile('Joon').getByText('Microphone off')).toBeAttached();
  const [place, connections] = [await placeOf(ana, 'Joon'), await connectionsOf(joon)];

  await watchGap(ana, 'Joon');
  proxy.breakOff();
  await expect(ana.tile('Joon').getByText('Reconnecting')).toBeVisible();
  await expect(joon.page.getByText(/Reconnecting/).first()).toBeVisible();
  // What happens meanwhile is caught up.
  await ana.button('Turn camera off').click();
  proxy.letThrough();
  await expect(ana.tile('Joon').getByText('Reconnecting')).toHaveCount(0);
  await expect(joon.tile('Ana').getByText('Camera off')).toBeAttached();
  expect(await longestGap(ana)).toBeLessThan(2_000);
  expect(await placeOf(ana, 'Joon')).toBe(place);
  expect(await connectionsOf(joon)).toBe(connections);
  await expect(joon.button('Unmute microphone')).toBeVisible();
  await expect(ana.tile('Joon')).toHaveCount(1);
  await expect(ana.page.getByText(/Joon (joined|left)/)).toHaveCount(0);
  expect(await server.stats()).toMatchObject({ rooms: 1, peers: 2 });

  // Closing the page is leaving, at once.
  await joon.page.close();
  await expect(ana.tile('Joon')).toHaveCount(0);
  expect(await server.stats()).toMatchObject({ peers: 1 });
  await proxy.close();
});

test('a worker that is killed three times: everybody keeps their place', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
  await ana.button('Mute microphone').click();
  const place = await placeOf(ana, 'Joon');
  await watchGap(ana, 'Joon');
  for (let kill = 1; kill <= 3; kill += 1) {
    const { workers } = await server.stats();
    for (const { pid } of workers) process.kill(pid, 'SIGKILL');
    await expect
      .poll(async () => {
        const now = (await server.stats()).workers;
        return now.length > 0 && now.every(({ pid }) => workers.every((old) => old.pid !== pid));
      })
      .toBe(true);
    await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
  }
  expect(await longestGap(ana)).toBeLessThan(8_000);
  await ana.hears();
  expect(await placeOf(ana, 'Joon')).toBe(place);
  await expect(ana.button('Unmute microphone')).toBeVisible();
  await expect(joon.tile('Ana').getByText('Microphone off')).toBeAttached();
  await expect(ana.page.getByText(/Joon (joined|left)/)).toHaveCount(0);
  expect(await server.stats()).toMatchObject({ rooms: 1, peers: 2 });
});

test('a network that loses everything for ten seconds: the same people meet again', async () => {
  test.skip(Lan.obstacle !== undefined, Lan.obstacle);
  test.slow();
  const lan = new Lan();
  lan.connect(77, ['host', 'ana', 'joon']);
  const server = await TestServer.start(7780, { LISTEN_IP: '0.0.0.0' }, lan.on('host'));
  const browsers = await Promise.all(
    ['ana', 'joon'].map((computer) =>
      launchChromium({ through: (file) => lan.launcher(computer, file) }),
    ),
  );
  try {
    const [ana, joon] = await Promise.all(
      browsers.map((browser, index) =>
        Person.arrive(browser, index === 0 ? 'Ana' : 'Joon', { ignoreHTTPSErrors: true }),
      ),
    );
    if (!ana || !joon) throw new Error('nobody came');
    await ana.host('https://10.77.0.1:7780/');
    await joon.accept(await ana.copyInvite());
    await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
    await joon.button('Mute microphone').click();
    const place = await placeOf(ana, 'Joon');
    lan.silence(77, 'joon');
    // The one thing here that only time brings.
    await joon.page.waitForTimeout(10_000);
    lan.restore(77, 'joon');
    await ana.seesMoving('Joon');
    await joon.seesMoving('Ana');
    await joon.hears();
    expect(await placeOf(ana, 'Joon')).toBe(place);
    await expect(joon.button('Unmute microphone')).toBeVisible();
    await expect(ana.tile('Joon')).toHaveCount(1);
    await expect(ana.tile('Joon').getByText('Reconnecting')).toHaveCount(0);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await server.stop();
    lan.close();
  }
});
