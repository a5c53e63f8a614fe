import type { Browser, Page } from 'playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../e2e/chromium.ts';
import { Arm } from './arms.ts';
import { median, spread, table } from './figures.ts';
import { type Guest, guest, publisher } from './people.ts';

const rounds = 4;
const receivers = 3;
const settleMs = 4_000;
const windowMs = 6_000;

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

it('forwarding: CPU of server and worker per forwarded Mbps', async () => {
  const cost: Record<string, number[]> = { parley: [], raw: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const arm of round % 2 ? arms : arms.toReversed()) {
      cost[arm.name]?.push(await measure(arm));
    }
  }
  const [parley = [], raw = []] = [cost.parley, cost.raw];
  expect(Math.min(...parley, ...raw)).toBeGreaterThan(0);
  table(`CPU, 1 publisher to ${receivers} receivers, median (least–most) of ${rounds}`, [
    ['', 'ms of CPU per forwarded Mbit'],
    ['parley', spread(parley, 2)],
    ['raw mediasoup', spread(raw, 2)],
    ['ratio', (median(parley) / median(raw)).toFixed(2)],
  ]);
});

async function measure(arm: Arm): Promise<number> {
  const sender = await publisher(arm, browser);
  const watching: Guest[] = [];
  for (let n = 0; n < receivers; n += 1) {
    const each = await guest(arm, browser, false);
    await each.join();
    watching.push(each);
  }
  await pause(settleMs);
  const bits = async () => {
    const each = await Promise.all(watching.map(({ page }) => receivedBits(page)));
    return each.reduce((sum, count) => sum + count, 0);
  };
  const [cpuBefore, bitsBefore] = [await arm.cpuMs(), await bits()];
  await pause(windowMs);
  const [cpu, forwarded] = [(await arm.cpuMs()) - cpuBefore, (await bits()) - bitsBefore];
  await Promise.all([sender, ...watching].map((each) => each.leave()));
  return cpu / (forwarded / 1e6);
}

function receivedBits(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let bytes = 0;
    for (const connection of window.connections) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'transport') bytes += report.bytesReceived ?? 0;
      }
    }
    return bytes * 8;
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
