/** Files that hold one icon in several sizes, each as a PNG. */

/** @typedef {{ size: number, png: Buffer }} Picture */

/** Apple's names of the sizes that icns files hold as PNG; small ones twice, for fine screens. */
const appleTypes = /** @type {const} */ ([
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]);

export const appleSizes = [...new Set(appleTypes.map(([, size]) => size))];
export const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];

/**
 * A Windows .ico file.
 * @param {readonly Picture[]} pictures
 */
export function encodeIco(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // A byte has no room for 256, for which 0 stands.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/**
 * A macOS .icns file.
 * @param {readonly Picture[]} pictures one for each of appleSizes
 */
export function encodeIcns(pictures) {
  const parts = appleTypes.map(([type, size]) => {
    const picture = pictures.find((each) => each.size === size);
    if (picture === undefined) throw new Error(`No picture of ${size} pixels`);
    return frame(type, picture.png);
  });
  return frame('icns', Buffer.concat(parts));
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function frame(type, data) {
  const header = Buffer.alloc(8, type, 'latin1');
  header.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([header, data]);
}
