import type { Browser, Page } from 'playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../e2e/chromium.ts';
import { Arm } from './arms.ts';
import { median, spread, table } from './figures.ts';
import { type Guest, guest, publisher } from './people.ts';

const peers = 10;
const kills = 3;
const restMs = 10_000;

let browser: Browser;
let arm: Arm;

beforeAll(async () => {
  browser = await launchChromium({ framesPerSecond: 30 });
  arm = await Arm.parley();
});
afterAll(async () => {
  await browser.close();
  await arm.stop();
});

it('kill: without a new frame after a worker is killed, 10 peers in one room', async () => {
  const viewers: Guest[] = [];
  for (let n = 1; n < peers; n += 1) {
    const viewer = await guest(arm, browser, false);
    await viewer.page.getByRole('button', { name: 'Join', exact: true }).click();
    await viewer.page.getByRole('button', { name: 'Leave' }).waitFor();
    viewers.push(viewer);
  }
  // Last, so that the machine does not encode while the others arrive.
  const sender = await publisher(arm, browser);
  const gaps: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await rest(viewers[0]?.page);
    const watching = viewers.map(({ page }) => page.evaluate(longestGap, restMs));
    const { workers } = await (await fetch(new URL('stats', arm.url))).json();
    for (const { pid } of workers) process.kill(pid, 'SIGKILL');
    gaps.push(...(await Promise.all(watching)));
  }
  expect(gaps).toHaveLength(kills * (peers - 1));
  const p95 = gaps.toSorted((a, b) => a - b)[Math.ceil(gaps.length * 0.95) - 1] ?? Number.NaN;
  const figures = [`${spread(gaps)}`, `${p95.toFixed(0)} (aim: at most 500)`];
  expect(median(gaps)).toBeGreaterThan(0);
  table(`Worker killed, ms without a new frame, ${peers} peers, ${kills} kills, median (range)`, [
    ['median', figures[0] ?? ''],
    ['p95', figures[1] ?? ''],
  ]);
  for (const { leave } of [...viewers, sender]) await leave();
});

/** Lets what a kill has set going come to rest, so that kills do not add up. */
async function rest(page: Page | undefined): Promise<void> {
  await page?.waitForTimeout(restMs);
}

/** In the page: the longest time without a new frame of somebody else, within so many ms. */
function longestGap(forMs: number): Promise<number> {
  return new Promise((resolve) => {
    let [frames, latest, longest] = [-1, performance.now(), 0];
    const timer = setInterval(() => {
      for (const video of document.querySelectorAll('video')) {
        const now = video.getVideoPlaybackQuality().totalVideoFrames;
        if (video.dataset.mirrored === 'true' || now === 0 || now === frames) continue;
        frames = now;
        longest = Math.max(longest, performance.now() - latest);
        latest = performance.now();
      }
    }, 5);
    setTimeout(() => {
      clearInterval(timer);
      resolve(Math.max(longest, performance.now() - latest));
    }, forMs);
  });
}
