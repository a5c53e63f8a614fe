/** Every word about shared screens, in English; a part of `words`. */
import type { ScreenSurface } from '../media/media-state.ts';
import { someOf } from './languages/english.ts';
import { part } from './languages/language.ts';

const surfaces: Record<ScreenSurface, string> = {
  screen: 'your screen',
  window: 'a window',
  tab: 'a tab',
};

export const screenWords = part('screen', {
  share: 'Share screen',
  stopSharing: 'Stop sharing',
  stop: 'Stop',
  of: (name: string) => `${name}'s screen`,
  all: 'Shared screens',
  starting: 'The screen is starting',
  own: (surface: ScreenSurface, withSound: boolean) =>
    `You are sharing ${surfaces[surface]}${withSound ? ' with its sound' : ''}.`,
  notReaching: 'Your screen does not reach the others yet.',
  detail: 'What the picture is made for',
  details: { text: 'Sharp text', motion: 'Smooth motion' },
  began: (who: readonly string[]) => `${someOf(who)} started sharing.`,
  ended: (who: readonly string[]) => `${someOf(who)} stopped sharing.`,
  stopped: 'You stopped sharing.',
});

export const pickerWords = part('picker', {
  title: 'Choose what to share',
  kinds: { screen: 'Screens', window: 'Windows' },
  none: { screen: 'No screen was found.', window: 'No window is open.' },
  unnamed: { screen: 'Screen', window: 'Window without a name' },
  sound: "Also share this computer's sound",
  soundNote: 'Without the voices of the meeting.',
  noSound:
    'Not on this system: it cannot leave the voices of the meeting out, so everybody would hear themselves.',
  refused: {
    what: 'The system keeps its screens from Parley.',
    advice: 'Allow screen recording in its settings, then open Parley again.',
  },
  openSettings: 'Open system settings',
  share: 'Share',
  cancel: 'Cancel',
});
