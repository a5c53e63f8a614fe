import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { table } from './figures.ts';

const folder = fileURLToPath(new URL('../../out/renderer/', import.meta.url));
const aimKb = 150;

it('size: JavaScript that the first page loads, gzipped', async () => {
  const page = await readFile(`${folder}index.html`, 'utf8');
  const files = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].flatMap(
    ([, file]) => file ?? [],
  );
  expect(files.length).toBeGreaterThan(0);
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(folder + file), { level: 9 }).length / 1000),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  table('Initial JavaScript, kB gzip', [
    ...files.map((file, n) => [file, (sizes[n] ?? 0).toFixed(1)]),
    ['total', `${total.toFixed(1)} (aim: at most ${aimKb})`],
  ]);
});
