import { expect, it } from 'vitest';
import { startHost } from '../e2e/app/bridge.ts';
import { DesktopApp, usesStandIn } from '../e2e/app/desktop-app.ts';
import { launchChromium } from '../e2e/chromium.ts';
import { Lan } from '../e2e/lan.ts';
import { Person } from '../e2e/person.ts';
import { type Memory, memoryOf, parts } from './app-memory.ts';
import { spread, table } from './figures.ts';
import { clickAndWait, joinButton, nearbyRoom } from './first-frame.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const runtime = usesStandIn ? 'the stand-in for Electron' : 'Electron';
/** Until buffers have filled and what was only needed at the start has gone. */
const settleMs = 4_000;

it('app: time to its window, and from hosting to an open room', async () => {
  const [window, host]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await using({}, async (app) => {
      window.push(performance.now() - begun);
      // The media server is loaded by whoever hosts, and by nobody else.
      expect(app.workers()).toEqual([]);
      const clicked = performance.now();
      await startHost(app.page);
      host.push(performance.now() - clicked);
    });
  }
  table(`The app on ${runtime}, median (least–most) of ${rounds}`, [
    ['from start to the window with its page, ms', spread(window)],
    ['from "Host a room" to a server that answers, ms', spread(host)],
  ]);
});

it.skipIf(Lan.obstacle)('app: from the click on a nearby room to the first frame', async () => {
  const lan = new Lan();
  try {
    lan.connect(75, ['host', 'guest']);
    const on = (computer: string) => ({
      env: { PARLEY_NEARBY: 'on', LISTEN_IP: '0.0.0.0' },
      through: (file: string) => lan.debuggedLauncher(computer, file),
    });
    const ms: number[] = [];
    await using(on('host'), async (host) => {
      await host.host('Ana');
      await using(on('guest'), async (app) => {
        const guest = app.person('Joon');
        await app.page.getByRole('textbox', { name: 'Your name' }).fill('Joon');
        for (let round = 0; round < rounds; round += 1) {
          await app.page.locator(nearbyRoom).waitFor();
          ms.push(await app.page.evaluate(clickAndWait, [nearbyRoom, joinButton]));
          await guest.goHome();
        }
      });
    });
    table(`Two apps on ${runtime}, median (least–most) of ${rounds}`, [
      ['from the click on a nearby room to the first remote frame, ms', spread(ms)],
    ]);
  } finally {
    lan.close();
  }
});

it('app: memory idle, hosting and in a meeting of four', async () => {
  const states: Record<string, Memory[]> = { idle: [], hosting: [], 'meeting of four': [] };
  const browser = await launchChromium();
  try {
    for (let round = 0; round < rounds; round += 1) {
      await using({}, async (app) => {
        states.idle?.push(await settled(app));
        const { origin, roomId } = await startHost(app.page);
        states.hosting?.push(await settled(app));
        const ana = app.person('Ana');
        await app.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
        await app.page.getByRole('button', { name: /^Enter/ }).click();
        await app.page.locator(joinButton).waitFor();
        await ana.join();
        const guests = await meet(browser, `${origin}/r/${roomId}`);
        for (const guest of guests) await ana.seesMoving(guest.name);
        states['meeting of four']?.push(await settled(app));
        await Promise.all(guests.map((guest) => guest.leave()));
      });
    }
  } finally {
    await browser.close();
  }
  table(`Memory of the app on ${runtime}, MB, median (least–most) of ${rounds}`, [
    ['', ...parts],
    ...Object.entries(states).map(([name, memories]) => [
      name,
      ...parts.map((part) => spread(memories.map((memory) => memory[part]))),
    ]),
  ]);
});

/** Starts the app, and leaves nothing of it behind. */
async function using(
  options: Parameters<typeof DesktopApp.start>[0],
  use: (app: DesktopApp) => Promise<void>,
): Promise<void> {
  const app = await DesktopApp.start(options);
  try {
    await use(app);
  } finally {
    await app.stop();
    await app.forget();
  }
}

async function meet(browser: Parameters<typeof Person.arrive>[0], room: string): Promise<Person[]> {
  const guests: Person[] = [];
  for (const name of ['Joon', 'Lea', 'Tomas']) {
    const guest = await Person.arrive(browser, name);
    guests.push(guest);
    await guest.accept(room);
  }
  return guests;
}

async function settled(app: DesktopApp): Promise<Memory> {
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  return memoryOf(app);
}
