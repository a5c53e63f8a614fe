/** Every word about how a meeting is looked at and lived in, in German. */
import { have, people, someOf } from './german-counting.ts';
import type { Translation } from './translation.ts';

export const view: Translation['view'] = {
  title: 'Anordnung',
  layout: 'Wie die Leute stehen',
  layouts: { auto: 'Von selbst', grid: 'Raster', speaker: 'Wer spricht' },
  video: 'Video der anderen',
  videoModes: { full: 'So scharf wie es passt', saver: 'Daten sparen', 'audio-only': 'Nur Ton' },
  hide: 'Wer verborgen ist',
  hideSelf: 'Sich selbst verbergen',
  showSelf: 'Sich selbst zeigen',
  hideWithoutVideo: 'Leute ohne Bild verbergen',
  pages: 'Seiten mit Leuten',
  previousPage: 'Vorige Seite',
  nextPage: 'Nächste Seite',
  page: (page, pages) => `${page} von ${pages}`,

  raiseHand: 'Hand heben',
  lowerHand: 'Hand senken',
  handFailed: 'Ihre Hand kam nicht bei den anderen an. Versuchen Sie es noch einmal.',
  handUp: (turn) => `Hand gehoben, Nummer ${turn} in der Reihe`,
  handsUp: (count) => (count === 1 ? '1 Hand ist oben' : `${count} Hände sind oben`),
  handsRaised: (who) => `${someOf(who)} ${have(who)} die Hand gehoben.`,
  reactions: 'Reaktionen',
  reaction: {
    yes: 'Daumen hoch',
    no: 'Daumen runter',
    love: 'Herz',
    laugh: 'Lachen',
    celebrate: 'Feiern',
  },
  reacted: (name, reaction) => `${name}: ${reaction}`,
  reactionFailed: 'Warten Sie einen Moment mit der nächsten Reaktion.',

  people: 'Leute',
  peopleCount: (count) => people(count),
  closePeople: 'Liste der Leute schließen',
  about: (name) => `Mehr zu ${name}`,
  pin: 'Anheften',
  unpin: 'Lösen',
  pinned: 'Angeheftet',
  muteForMe: 'Für mich stummschalten',
  hearAgain: 'Wieder hören',
  silenced: 'Für Sie stumm',
  volume: 'Lautstärke',
  percent: (percent) => `${percent} %`,

  more: 'Mehr',
  youAreMuted: (withSpace) =>
    withSpace
      ? 'Sie sind stumm. Halten Sie die Leertaste, um zu sprechen.'
      : 'Sie sind stumm, niemand hört Sie.',
  layoutIs: (layout) => `Anordnung: ${view.layouts[layout]}.`,

  float: 'Kleines Fenster obenauf',
  floatFailed: 'Das kleine Fenster ging nicht auf. Versuchen Sie es im Menü noch einmal.',

  zoomable: (label) => `${label}, Plus und Minus vergrößern, Pfeile bewegen`,
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  zoomReset: 'Alles zeigen',
  zoom: (percent) => `${percent} Prozent`,

  shortcuts: 'Tastenkürzel',
  keys: {
    microphone: 'Stumm und wieder laut',
    camera: 'Kamera an und aus',
    chat: 'Chat öffnen und schließen',
    single: 'Einzelne Tasten bewirken etwas',
  },
  keyNames: { Space: 'Leertaste', PageUp: 'Bild auf', PageDown: 'Bild ab' },
  does: {
    talk: 'Halten, um trotz Stummschaltung zu sprechen',
    hand: 'Hand heben und senken',
    people: 'Liste der Leute öffnen und schließen',
    layout: 'Nächste Anordnung',
    share: 'Bildschirm teilen und damit aufhören',
    float: 'Kleines Fenster obenauf',
    'next-page': 'Nächste Seite',
    'previous-page': 'Vorige Seite',
    help: 'Diese Tastenkürzel zeigen',
  },
};
