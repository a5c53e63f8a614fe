import type { Browser } from 'playwright/test';
import { parseInvite } from '../../sfu/protocol/invite.ts';
import { launchChromium } from './chromium.ts';
import { expect, test } from './fixtures.ts';
import { Lan } from './lan.ts';
import { Person } from './person.ts';
import { TestServer } from './server.ts';

test.skip(Lan.obstacle !== undefined, Lan.obstacle);

let lan: Lan;
let server: TestServer;
let browsers: Browser[];

test.beforeEach(async () => {
  browsers = [];
  lan = new Lan();
  lan.connect(77, ['host', 'ana', 'joon']);
  server = await TestServer.start(7780, { LISTEN_IP: '0.0.0.0' }, lan.on('host'));
});

test.afterEach(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await server.stop();
  lan.close();
});

async function arrive(computer: string, name: string): Promise<Person> {
  const browser = await launchChromium({ through: (file) => lan.launcher(computer, file) });
  browsers.push(browser);
  // The certificate is the host's own; a person accepts it once.
  return Person.arrive(browser, name, { ignoreHTTPSErrors: true });
}

/** The media ports of the server whose page somebody looks at, asked from there. */
function mediaPorts({ page }: Person): Promise<number[]> {
  return page.evaluate(async () => {
    const { workers } = await (await fetch('/stats')).json();
    return workers.map(({ port }: { port: number }) => port);
  });
}

test('a LAN without internet: two guests meet on a host over HTTPS, one of them without UDP', async () => {
  test.slow();
  lan.blockUdp('joon');
  const ana = await arrive('ana', 'Ana');
  const joon = await arrive('joon', 'Joon');
  // Plain http is answered on the host itself alone; from here it leads to https.
  await ana.host('http://10.77.0.1:7780/');
  expect(new URL(ana.page.url()).protocol).toBe('https:');

  const parsed = parseInvite(await ana.copyInvite());
  expect(parsed).toMatchObject({
    ok: true,
    invite: {
      secure: true,
      addresses: [{ host: '10.77.0.1', port: 7780 }],
      fingerprint: expect.stringMatching(/^[\w-]{43}$/),
    },
  });
  await joon.accept(await ana.copyInvite());
  await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
  await Promise.all([ana.hears(), joon.hears()]);
  expect(await ana.mediaPaths()).toEqual(['udp 10.77.0.1']);
  expect(await joon.mediaPaths()).toEqual(['tcp 10.77.0.1']);
});

test('a host that gets another adapter is reached by it, and loses nobody on the first', async () => {
  test.slow();
  const ana = await arrive('ana', 'Ana');
  await ana.host('https://10.77.0.1:7780/');
  const room = new URL(ana.page.url()).pathname;
  await ana.seesMoving('Ana');

  const before = await mediaPorts(ana);
  lan.connect(78, ['host', 'lea']);
  const lea = await arrive('lea', 'Lea');
  await lea.page.goto('https://10.78.0.1:7780/');
  // New transports listen on other ports as soon as the host has noticed.
  await expect.poll(() => mediaPorts(lea)).not.toEqual(before);
  await lea.accept(`https://10.78.0.1:7780${room}`);
  await Promise.all([ana.seesMoving('Lea'), lea.seesMoving('Ana')]);
  expect(await lea.mediaPaths()).toEqual(['udp 10.78.0.1']);
  expect(await ana.mediaPaths()).toEqual(['udp 10.77.0.1']);

  lan.disconnect(78, 'host');
  await expect(ana.tile('Lea')).toHaveCount(0, { timeout: 40_000 });
  await ana.seesMoving('Ana');
});
