import { describe, expect, test } from 'vitest';
import { choosePlan, updateFeed } from '../../../build/package/plan.mjs';

describe('the plan of a machine', () => {
  const linux = {
    platform: 'linux',
    arch: 'x64',
    electron: true,
    dpkgDeb: true,
    rpmbuild: true,
  } as const;
  const mac = { ...linux, platform: 'darwin', arch: 'arm64' } as const;

  test.each([
    [
      'everything on Linux',
      linux,
      false,
      { formats: undefined, runtime: 'fetched', archive: true },
    ],
    [
      'no rpm without its tool',
      { ...linux, rpmbuild: false },
      false,
      { formats: ['AppImage', 'deb'] },
    ],
    ['what needs no downloads', linux, true, { formats: ['dir', 'deb'], runtime: 'found' }],
    ['an imitation', { ...linux, electron: false }, false, { runtime: 'imitated' }],
    ['no deb without its tool', { ...linux, dpkgDeb: false }, true, { formats: ['dir'] }],
    ['both processors on macOS', mac, false, { archs: ['x64', 'arm64'], formats: undefined }],
    ['its own processor', mac, true, { archs: ['arm64'], formats: ['dir'], archive: false }],
    ['both on Windows', { ...mac, platform: 'win32' as const }, false, { archs: ['x64', 'arm64'] }],
  ])('is %s', (_, machine, offline, plan) => {
    expect(choosePlan(machine, offline)).toMatchObject(plan);
  });

  test('says what is left out', () => {
    expect(choosePlan({ ...linux, rpmbuild: false }, false).notes).toHaveLength(1);
    expect(choosePlan(linux, false).notes).toEqual([]);
  });

  test('is none without a runtime elsewhere', () => {
    expect(() => choosePlan({ ...mac, electron: false }, true)).toThrow('runtime is missing');
  });
});

describe('the feed of updates', () => {
  test('is none unless it is named', () => {
    expect(updateFeed({})).toBeUndefined();
    expect(updateFeed({ PARLEY_UPDATE_FEED: '' })).toBeUndefined();
  });

  test('is an https address', () => {
    const feed = 'https://updates.example/parley';
    expect(updateFeed({ PARLEY_UPDATE_FEED: feed })).toBe(feed);
    expect(() => updateFeed({ PARLEY_UPDATE_FEED: 'http://updates.example' })).toThrow('https');
    expect(() => updateFeed({ PARLEY_UPDATE_FEED: 'updates' })).toThrow('https');
  });
});
