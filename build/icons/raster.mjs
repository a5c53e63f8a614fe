import { crc32, deflateSync } from 'node:zlib';

/** @typedef {import('./svg.mjs').Colour} Colour */
/** @typedef {import('./svg.mjs').Shape} Shape */
/** @typedef {{ shape: Shape, colour: Colour | 'erase' }} Layer */
/** The part of the drawing that fills the picture: a square by its corner and its side. */
/** @typedef {{ corner: number, side: number }} View */

/**
 * Draws layers, bottom first, as a PNG of that many pixels a side.
 * @param {readonly Layer[]} layers
 * @param {View} view
 * @param {number} size
 */
export function drawPng(layers, view, size) {
  return encodePng(draw(layers, view, size), size);
}

/**
 * Red, green, blue and alpha of every pixel, row by row.
 * @param {readonly Layer[]} layers
 * @param {View} view
 * @param {number} size
 */
export function draw(layers, view, size) {
  const pixels = new Uint8Array(size * size * 4);
  const unit = view.side / size;
  const at = { x: 0, y: 0 };
  for (let row = 0; row < size; row += 1) {
    at.y = view.corner + (row + 0.5) * unit;
    for (let column = 0; column < size; column += 1) {
      at.x = view.corner + (column + 0.5) * unit;
      pixels.set(colourAt(layers, at, unit), (row * size + column) * 4);
    }
  }
  return pixels;
}

/**
 * @param {readonly Layer[]} layers
 * @param {import('./svg.mjs').Point} at
 * @param {number} unit the side of a pixel
 */
function colourAt(layers, at, unit) {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (const { shape, colour } of layers) {
    // An edge that goes through a pixel covers as much of it as lies on its inner side.
    const share = Math.min(1, 0.5 - shape(at) / unit);
    if (share <= 0) continue;
    const kept = alpha * (1 - share);
    if (colour === 'erase') {
      alpha = kept;
      continue;
    }
    alpha = share + kept;
    red = (colour[0] * share + red * kept) / alpha;
    green = (colour[1] * share + green * kept) / alpha;
    blue = (colour[2] * share + blue * kept) / alpha;
  }
  return [Math.round(red), Math.round(green), Math.round(blue), Math.round(alpha * 255)];
}

/**
 * @param {Uint8Array} pixels
 * @param {number} size
 */
function encodePng(pixels, size) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, colours with alpha.
  header.set([8, 6], 8);
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    rows.set(pixels.subarray(row * size * 4, (row + 1) * size * 4), row * (size * 4 + 1) + 1);
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
