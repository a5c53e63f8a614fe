import { type Browser, test as base } from 'playwright/test';
import { launchChromium } from './chromium.ts';
import { Person } from './person.ts';
import { TestServer } from './server.ts';

export interface TestFixtures {
  server: TestServer;
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
  server: async ({}, use) => {
    const server = await TestServer.start();
    await use(server);
    await server.stop();
  },
  person: async ({ chromium }, use) => {
    const people: Person[] = [];
    await use(async (name, options) => {
      const person = await Person.arrive(chromium, name, options);
      people.push(person);
      return person;
    });
    await Promise.all(people.map((person) => person.leave()));
  },
});

export { expect } from 'playwright/test';
