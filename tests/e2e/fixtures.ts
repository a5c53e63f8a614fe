import { type Browser, test as base } from 'playwright/test';
import { launchChromium } from './chromium.ts';
import { Lan } from './lan.ts';
import { Person } from './person.ts';
import { TestServer } from './server.ts';

export interface TestFixtures {
  server: TestServer;
  /** One more server, such as one with other settings. */
  startServer: typeof TestServer.start;
  /** A network of its own, still without computers. Where there can be none the test is skipped. */
  lan: Lan;
  /** A person in an own profile; leaves when the test ends. */
  person(name: string, options?: Parameters<typeof Person.arrive>[2]): Promise<Person>;
}

export interface WorkerFixtures {
  chromium: Browser;
}

/** Every test has a server of its own, and people with real browsers. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  chromium: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from here.
    async ({}, use) => {
      const browser = await launchChromium();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  startServer: async ({}, use) => {
    const servers: TestServer[] = [];
    await use(async (...how) => {
      const server = await TestServer.start(...how);
      servers.push(server);
      return server;
    });
    await endAll(servers, (server) => server.stop());
  },
  server: async ({ startServer }, use) => use(await startServer()),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  lan: async ({}, use, info) => {
    const { obstacle } = Lan;
    info.skip(obstacle !== undefined, obstacle);
    const lan = new Lan();
    try {
      await use(lan);
    } finally {
      lan.close();
    }
  },
  person: async ({ chromium }, use) => {
    const people: Person[] = [];
    await use(async (name, options) => {
      const person = await Person.arrive(chromium, name, options);
      people.push(person);
      return person;
    });
    await endAll(people, (person) => person.leave());
  },
});

/** Ends everything, also when one of it cannot be ended; then says why. */
export async function endAll<Each>(
  all: readonly Each[],
  end: (each: Each) => Promise<void>,
): Promise<void> {
  const ended = await Promise.allSettled(all.map(end));
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}

export { expect } from 'playwright/test';
