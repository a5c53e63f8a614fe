/** The submit button of the door to a room. */
export const joinButton = '.join-form button[type=submit]';
/** The first room in the app's list of those nearby. */
export const nearbyRoom = '[aria-labelledby=nearby-title] button.room-name';

/**
 * In the page: clicks one after the other, each as soon as it is there. Answers the ms from the first
 * click to the first frame of a picture that is not the own one.
 */
export function clickAndWait(selectors: readonly string[]): Promise<number> {
  const waiting = [...selectors];
  const seen = new Set<HTMLVideoElement>();
  return new Promise((resolve) => {
    const start = performance.now();
    const click = (): boolean => {
      const button = document.querySelector<HTMLElement>(waiting[0] ?? '');
      if (!button) return false;
      waiting.shift();
      // What is there before the last click is the own picture, which is mirrored later too.
      for (const video of document.querySelectorAll('video')) seen.add(video);
      button.click();
      return true;
    };
    const watch = () => {
      while (waiting.length > 0) if (!click()) return;
      for (const video of document.querySelectorAll('video')) {
        if (seen.has(video)) continue;
        if (new DOMMatrix(getComputedStyle(video).transform).a === -1) continue;
        seen.add(video);
        video.requestVideoFrameCallback(() => resolve(performance.now() - start));
      }
    };
    new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
    watch();
  });
}
