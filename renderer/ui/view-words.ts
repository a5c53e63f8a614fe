/** Every word about how a meeting is looked at and lived in, in English; a part of `words`. */
import { people, someOf } from './languages/english.ts';
import { part } from './languages/language.ts';

export const viewWords = part('view', {
  title: 'Layout',
  layout: 'How people stand',
  layouts: { auto: 'Automatic', grid: 'Grid', speaker: 'Speaker' },
  video: 'Video of the others',
  videoModes: { full: 'As sharp as it fits', saver: 'Save data', 'audio-only': 'Sound only' },
  hide: 'Who is hidden',
  hideSelf: 'Hide yourself',
  showSelf: 'Show yourself',
  hideWithoutVideo: 'Hide people without video',
  pages: 'Pages of people',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  page: (page: number, pages: number) => `${page} of ${pages}`,

  raiseHand: 'Raise hand',
  lowerHand: 'Lower hand',
  handFailed: 'Your hand did not reach the others. Try again.',
  handUp: (turn: number) => `Hand raised, number ${turn} in line`,
  handsUp: (count: number) => (count === 1 ? '1 hand is up' : `${count} hands are up`),
  handsRaised: (who: readonly string[]) => `${someOf(who)} raised a hand.`,
  reactions: 'Reactions',
  reaction: {
    yes: 'Thumbs up',
    no: 'Thumbs down',
    love: 'Heart',
    laugh: 'Laugh',
    celebrate: 'Celebrate',
  },
  reacted: (name: string, reaction: string) => `${name}: ${reaction}`,
  reactionFailed: 'Wait a moment before the next reaction.',

  people: 'People',
  peopleCount: (count: number) => people(count),
  closePeople: 'Close the list of people',
  about: (name: string) => `More about ${name}`,
  pin: 'Pin',
  unpin: 'Unpin',
  pinned: 'Pinned',
  muteForMe: 'Mute for me',
  hearAgain: 'Hear again',
  silenced: 'Muted for you',
  volume: 'Volume',
  percent: (percent: number) => `${percent} %`,

  more: 'More',
  youAreMuted: (withSpace: boolean) =>
    withSpace ? 'You are muted. Hold Space to talk.' : 'You are muted, and nobody hears you.',
  layoutIs: (layout: 'auto' | 'grid' | 'speaker') => `Layout: ${viewWords.layouts[layout]}.`,

  float: 'Small window on top',
  floatFailed: 'The small window could not be opened. Try again from the menu.',

  zoomable: (label: string) => `${label}, plus and minus zoom, arrows move`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomReset: 'Show all of it',
  zoom: (percent: number) => `${percent} %`,

  shortcuts: 'Keyboard shortcuts',
  keys: {
    microphone: 'Mute and unmute',
    camera: 'Camera on and off',
    chat: 'Open and close the chat',
    single: 'Single keys do something',
  },
  keyNames: { PageUp: 'Page up', PageDown: 'Page down' } as Partial<Record<string, string>>,
  does: {
    talk: 'Hold to talk while muted',
    hand: 'Raise and lower your hand',
    people: 'Open and close the list of people',
    layout: 'Next layout',
    share: 'Share your screen and stop sharing',
    float: 'Small window on top',
    'next-page': 'Next page of people',
    'previous-page': 'Previous page of people',
    help: 'Show these shortcuts',
  },
});
