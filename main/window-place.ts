/** Where the window opens: where it was, if that is still on a screen. */
import type { Settings } from './settings.ts';

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const smallestWindow = { width: 360, height: 480 };
const usual = { width: 1120, height: 760 };
/** As much of the window has to be on one screen, so that its title bar can be caught. */
const visible = { width: 120, height: 60 };

/** Without a position the system chooses one. */
export type WindowPlace = Pick<Area, 'width' | 'height'> & Partial<Area>;

export function windowPlace(last: Settings['window'], screens: readonly Area[]): WindowPlace {
  if (!last) return usual;
  const size = {
    width: Math.max(last.width, smallestWindow.width),
    height: Math.max(last.height, smallestWindow.height),
  };
  const home = screens.find(
    (screen) =>
      overlap(last.x, size.width, screen.x, screen.width) >= visible.width &&
      last.y >= screen.y &&
      last.y + visible.height <= screen.y + screen.height,
  );
  return home ? { ...size, x: last.x, y: last.y } : size;
}

function overlap(one: number, oneLength: number, other: number, otherLength: number): number {
  return Math.min(one + oneLength, other + otherLength) - Math.max(one, other);
}
