/** Every word about how a meeting is looked at, in German. */
import type { Translation } from './translation.ts';

export const view: Translation['view'] = {
  title: 'Anordnung',
  layout: 'Wie die Leute stehen',
  layouts: { auto: 'Von selbst', grid: 'Raster', speaker: 'Wer spricht' },
  video: 'Video der anderen',
  videoModes: { full: 'So scharf wie es passt', saver: 'Daten sparen', 'audio-only': 'Nur Ton' },
  hide: 'Wer verborgen ist',
  hideSelf: 'Sich selbst verbergen',
  hideWithoutVideo: 'Leute ohne Bild verbergen',
  pages: 'Seiten mit Leuten',
  previousPage: 'Vorige Seite',
  nextPage: 'Nächste Seite',
  page: (page, pages) => `${page} von ${pages}`,
};
