import type { Person } from './person.ts';

declare global {
  interface Window {
    /** Stops watching and answers the longest time without a new frame, in ms. */
    endWatch?: () => number;
  }
}

/** Watches somebody's picture from now on, also where another element takes its place. */
export async function watchGap({ page }: Person, name: string): Promise<void> {
  await page.evaluate((label) => {
    const tile = () => document.querySelector(`[role=group][aria-label="${label}"] video`);
    let [frames, latest, longest] = [-1, performance.now(), 0];
    const look = () => {
      const video = tile();
      if (!(video instanceof HTMLVideoElement)) return;
      const now = video.getVideoPlaybackQuality().totalVideoFrames;
      if (now === frames || now === 0) return;
      frames = now;
      longest = Math.max(longest, performance.now() - latest);
      latest = performance.now();
    };
    const timer = setInterval(look, 10);
    window.endWatch = () => {
      clearInterval(timer);
      return Math.max(longest, performance.now() - latest);
    };
  }, name);
}

export function longestGap({ page }: Person): Promise<number> {
  return page.evaluate(() => window.endWatch?.() ?? Number.NaN);
}
