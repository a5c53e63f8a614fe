/** All icons of Parley, drawn from renderer/public/mark.svg. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appleSizes, encodeIcns, encodeIco, windowsSizes } from './containers.mjs';
import { drawPng } from './raster.mjs';
import { colourOf, line, readSvg } from './svg.mjs';

/** @typedef {import('./raster.mjs').Layer} Layer */
/** @typedef {import('./svg.mjs').Painted} Painted */
/** @typedef {'idle' | 'hosting' | 'meeting' | 'muted'} TrayState */

const whole = { corner: 0, side: 32 };
/** The mark without its ground has air around it that a panel cannot spare. */
const close = { corner: 5, side: 22 };
/** macOS icons keep a tenth of their side free all around. */
const apple = { corner: -3.88, side: 39.76 };
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const trayPixels = 16;
const windowPixels = 256;

/** Grey and green are seen on light and dark panels alike. */
const [grey, green, red, white] = ['#8b959b', '#2fae86', '#d93f46', '#ffffff'].map(colourOf);
const strokeFrom = { x: 8, y: 24.5 };
const strokeTo = { x: 24, y: 7.5 };

/**
 * What the app loads while it runs: `tray-<state>.png` and its macOS template, each also `@2x`, and
 * `window.png`.
 * @param {string} root
 * @param {string} folder
 */
export function drawRuntimeIcons(root, folder) {
  const mark = readMark(root);
  for (const [state, { colour, template }] of Object.entries(trayLayers(mark))) {
    const view = state === 'idle' || state === 'hosting' ? close : whole;
    for (const [suffix, factor] of /** @type {const} */ ([
      ['', 1],
      ['@2x', 2],
    ])) {
      const size = trayPixels * factor;
      write(folder, `tray-${state}${suffix}.png`, drawPng(colour, view, size));
      write(folder, `tray-${state}Template${suffix}.png`, drawPng(template, view, size));
    }
  }
  write(folder, 'window.png', drawPng(mark, whole, windowPixels));
}

/**
 * What the installers need: `icon.ico`, `icon.icns` and `linux/<size>x<size>.png`.
 * @param {string} root
 * @param {string} folder
 */
export function drawInstallerIcons(root, folder) {
  const mark = readMark(root);
  const pictures = (/** @type {readonly number[]} */ sizes, view = whole) =>
    sizes.map((size) => ({ size, png: drawPng(mark, view, size) }));
  write(folder, 'icon.ico', encodeIco(pictures(windowsSizes)));
  write(folder, 'icon.icns', encodeIcns(pictures(appleSizes, apple)));
  for (const { size, png } of pictures(linuxSizes)) {
    write(folder, join('linux', `${size}x${size}.png`), png);
  }
}

/**
 * @param {readonly Painted[]} mark its ground, and the sign upon it
 * @returns {Record<TrayState, { colour: Layer[], template: Layer[] }>}
 */
function trayLayers([ground, ...sign]) {
  if (!ground || !grey || !green || !red || !white) throw new Error('The mark is empty');
  const paint = (/** @type {Layer['colour']} */ colour, layers = sign) =>
    layers.map(({ shape }) => ({ shape, colour }));
  const black = colourOf('#000000');
  const cut = [...paint(black, [ground]), ...paint('erase')];
  // A stroke through the sign, with a gap that keeps both apart.
  const stroke = (/** @type {Layer['colour']} */ gap, /** @type {Layer['colour']} */ colour) => [
    { shape: line(strokeFrom, strokeTo, 7), colour: gap },
    { shape: line(strokeFrom, strokeTo, 2.8), colour },
  ];
  return {
    idle: { colour: paint(grey), template: paint(black, sign.slice(0, 2)) },
    hosting: { colour: paint(green), template: paint(black) },
    meeting: { colour: [ground, ...sign], template: cut },
    muted: {
      colour: [...paint(red, [ground]), ...paint(white), ...stroke(red, white)],
      template: [...cut, ...stroke(black, 'erase')],
    },
  };
}

/** @param {string} root */
const readMark = (root) =>
  readSvg(readFileSync(join(root, 'renderer', 'public', 'mark.svg'), 'utf8'));

/**
 * @param {string} folder
 * @param {string} name
 * @param {Buffer} content
 */
function write(folder, name, content) {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
