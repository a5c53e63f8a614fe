import type { Browser } from 'playwright/test';
import { parseInvite } from '../../sfu/protocol/invite.ts';
import { launchChromium } from './chromium.ts';
import { test as base, endAll, expect } from './fixtures.ts';
import { Person } from './person.ts';

interface LanFixtures {
  /** A person with a browser on a computer of the LAN, where the server is the first. */
  arrive(computer: string, name: string): Promise<Person>;
}

const test = base.extend<LanFixtures>({
  server: async ({ lan, startServer }, use) => {
    lan.connect(77, ['host', 'ana', 'joon']);
    await use(await startServer(0, { LISTEN_IP: '0.0.0.0', PEER_GRACE: '10000' }, lan.on('host')));
  },
  arrive: async ({ lan }, use) => {
    const browsers: Browser[] = [];
    await use(async (computer, name) => {
      const browser = await launchChromium({ through: (file) => lan.launcher(computer, file) });
      browsers.push(browser);
      // The certificate is the host's own; a person accepts it once.
      return Person.arrive(browser, name, { ignoreHTTPSErrors: true });
    });
    await endAll(browsers, (browser) => browser.close());
  },
});

// Both start several browsers, one after the other.
test.slow();

/** The media ports of the server whose page somebody looks at, asked from there. */
function mediaPorts({ page }: Person): Promise<number[]> {
  return page.evaluate(async () => {
    const { workers } = await (await fetch('/stats')).json();
    return workers.map(({ port }: { port: number }) => port);
  });
}

test('a LAN without internet: two guests meet on a host over HTTPS, one of them without UDP', async ({
  lan,
  server: { port },
  arrive,
}) => {
  lan.blockUdp('joon');
  const ana = await arrive('ana', 'Ana');
  const joon = await arrive('joon', 'Joon');
  // Plain http is answered on the host itself alone; from here it leads to https.
  await ana.host(`http://10.77.0.1:${port}/`);
  expect(new URL(ana.page.url()).protocol).toBe('https:');

  const invite = await ana.copyInvite();
  expect(parseInvite(invite)).toMatchObject({
    ok: true,
    invite: {
      secure: true,
      addresses: [{ host: '10.77.0.1', port }],
      fingerprint: expect.stringMatching(/^[\w-]{43}$/),
    },
  });
  await joon.accept(invite);
  await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
  await Promise.all([ana.hears(), joon.hears()]);
  await expect.poll(() => ana.mediaPaths()).toEqual(['udp 10.77.0.1']);
  await expect.poll(() => joon.mediaPaths()).toEqual(['tcp 10.77.0.1']);
});

test('a host that gets another adapter is reached by it, and loses nobody on the first', async ({
  lan,
  server: { port },
  arrive,
}) => {
  const ana = await arrive('ana', 'Ana');
  await ana.host(`https://10.77.0.1:${port}/`);
  const room = new URL(ana.page.url()).pathname;
  await ana.seesMoving('Ana');

  const before = await mediaPorts(ana);
  lan.connect(78, ['host', 'lea']);
  const lea = await arrive('lea', 'Lea');
  await lea.page.goto(`https://10.78.0.1:${port}/`);
  // New transports listen on other ports as soon as the host has noticed.
  await expect.poll(() => mediaPorts(lea)).not.toEqual(before);
  await lea.accept(`https://10.78.0.1:${port}${room}`);
  await Promise.all([ana.seesMoving('Lea'), lea.seesMoving('Ana')]);
  await expect.poll(() => lea.mediaPaths()).toEqual(['udp 10.78.0.1']);
  await expect.poll(() => ana.mediaPaths()).toEqual(['udp 10.77.0.1']);

  lan.disconnect(78, 'host');
  await expect(ana.tile('Lea')).toHaveCount(0, { timeout: 90_000 });
  await ana.seesMoving('Ana');
});
