import { describe, expect, test } from 'vitest';
import { chooseOpening, chromiumArguments, hasDisplay } from '../../build/open-browser.mjs';

const desktop = {
  platform: 'linux',
  display: true,
  root: false,
  opener: true,
  flags: [],
} as const;

describe('hasDisplay', () => {
  test.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %o: %s', (platform, env, expected) => {
    expect(hasDisplay(env, platform)).toBe(expected);
  });
});

describe('chooseOpening', () => {
  test.each([
    ['a Linux desktop', {}, 'xdg-open'],
    ['a Mac', { platform: 'darwin' }, 'open'],
    ['Windows', { platform: 'win32' }, 'cmd'],
    ['a Linux desktop as root', { root: true }, 'browser'],
    ['a Mac as root', { platform: 'darwin', root: true }, 'open'],
    ['a Linux desktop without an opener', { opener: false }, 'browser'],
    ['any desktop with wishes for the browser', { flags: ['--mute-audio'] }, 'browser'],
    ['no display', { display: false, flags: ['--mute-audio'] }, 'tell'],
  ] as const)('%s', (_, differences, expected) => {
    const opening = chooseOpening({ ...desktop, ...differences });
    expect(opening.kind === 'opener' ? opening.command : opening.kind).toBe(expected);
  });
});

describe('chromiumArguments', () => {
  test('switch the sandbox off for root alone', () => {
    expect(chromiumArguments(desktop, '/profile')).not.toContain('--no-sandbox');
    expect(chromiumArguments({ ...desktop, root: true }, '/profile')).toContain('--no-sandbox');
  });

  test('end with the flags of the person', () => {
    const flags = ['--mute-audio', '--kiosk'];
    expect(chromiumArguments({ ...desktop, flags }, '/profile').slice(-2)).toEqual(flags);
  });
});
