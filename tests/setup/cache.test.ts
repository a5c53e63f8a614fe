import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Cache, cacheFolder } from '../../build/cache.mjs';
import { temporaryFolder } from './temporary.ts';

const hour = 60 * 60 * 1000;

describe('cacheFolder', () => {
  test.each([
    ['linux', {}, join('/people/ana', '.cache', 'parley')],
    ['linux', { XDG_CACHE_HOME: '/fast' }, join('/fast', 'parley')],
    ['linux', { XDG_CACHE_HOME: '' }, join('/people/ana', '.cache', 'parley')],
    ['darwin', { XDG_CACHE_HOME: '/fast' }, join('/people/ana', 'Library', 'Caches', 'parley')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'parley', 'Cache')],
    ['win32', {}, join('/people/ana', 'AppData', 'Local', 'parley', 'Cache')],
  ] as const)('on %s with %o is %s', (platform, env, expected) => {
    expect(cacheFolder(env, platform, '/people/ana')).toBe(expected);
  });
});

describe('a failed fetch', () => {
  test('is remembered for a day, also by the next run', () => {
    const folder = temporaryFolder();
    let now = Date.parse('2030-01-01T12:00:00Z');
    new Cache(folder, () => now).rememberFailure('worker-1.2.3', 'no such host');
    const next = new Cache(folder, () => now);
    expect(next.recentFailure('worker-1.2.3')).toBe('no such host');
    expect(next.recentFailure('worker-1.2.4')).toBeUndefined();
    now += 23 * hour;
    expect(next.recentFailure('worker-1.2.3')).toBe('no such host');
    now += 2 * hour;
    expect(next.recentFailure('worker-1.2.3')).toBeUndefined();
  });

  test('is not believed when it lies in the future', () => {
    const folder = temporaryFolder();
    const now = Date.parse('2030-01-01T12:00:00Z');
    new Cache(folder, () => now + 30 * hour).rememberFailure('worker', 'clock was wrong');
    expect(new Cache(folder, () => now).recentFailure('worker')).toBeUndefined();
  });

  test('is forgotten on demand', () => {
    const cache = new Cache(temporaryFolder());
    cache.rememberFailure('electron', 'timed out');
    cache.forgetFailures();
    expect(cache.recentFailure('electron')).toBeUndefined();
  });
});
