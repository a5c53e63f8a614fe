/** Where everything on the stage stands, in whole pixels from its upper left corner. */
import type { Casting } from './casting.ts';
import { arrangeGrid, type GridPages, spreadOverPages } from './grid-layout.ts';
import { type Box, divide, type Space } from './screen-layout.ts';

/** What a tile is on the stage: one among equals, large, one of those beside it, or over it. */
export type Place = 'grid' | 'large' | 'strip' | 'corner';

export interface Seat {
  peerId: string;
  place: Place;
  box: Box;
}

export interface StageLayout {
  shape: Casting['shape'];
  /** Null where no screen is shared. */
  screen: Box | null;
  /** Those who are visible; a tile that is on another page is not drawn at all. */
  seats: Seat[];
  /** Where the buttons that turn pages stand; null where there is one page. */
  turning: (GridPages & { page: number; box: Box }) | null;
  /** Of those who stand on pages: on this one, and on the others. */
  paged: { visible: readonly string[]; hidden: readonly string[] };
}

/** What the name of a screen takes above it. */
const caption = 40;
/** What the buttons that turn pages take. */
const turningHeight = 44;
/** The own picture over the other one: as a share of the width, in its bounds, and from the edge. */
const corner = { share: 0.22, least: 96, most: 320, inset: 12 };

export function arrangeStage(space: Space, casting: Casting, page: number): StageLayout {
  const whole = { left: 0, top: 0, width: space.width, height: space.height };
  switch (casting.shape) {
    case 'grid':
      return {
        ...pageOf(casting.small, whole, space.gap, page, 'grid'),
        shape: 'grid',
        screen: null,
      };
    case 'duo':
      return duo(space, casting, page);
    case 'screen': {
      const { large, people } = divide(space, caption);
      const paged = pageOf(casting.small, people, space.gap, page, 'strip');
      return { ...paged, shape: 'screen', screen: large };
    }
    case 'speaker':
      return speaker(space, casting, page);
  }
}

/** Where the window is too narrow for a face over a face, the two stand below each other. */
function duo(
  space: Space,
  { other, self }: Extract<Casting, { shape: 'duo' }>,
  page: number,
): StageLayout {
  const { width, height, gap } = space;
  const { tile, places } = arrangeGrid({ width, height, count: 1, gap });
  const equal = arrangeGrid({ width, height, count: 2, gap }).tile;
  if (tile.width * tile.height < 1.5 * equal.width * equal.height) {
    return arrangeStage(space, { shape: 'grid', small: [self, other] }, page);
  }
  const [place = { left: 0, top: 0 }] = places;
  const cornerWidth = Math.round(
    Math.min(Math.max(tile.width * corner.share, corner.least), corner.most),
  );
  const size = { width: cornerWidth, height: Math.round((cornerWidth * 9) / 16) };
  const small = {
    left: place.left + tile.width - size.width - corner.inset,
    top: place.top + tile.height - size.height - corner.inset,
    ...size,
  };
  return {
    shape: 'duo',
    screen: null,
    seats: [
      { peerId: other, place: 'large', box: { ...place, ...tile } },
      { peerId: self, place: 'corner', box: small },
    ],
    turning: null,
    paged: { visible: [], hidden: [] },
  };
}

function speaker(
  space: Space,
  casting: Extract<Casting, { shape: 'speaker' }>,
  page: number,
): StageLayout {
  const whole = { left: 0, top: 0, width: space.width, height: space.height };
  const divided =
    casting.small.length === 0 ? { large: whole, people: undefined } : divide(space, 0);
  const large = gridIn(divided.large, casting.large, space.gap, 'large');
  const none = { seats: [], turning: null, paged: { visible: [], hidden: [] } };
  const small = divided.people
    ? pageOf(casting.small, divided.people, space.gap, page, 'strip')
    : none;
  return { ...small, shape: 'speaker', screen: null, seats: [...large, ...small.seats] };
}

/** The page of these people that is looked at, in a box of its own. */
function pageOf(
  people: readonly string[],
  box: Box,
  gap: number,
  wanted: number,
  place: Place,
): Pick<StageLayout, 'seats' | 'turning' | 'paged'> {
  const { width, height } = box;
  const spread = spreadOverPages({ width, height, count: people.length, gap }, turningHeight);
  // People leave, and windows grow: the page that was looked at may be gone.
  const page = Math.min(Math.max(0, wanted), spread.pages - 1);
  const first = page * spread.perPage;
  const visible = people.slice(first, first + spread.perPage);
  const hidden = people.filter((peerId) => !visible.includes(peerId));
  if (spread.pages === 1) {
    return { seats: gridIn(box, visible, gap, place), turning: null, paged: { visible, hidden } };
  }
  const room = { ...box, height: Math.max(0, height - turningHeight) };
  const turning = { ...box, top: box.top + room.height, height: turningHeight };
  return {
    seats: gridIn(room, visible, gap, place),
    turning: { ...spread, page, box: turning },
    paged: { visible, hidden },
  };
}

function gridIn(box: Box, people: readonly string[], gap: number, place: Place): Seat[] {
  const { width, height, left, top } = box;
  const { tile, places } = arrangeGrid({ width, height, count: people.length, gap });
  return people.map((peerId, index) => {
    // Before the window is measured there is no place, and yet everybody is there to be read out.
    const at = places[index] ?? { left: 0, top: 0 };
    return { peerId, place, box: { left: left + at.left, top: top + at.top, ...tile } };
  });
}
