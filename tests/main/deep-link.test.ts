import { describe, expect, it } from 'vitest';
import { linkFromArgs, linkFromClipboard } from '../../main/deep-link.ts';

const fingerprint = 'A'.repeat(43);
const web = `https://192.168.1.20:7780/r/blue-fox#a=10.0.0.4:7780&f=${fingerprint}`;
const app = `parley://192.168.1.20:7780/r/blue-fox#f=${fingerprint}`;

describe('linkFromArgs', () => {
  it.each([
    ['a link of the app', ['parley.exe', app], app],
    [
      'one whose scheme is in capitals',
      ['parley', app.replace('parley', 'PARLEY')],
      app.replace('parley', 'PARLEY'),
    ],
    ['a web link', ['parley', web], web],
    ['one among switches', ['parley', '--no-sandbox', '--', app, '--x'], app],
    ['the first of two', ['parley', web, app], web],
    ['a damaged link of the app', ['parley', 'parley://nonsense'], 'parley://nonsense'],
    [
      'a link to this very machine',
      ['.', 'http://127.0.0.1:7780/r/a'],
      'http://127.0.0.1:7780/r/a',
    ],
  ])('finds %s', (_, argv, expected) => {
    expect(linkFromArgs(argv)).toBe(expected);
  });

  it.each([
    ['nothing', []],
    ['the program and its folder', ['electron', '.']],
    ['a web page', ['parley', 'https://example.org/']],
    ['a plain link to another machine', ['parley', 'http://192.168.1.20:7780/r/a']],
    ['a link inside a switch', ['parley', `--user-data-dir=${app}`, `-${app}`]],
    ['a switch that only looks like a link', ['parley', `--parley://a/r/b`]],
    ['a file', ['parley', 'file:///etc/passwd', 'C:\\parley:\\a']],
    ['a script', ['parley', 'javascript:alert(1)', 'data:text/html,a']],
    ['a link in the middle of an argument', ['parley', `open ${app}`]],
    ['an endless link', ['parley', `${app}&x=${'x'.repeat(3000)}`]],
    ['the hundred-and-first argument', [...Array.from({ length: 100 }, () => 'x'), app]],
  ])('finds nothing in %s', (_, argv) => {
    expect(linkFromArgs(argv)).toBeUndefined();
  });
});

describe('linkFromClipboard', () => {
  it.each([
    ['a link', web, web],
    ['one with space around it', `\n  ${app}\t\n`, app],
    ['one in a sentence', `Join me: ${web}, now!`, web],
    ['one in brackets', `Meeting (<${web}>).`, web],
    ['one in quotes', `“${app}”`, app],
    ['the first that leads to a meeting', `https://example.org ${web} ${app}`, web],
  ])('finds %s', (_, text, expected) => {
    expect(linkFromClipboard(text)).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['words', 'the quick brown fox'],
    ['a web page', 'https://example.org/r'],
    ['a damaged link', 'parley://nonsense'],
    ['a link with a password', 'https://a:b@192.168.1.20/r/blue-fox'],
    ['a plain link', 'http://192.168.1.20/r/blue-fox'],
    ['a link behind very much else', `${'x '.repeat(3000)}${web}`],
    ['punctuation without end', '('.repeat(100_000)],
    ['a link that is cut off by the limit', `${' '.repeat(4090)}${web}`],
  ])('finds nothing in %s', (_, text) => {
    expect(linkFromClipboard(text)).toBeUndefined();
  });
});
