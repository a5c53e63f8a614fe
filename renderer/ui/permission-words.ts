/** How microphone and camera are allowed, on each platform, in English; a part of `words`. */
import type { BrowserKind, SystemKind } from '../state/permission-place.ts';
import { part } from './languages/language.ts';

export const permissionWords = part('permission', {
  title: 'How to allow it',
  /** Nothing for the app, which asks the system alone. */
  browser: {
    app: '',
    chromium:
      'Click the icon left of the address, switch microphone and camera on, then reload this page.',
    firefox:
      'Click the crossed-out microphone or camera beside the address, remove the block, then reload this page.',
    safari:
      'Choose Safari, Settings for this website, set camera and microphone to Allow, then reload this page.',
  } satisfies Record<BrowserKind, string>,
  system: {
    macos:
      'In System Settings, Privacy & Security, open Microphone and Camera, and switch this program on. Then start it again.',
    windows:
      'In Settings, Privacy & security, open Microphone and Camera, and switch on access, also for desktop apps.',
    linux:
      'If this program came as a Flatpak or Snap, allow it the microphone and the camera in the settings for applications.',
    android: 'In Settings, Apps, open this browser, then Permissions, and allow both.',
    ios: 'In Settings, Apps, open this browser, and switch Microphone and Camera on.',
  } satisfies Record<SystemKind, string>,
});
