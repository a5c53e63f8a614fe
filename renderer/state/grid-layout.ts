/** Where the tiles of a meeting stand: as large as the window lets them be, and all of one size. */

export interface GridSpace {
  width: number;
  height: number;
  count: number;
  /** Between two tiles, in both directions. */
  gap: number;
}

export interface GridLayout {
  columns: number;
  rows: number;
  tile: { width: number; height: number };
  /** The upper left corner of each tile, in the order of the people. */
  places: { left: number; top: number }[];
}

/** How the people are spread over pages, where they are too many for one. */
export interface GridPages {
  pages: number;
  /** How many tiles a page has; the last one may have fewer. */
  perPage: number;
}

/** Outside of these a face is either cut or lost in its surroundings. */
const narrowest = 4 / 3;
const widest = 16 / 9;

/** Below this a name can no longer be read, so that turning pages is the smaller evil. */
const smallestWidth = 136;
/** More faces at once are a crowd, and more video than a laptop decodes calmly. */
const mostOnPage = 25;

export function arrangeGrid(space: GridSpace): GridLayout {
  const { width, height, count } = space;
  if (count <= 0 || width <= 0 || height <= 0) {
    return { columns: 0, rows: 0, tile: { width: 0, height: 0 }, places: [] };
  }
  let best = { columns: 1, tile: tileWith(space, 1) };
  for (let columns = 2; columns <= count; columns += 1) {
    const tile = tileWith(space, columns);
    if (tile.width * tile.height > best.tile.width * best.tile.height) best = { columns, tile };
  }
  return placed(space, best.columns, best.tile);
}

/**
 * As few pages as leave every name readable, and about as many people on each. `turning` is what the
 * buttons that turn them take of the height.
 */
export function spreadOverPages(space: GridSpace, turning: number): GridPages {
  const { count } = space;
  if (count === 0) return { pages: 1, perPage: 1 };
  if (count <= mostOnPage && isReadable(space)) return { pages: 1, perPage: count };
  const height = Math.max(0, space.height - turning);
  let perPage = Math.min(count, mostOnPage);
  while (perPage > 1 && !isReadable({ ...space, height, count: perPage })) perPage -= 1;
  const pages = Math.ceil(count / perPage);
  return { pages, perPage: Math.ceil(count / pages) };
}

function isReadable(space: GridSpace): boolean {
  return arrangeGrid(space).tile.width >= Math.min(smallestWidth, Math.floor(space.width));
}

function tileWith({ width, height, count, gap }: GridSpace, columns: number) {
  const rows = Math.ceil(count / columns);
  const cell = {
    width: Math.max(0, (width - gap * (columns - 1)) / columns),
    height: Math.max(0, (height - gap * (rows - 1)) / rows),
  };
  return {
    width: Math.floor(Math.min(cell.width, cell.height * widest)),
    height: Math.floor(Math.min(cell.height, cell.width / narrowest)),
  };
}

function placed(space: GridSpace, columns: number, tile: GridLayout['tile']): GridLayout {
  const { gap, count } = space;
  const rows = Math.ceil(count / columns);
  const height = rows * tile.height + gap * (rows - 1);
  const firstTop = Math.max(0, Math.floor((space.height - height) / 2));
  const places = Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    // The last row may hold fewer tiles, and stands in the middle.
    const inRow = Math.min(columns, count - row * columns);
    const rowWidth = inRow * tile.width + gap * (inRow - 1);
    return {
      left: Math.floor((space.width - rowWidth) / 2) + (index % columns) * (tile.width + gap),
      top: firstTop + row * (tile.height + gap),
    };
  });
  return { columns, rows, tile, places };
}
