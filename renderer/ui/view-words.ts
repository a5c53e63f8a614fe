/** Every word about how a meeting is looked at, in English; a part of `words`. */
import { part } from './languages/language.ts';

export const viewWords = part('view', {
  title: 'Layout',
  layout: 'How people stand',
  layouts: { auto: 'Automatic', grid: 'Grid', speaker: 'Speaker' },
  video: 'Video of the others',
  videoModes: { full: 'As sharp as it fits', saver: 'Save data', 'audio-only': 'Sound only' },
  hide: 'Who is hidden',
  hideSelf: 'Hide yourself',
  hideWithoutVideo: 'Hide people without video',
  pages: 'Pages of people',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  page: (page: number, pages: number) => `${page} of ${pages}`,
});
