import { describe, expect, it } from 'vitest';
import { machineFaults } from './text-law.ts';
import { readText, treeFiles } from './tree.ts';

// Written in parts, since this file is looked at too.
const path = (...parts: string[]) => parts.join('/');

describe('texts', () => {
  it('name no place of one machine', () => {
    const texts = treeFiles()
      .map((file) => ({ file, text: readText(file) }))
      .filter(({ text }) => !text.includes('\0'));
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.flatMap(({ file, text }) => machineFaults(file, text))).toEqual([]);
  });
});

describe('the check of texts', () => {
  it.each([
    path('', 'home', 'ana', 'parley'),
    path('', 'Users', 'ana'),
    path('"', 'root', '.cache"'),
    path('cd ', 'work', 'main'),
    path('', 'tmp', 'worker'),
    ['C:', 'Users', 'ana'].join('\\'),
    ['C:', 'Users', 'ana'].join('\\\\'),
    path('c:', 'Users', 'ana'),
  ])('finds %s', (text) => {
    expect(machineFaults('a.md', `\nsee ${text}`)).toHaveLength(1);
  });

  it.each([
    'https://example.org/home/page',
    './home/room.ts',
    'GET /r/root',
    'Users and /r/work',
    '~/.cache/parley',
  ])('lets %s through', (text) => {
    expect(machineFaults('a.md', text)).toEqual([]);
  });
});
