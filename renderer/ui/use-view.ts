/** Tells the meeting how large a picture is drawn, and whether anybody can see it. */
import { createContext, type RefObject } from 'preact';
import { useContext, useLayoutEffect } from 'preact/hooks';
import type { Views } from '../call/views.ts';

/** Whom the pictures tell; without it, as before a meeting, nobody asks. */
export const ViewsContext = createContext<Views | undefined>(undefined);

/** From this share of the window on a picture is what people look at. */
const stagedShare = 0.25;

/** @param away that it is hidden by something that the browser does not take for hiding */
export function useView(
  video: RefObject<HTMLVideoElement | null>,
  track: MediaStreamTrack,
  away: boolean,
): void {
  const views = useContext(ViewsContext);
  useLayoutEffect(() => {
    const element = video.current;
    if (!views || !element) return;
    const page = element.ownerDocument;
    const viewer = views.open(track);
    let inSight = true;
    const show = () => {
      // As it is laid out: a tile that glides to a new size is still drawn in its old one.
      const { clientWidth: width, clientHeight: height } = element;
      const visible = inSight && !away && page.visibilityState === 'visible';
      const { devicePixelRatio: ratio, innerWidth, innerHeight } = page.defaultView ?? window;
      viewer.show({
        width: Math.round(width * ratio),
        height: Math.round(height * ratio),
        visible,
        staged: width * height >= stagedShare * innerWidth * innerHeight,
      });
    };
    // Of the window that it stands in, which may be the small one above all others.
    const { ResizeObserver, IntersectionObserver } = page.defaultView ?? window;
    const sizes = new ResizeObserver(show);
    const sights = new IntersectionObserver((entries) => {
      inSight = entries.at(-1)?.isIntersecting ?? inSight;
      show();
    });
    sizes.observe(element);
    sights.observe(element);
    page.addEventListener('visibilitychange', show);
    return () => {
      sizes.disconnect();
      sights.disconnect();
      page.removeEventListener('visibilitychange', show);
      viewer.close();
    };
  }, [video, views, track, away]);
}
