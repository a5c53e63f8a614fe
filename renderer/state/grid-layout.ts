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
  /** More than the space is high only where the tiles had become too small to read. */
  height: number;
}

/** Outside of these a face is either cut or lost in its surroundings. */
const narrowest = 4 / 3;
const widest = 16 / 9;

/** Below this a name can no longer be read, so that scrolling is the smaller evil. */
const smallestWidth = 136;

export function arrangeGrid(space: GridSpace): GridLayout {
  const { width, height, count } = space;
  if (count <= 0 || width <= 0 || height <= 0) {
    return { columns: 0, rows: 0, tile: { width: 0, height: 0 }, places: [], height: 0 };
  }
  let best = { columns: 1, tile: tileWith(space, 1) };
  for (let columns = 2; columns <= count; columns += 1) {
    const tile = tileWith(space, columns);
    if (tile.width * tile.height > best.tile.width * best.tile.height) best = { columns, tile };
  }
  if (best.tile.width < Math.min(smallestWidth, width)) best = scrolling(space);
  return placed(space, best.columns, best.tile);
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

function scrolling({ width, gap }: GridSpace) {
  const columns = Math.max(1, Math.floor((width + gap) / (smallestWidth + gap)));
  const tileWidth = Math.floor((width - gap * (columns - 1)) / columns);
  return { columns, tile: { width: tileWidth, height: Math.floor(tileWidth / narrowest) } };
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
  return { columns, rows, tile, places, height };
}
