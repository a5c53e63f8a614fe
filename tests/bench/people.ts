import { type Browser, expect, type Page } from 'playwright/test';
import { Person, rememberConnections } from '../e2e/person.ts';
import type { Arm } from './arms.ts';
import { clickAndWait, joinButton } from './first-frame.ts';

const room = 'bench';

/** Somebody at the door: everything is done that may be done before the click on Join. */
export interface Guest {
  page: Page;
  /** Clicks Join and resolves with the ms until the first frame of a remote camera. */
  join(): Promise<number>;
  leave(): Promise<void>;
}

/** @param publish whether microphone and camera are on */
export function guest(arm: Arm, browser: Browser, publish: boolean): Promise<Guest> {
  return arm.name === 'parley'
    ? parleyGuest(arm, browser, publish)
    : rawGuest(arm, browser, publish);
}

/** Somebody who is in and sends, whom the others watch. */
export async function publisher(arm: Arm, browser: Browser): Promise<Guest> {
  const made = await guest(arm, browser, true);
  if (arm.name === 'parley') {
    await made.page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(made.page.getByRole('button', { name: 'Leave' })).toBeVisible();
  } else {
    await made.page.evaluate(() => window.join({ publish: true, watch: false }));
  }
  return made;
}

async function parleyGuest(arm: Arm, browser: Browser, publish: boolean): Promise<Guest> {
  const person = await Person.arrive(browser, 'Guest');
  const { page } = person;
  await page.goto(new URL(`r/${room}`, arm.url).href);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Guest');
  await expect(person.button('Turn camera off')).toBeVisible();
  await page.locator('video').evaluate(playing);
  if (!publish) {
    await person.button('Turn camera off').click();
    await person.button('Mute microphone').click();
  }
  // The room has been looked up when its number of people stands on the screen.
  await expect(page.getByText(/here/)).toBeVisible();
  return {
    page,
    join: () => page.evaluate(clickAndWait, [joinButton]),
    leave: () => person.leave(),
  };
}

async function rawGuest(arm: Arm, browser: Browser, publish: boolean): Promise<Guest> {
  const { page, leave } = await pageOf(browser);
  await page.goto(arm.url);
  await page.evaluate(() => window.capture());
  return {
    page,
    leave,
    join: () => page.evaluate((publish) => window.join({ publish, watch: true }), publish),
  };
}

async function pageOf(browser: Browser): Promise<{ page: Page; leave(): Promise<void> }> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  await context.addInitScript(rememberConnections);
  return { page: await context.newPage(), leave: () => context.close() };
}

function playing(video: Element): Promise<void> {
  return new Promise((resolve) => {
    (video as HTMLVideoElement).requestVideoFrameCallback(() => resolve());
  });
}
