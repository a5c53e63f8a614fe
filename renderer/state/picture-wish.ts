/** Which quality of somebody's video is worth having, by how it is drawn. Pure. */

/** How a picture is drawn here; sizes are in the pixels of the screen, not of the page. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** False where it is out of sight: another page or tab is in front, it is scrolled or paged away. */
  readonly visible: boolean;
  /** Whether it is what people look at, rather than one tile among many. */
  readonly staged: boolean;
}

/** How much video this person wants to receive. */
export const videoModes = ['full', 'saver', 'audio-only'] as const;
export type VideoMode = (typeof videoModes)[number];

/** What is known of a video that can be had. */
export interface Offer {
  readonly source: 'camera' | 'screen';
  /** In how many sizes it comes, each half as wide as the next. */
  readonly layers: number;
  /** Of the largest layer, in pixels. */
  readonly full: { readonly width: number; readonly height: number };
}

export interface Wish {
  readonly paused: boolean;
  readonly spatialLayer: number;
  /** Among the videos of this receiver, 1 to 255: more is served first. */
  readonly priority: number;
}

/** How much larger than its pixels a picture may be drawn before anybody sees it. */
const stretch = 1.25;
const priorities = { screen: 30, stage: 20, rest: 1 };

/** @param view undefined where nobody has said how it is drawn: then all of it is wanted */
export function wishFor(offer: Offer, view: View | undefined, mode: VideoMode): Wish {
  const highest = offer.layers - 1;
  if (!view) return { paused: mode === 'audio-only', spatialLayer: highest, priority: 1 };
  const unseen = !view.visible || view.width < 1 || view.height < 1;
  return {
    paused: mode === 'audio-only' || unseen,
    spatialLayer: Math.min(layerFor(offer, view), ceilingOf(offer, view, mode)),
    priority: priorityOf(offer, view),
  };
}

/** The smallest layer that fills the view. */
function layerFor({ source, layers, full }: Offer, { width, height }: View): number {
  const ratios = [width / full.width, height / full.height];
  // A face fills its tile and is cut at the sides; of a screen all is shown.
  const scale = source === 'screen' ? Math.min(...ratios) : Math.max(...ratios);
  for (let layer = 0; layer < layers - 1; layer += 1) {
    if (scale <= stretch / 2 ** (layers - 1 - layer)) return layer;
  }
  return layers - 1;
}

function ceilingOf({ source, layers }: Offer, { staged }: View, mode: VideoMode): number {
  if (mode !== 'saver' || source === 'screen') return layers - 1;
  return Math.min(layers - 1, staged ? 1 : 0);
}

function priorityOf({ source }: Offer, { staged }: View): number {
  if (source === 'screen') return priorities.screen;
  return staged ? priorities.stage : priorities.rest;
}

/** Several views of one video, as when it stands on the stage and in the strip: the largest counts. */
export function largestView(views: readonly View[]): View | undefined {
  const area = ({ width, height, visible }: View) => (visible ? width * height : -1);
  return views.reduce<View | undefined>(
    (best, view) => (best && area(best) >= area(view) ? best : view),
    undefined,
  );
}

/** Whether the first is more than the second, so that somebody would wait for it. */
export function wantsMore(wish: Wish, than: Wish): boolean {
  if (wish.paused) return false;
  return than.paused || wish.spatialLayer > than.spatialLayer || wish.priority > than.priority;
}

export function sameWish(one: Wish, other: Wish): boolean {
  if (one.paused && other.paused) return true;
  return (
    one.paused === other.paused &&
    one.spatialLayer === other.spatialLayer &&
    one.priority === other.priority
  );
}
