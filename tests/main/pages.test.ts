import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerPage, originOf, pageAddress } from '../../main/pages.ts';

let folder = '';
const get = (url: string, method = 'GET') => answerPage({ url, method }, join(folder, 'renderer'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-pages-'));
  await writeFile(join(folder, 'secret.json'), '{}');
  const { mkdir } = await import('node:fs/promises');
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'renderer', 'index.html'), 'the page');
  await writeFile(join(folder, 'renderer', 'assets', 'a.js'), 'code');
  await writeFile(join(folder, 'renderer', 'notes.txt'), 'not a part of the page');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the pages', () => {
  it.each([
    ['app://parley/', 'text/html; charset=utf-8', 'the page'],
    ['app://parley/r/calm-otter-river', 'text/html; charset=utf-8', 'the page'],
    ['app://parley/r/x?a=1#b', 'text/html; charset=utf-8', 'the page'],
    ['app://parley/assets/a.js', 'text/javascript; charset=utf-8', 'code'],
  ])('answer %s', async (url, type, text) => {
    const response = await get(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe(type);
    expect(await response.text()).toBe(text);
  });

  it.each([
    'app://parley/missing.js',
    'app://parley/notes.txt',
    'app://parley/../secret.json',
    'app://parley/%2e%2e/secret.json',
    'app://parley/..%2fsecret.json',
    'app://parley/%2e%2e%5csecret.json',
    'app://parley/%00index.html',
    'app://parley/%E0%A4%A',
    'app://parley//secret.json',
    'app://elsewhere/',
  ])('have nothing at %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it('are only read', async () => {
    expect((await get('app://parley/', 'POST')).status).toBe(404);
  });

  it.each(['app://parley/', 'app://parley/missing.js'])('carry the policy: %s', async (url) => {
    const { headers } = await get(url);
    const policy = headers.get('Content-Security-Policy')?.split('; ');
    const needed = ["default-src 'none'", "script-src 'self'", "style-src 'self'"];
    const closed = ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];
    expect(policy).toEqual(expect.arrayContaining([...needed, ...closed]));
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
  });
});

it.each([
  [true, 'https://example.org/', 'app://parley/'],
  [false, 'http://127.0.0.1:5173/', 'http://127.0.0.1:5173/'],
  [false, undefined, 'app://parley/'],
  [false, '', 'app://parley/'],
])('installed: %s, told to load %s, the app loads %s', (packaged, PARLEY_RENDERER_URL, page) => {
  expect(pageAddress(packaged, { PARLEY_RENDERER_URL })).toBe(page);
});

describe('the policy', async () => {
  const policy = (await get('app://parley/')).headers.get('Content-Security-Policy') ?? '';

  it('lets the page talk to servers that encrypt and to this computer, and to nobody else', () => {
    const connect = /connect-src ([^;]*)/.exec(policy)?.[1]?.split(' ');
    const plain = connect?.filter((source) => /^(http|ws):/.test(source));
    expect(connect).toEqual(expect.arrayContaining(["'self'", 'https:', 'wss:']));
    expect(
      plain?.every((source) => /^(http|ws):\/\/(127\.0\.0\.1|localhost):\*$/.test(source)),
    ).toBe(true);
  });

  it('allows neither inline code nor code made of text', () => {
    expect(policy).not.toContain('unsafe');
  });
});

it.each([
  ['app://parley/r/x', 'app://parley'],
  ['https://a.example:7780/x', 'https://a.example:7780'],
  ['nonsense', undefined],
])('the origin of %s is %s', (url, origin) => {
  expect(originOf(url)).toBe(origin);
});
