import type { Browser } from 'playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../e2e/chromium.ts';
import { Arm } from './arms.ts';
import { median, spread, table } from './figures.ts';
import { guest, publisher } from './people.ts';
import { countRoundTrips } from './round-trips.ts';

const trials = 12;

let browser: Browser;
let arms: Arm[];

beforeAll(async () => {
  browser = await launchChromium({ framesPerSecond: 30 });
  arms = [await Arm.parley(), await Arm.raw()];
});
afterAll(async () => {
  await browser.close();
  await Promise.all(arms.map((arm) => arm.stop()));
});

it('join: from the click to the first remote frame, and round trips until then', async () => {
  const ms: Record<string, number[]> = { parley: [], raw: [] };
  const trips: Record<string, number[]> = { parley: [], raw: [] };
  for (let trial = 0; trial < trials; trial += 1) {
    // Only the arm under measurement encodes; the order changes so that neither is always second.
    for (const arm of trial % 2 ? arms : arms.toReversed()) {
      const sender = await publisher(arm, browser);
      const joiner = await guest(arm, browser, true);
      const counted = await countRoundTrips(joiner.page, () => joiner.join());
      ms[arm.name]?.push(counted.result);
      trips[arm.name]?.push(counted.roundTrips);
      await joiner.leave();
      await sender.leave();
    }
  }
  const [parley = [], raw = []] = [ms.parley, ms.raw];
  expect([parley.length, raw.length]).toEqual([trials, trials]);
  table(`Join, 1 publisher, median (least–most) of ${trials}`, [
    ['', 'first remote frame, ms', 'round trips after the click'],
    ['parley', spread(parley), spread(trips.parley ?? [])],
    ['raw mediasoup', spread(raw), spread(trips.raw ?? [])],
    ['ratio', (median(parley) / median(raw)).toFixed(2), ''],
  ]);
});
