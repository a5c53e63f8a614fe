import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drawInstallerIcons, drawRuntimeIcons } from '../../../build/icons/icons.mjs';
import { draw } from '../../../build/icons/raster.mjs';
import { readSvg } from '../../../build/icons/svg.mjs';
import { temporaryFolder } from '../temporary.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const size = 32;
const view = { corner: 0, side: 32 };

function pixelsOf(svg: string) {
  const pixels = draw(readSvg(svg), view, size);
  return (x: number, y: number) => [...pixels.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)];
}

describe('a drawing', () => {
  test('paints rectangles, circles and arcs where they are', () => {
    const mark = readFileSync(join(root, 'renderer/public/mark.svg'), 'utf8');
    const at = pixelsOf(mark);
    const ground = [0x63, 0xd0, 0xae, 255];
    const sign = [0x06, 0x24, 0x1c, 255];
    expect(at(0, 0)[3]).toBe(0);
    expect(at(16, 1)).toEqual(ground);
    expect(at(15, 15)).toEqual(sign);
    expect(at(7, 15)).toEqual(sign);
    expect(at(24, 15)).toEqual(sign);
    expect(at(11, 15)).toEqual(ground);
    expect(at(16, 7)).toEqual(ground);
  });

  test('smooths its edges', () => {
    const at = pixelsOf('<svg><circle cx="16" cy="16" r="10" fill="#ff0000" /></svg>');
    expect(at(16, 16)).toEqual([255, 0, 0, 255]);
    const alphas = Array.from({ length: size }, (_, x) => at(x, 9)[3] ?? 0);
    expect(alphas.some((alpha) => alpha > 0 && alpha < 255)).toBe(true);
  });

  test.each([
    '<svg><ellipse rx="3" ry="2" fill="#000000" /></svg>',
    '<svg><rect width="3" height="3" fill="red" /></svg>',
    '<svg><path d="M1 1L2 2" fill="none" stroke="#000000" stroke-linecap="round" /></svg>',
    '<svg><path d="M1 1z" fill="#000000" /></svg>',
  ])('refuses what it cannot draw: %s', (svg) => {
    expect(() => readSvg(svg)).toThrow();
  });
});

describe('icons', () => {
  test('differ from state to state, for colour and template alike', () => {
    const folder = temporaryFolder();
    drawRuntimeIcons(root, folder);
    for (const kind of ['', '@2x', 'Template', 'Template@2x']) {
      const icons = ['idle', 'hosting', 'meeting', 'muted'].map((state) =>
        readFileSync(join(folder, `tray-${state}${kind}.png`)).toString('base64'),
      );
      expect(new Set(icons).size).toBe(4);
    }
    expect(sizeOf(readFileSync(join(folder, 'tray-idle.png')))).toBe(16);
    expect(sizeOf(readFileSync(join(folder, 'tray-idle@2x.png')))).toBe(32);
  });

  test('are black and clear in templates', () => {
    const folder = temporaryFolder();
    drawRuntimeIcons(root, folder);
    const bytes = pixelBytes(readFileSync(join(folder, 'tray-mutedTemplate.png')));
    expect(bytes.filter((byte, index) => index % 4 !== 3 && byte !== 0)).toHaveLength(0);
    expect(new Set(bytes.filter((_, index) => index % 4 === 3)).size).toBeGreaterThan(2);
  });

  test('fill the containers of Windows and macOS', () => {
    const folder = temporaryFolder();
    drawInstallerIcons(root, folder);
    const ico = readFileSync(join(folder, 'icon.ico'));
    const count = ico.readUInt16LE(4);
    const last = 6 + 16 * (count - 1);
    expect(ico.readUInt8(last)).toBe(0);
    expect(sizeOf(ico.subarray(ico.readUInt32LE(last + 12)))).toBe(256);
    expect(ico.readUInt32LE(last + 8) + ico.readUInt32LE(last + 12)).toBe(ico.length);
    const icns = readFileSync(join(folder, 'icon.icns'));
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
  });
});

const sizeOf = (png: Buffer) => png.readUInt32BE(16);

/** Our PNGs have one data chunk behind the header, and rows without filters. */
function pixelBytes(png: Buffer): number[] {
  const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  const side = sizeOf(png);
  return [...rows].filter((_, index) => index % (side * 4 + 1) !== 0);
}
