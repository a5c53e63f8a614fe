/** Where things stand in a meeting: the people alone, or beside or below a shared screen. */
import { arrangeGrid, type GridLayout, type GridSpace } from './grid-layout.ts';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface StageLayout {
  /** Null where no screen is shared. */
  screen: Box | null;
  people: Box;
  /** The tiles, as seen from the upper left corner of `people`. */
  grid: GridLayout;
}

/** What most screens are: a guess that decides only how much room is kept for them. */
const shape = 16 / 9;
/** What the screen's name takes above it. */
const caption = 40;
/** How much of the window the people keep, as a share of it and in its bounds. */
const beside = { share: 0.18, least: 136, most: 480 };
const below = { share: 0.2, least: 102, most: 320 };

export function arrangeStage(space: GridSpace, sharing: boolean): StageLayout {
  const { width, height } = space;
  if (!sharing) return withPeople(space, null, { left: 0, top: 0, width, height });
  const sideways = peopleBeside(space);
  const stacked = peopleBelow(space);
  return drawnArea(stacked.screen) > drawnArea(sideways.screen) ? stacked : sideways;
}

function peopleBeside(space: GridSpace): StageLayout & { screen: Box } {
  const { width, height, gap } = space;
  const useful = Math.ceil(Math.max(0, height - caption) * shape);
  const screenWidth = sideOfScreen(width - gap, beside, useful);
  const screen = { left: 0, top: 0, width: screenWidth, height };
  const left = screenWidth + gap;
  const people = { left, top: 0, width: Math.max(0, width - left), height };
  return { ...withPeople(space, screen, people), screen };
}

function peopleBelow(space: GridSpace): StageLayout & { screen: Box } {
  const { width, height, gap } = space;
  const useful = Math.ceil(width / shape) + caption;
  const screenHeight = sideOfScreen(height - gap, below, useful);
  const screen = { left: 0, top: 0, width, height: screenHeight };
  const top = screenHeight + gap;
  const people = { left: 0, top, width, height: Math.max(0, height - top) };
  return { ...withPeople(space, screen, people), screen };
}

/**
 * How much of a side the screen gets. What it cannot use goes to the people, but never more than it
 * has itself; and in a window that is too small for both, neither is lost.
 */
function sideOfScreen(side: number, { share, least, most }: typeof beside, useful: number): number {
  const people = Math.min(Math.max(side * share, Math.min(least, side * 0.4)), most);
  return Math.max(0, Math.floor(Math.max(Math.min(side - people, useful), side / 2)));
}

function withPeople({ count, gap }: GridSpace, screen: Box | null, people: Box): StageLayout {
  const { width, height } = people;
  return { screen, people, grid: arrangeGrid({ width, height, count, gap }) };
}

/** How large a picture of the usual shape is drawn in it. */
function drawnArea({ width, height }: Box): number {
  const drawnWidth = Math.min(width, Math.max(0, height - caption) * shape);
  return drawnWidth ** 2 / shape;
}
