import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentHash, install, lastLines, readJson } from '../../build/setup/files.mjs';
import { temporaryFolder, writeInto } from './temporary.ts';

describe('contentHash', () => {
  function tree() {
    const folder = temporaryFolder();
    writeInto(folder, 'src/a.ts', 'a');
    writeInto(folder, 'src/deep/b.ts', 'b');
    return folder;
  }

  test('is the same for the same content, wherever it lies', () => {
    expect(contentHash(tree(), ['src'])).toBe(contentHash(tree(), ['src']));
  });

  test.each([
    ['a changed file', 'src/a.ts', 'changed'],
    ['a new file', 'src/c.ts', ''],
    ['a file of a folder that was absent', 'lib/a.ts', 'a'],
  ])('sees %s', (_, path, content) => {
    const folder = tree();
    const before = contentHash(folder, ['src', 'lib']);
    writeInto(folder, path, content);
    expect(contentHash(folder, ['src', 'lib'])).not.toBe(before);
  });

  test('does not look outside of what it is given', () => {
    const folder = tree();
    const before = contentHash(folder, ['src']);
    writeInto(folder, 'out/a.js', 'a');
    expect(contentHash(folder, ['src'])).toBe(before);
  });
});

test('a program is installed whole, runnable, and over an old one', () => {
  const folder = temporaryFolder();
  const source = writeInto(folder, 'from/worker', 'new');
  const destination = writeInto(folder, 'to/worker', 'old');
  install(source, destination);
  expect(readFileSync(destination, 'utf8')).toBe('new');
  expect(statSync(destination).mode & 0o111).toBe(0o111);
  expect(readdirSync(join(folder, 'to'))).toEqual(['worker']);
});

test('a broken or absent JSON file has no content', () => {
  const folder = temporaryFolder();
  expect(readJson(join(folder, 'absent.json'))).toBeUndefined();
  expect(readJson(writeInto(folder, 'broken.json', '{'))).toBeUndefined();
  expect(readJson(writeInto(folder, 'whole.json', '{"a":1}'))).toEqual({ a: 1 });
});

test('the end of a log', () => {
  const log = writeInto(temporaryFolder(), 'a.log', 'one\ntwo\nthree\n');
  expect(lastLines(log, 2)).toBe('two\nthree');
});
