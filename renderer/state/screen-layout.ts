/** How the window is shared out between what is large and the people beside or below it. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Space {
  width: number;
  height: number;
  /** Between two things, in both directions. */
  gap: number;
}

export interface Division {
  /** A shared screen, or whoever is on the stage. */
  large: Box;
  people: Box;
}

/** What most screens are: a guess that decides only how much room is kept for them. */
const shape = 16 / 9;
/** How much of the window the people keep, as a share of it and in its bounds. */
const beside = { share: 0.18, least: 136, most: 480 };
const below = { share: 0.2, least: 102, most: 320 };

/** Puts the people where what is large loses least. `caption` is what its name takes above it. */
export function divide(space: Space, caption: number): Division {
  const sideways = peopleBeside(space, caption);
  const stacked = peopleBelow(space, caption);
  return drawnArea(stacked.large, caption) > drawnArea(sideways.large, caption)
    ? stacked
    : sideways;
}

function peopleBeside({ width, height, gap }: Space, caption: number): Division {
  const useful = Math.ceil(Math.max(0, height - caption) * shape);
  const largeWidth = sideOfLarge(width - gap, beside, useful);
  const left = largeWidth + gap;
  return {
    large: { left: 0, top: 0, width: largeWidth, height },
    people: { left, top: 0, width: Math.max(0, width - left), height },
  };
}

function peopleBelow({ width, height, gap }: Space, caption: number): Division {
  const useful = Math.ceil(width / shape) + caption;
  const largeHeight = sideOfLarge(height - gap, below, useful);
  const top = largeHeight + gap;
  return {
    large: { left: 0, top: 0, width, height: largeHeight },
    people: { left: 0, top, width, height: Math.max(0, height - top) },
  };
}

/**
 * How much of a side the large one gets. What it cannot use goes to the people, but never more than
 * it has itself; and in a window that is too small for both, neither is lost.
 */
function sideOfLarge(side: number, { share, least, most }: typeof beside, useful: number): number {
  const people = Math.min(Math.max(side * share, Math.min(least, side * 0.4)), most);
  return Math.max(0, Math.floor(Math.max(Math.min(side - people, useful), side / 2)));
}

/** How large a picture of the usual shape is drawn in it. */
function drawnArea({ width, height }: Box, caption: number): number {
  const drawnWidth = Math.min(width, Math.max(0, height - caption) * shape);
  return drawnWidth ** 2 / shape;
}
