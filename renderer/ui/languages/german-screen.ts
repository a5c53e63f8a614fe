/** Every word about shared screens, in German. */
import type { ScreenSurface } from '../../media/media-state.ts';
import { have, someOf } from './german-counting.ts';
import type { Translation } from './translation.ts';

const surfaces: Record<ScreenSurface, string> = {
  screen: 'Ihren Bildschirm',
  window: 'ein Fenster',
  tab: 'einen Tab',
};

export const screen: Translation['screen'] = {
  share: 'Bildschirm teilen',
  stopSharing: 'Teilen beenden',
  stop: 'Beenden',
  of: (name) => `Bildschirm von ${name}`,
  all: 'Geteilte Bildschirme',
  starting: 'Der Bildschirm erscheint gleich',
  own: (surface, withSound) => `Sie teilen ${surfaces[surface]}${withSound ? ' mit Ton' : ''}.`,
  notReaching: 'Ihr Bildschirm kommt noch nicht bei den anderen an.',
  detail: 'Wofür das Bild gemacht ist',
  details: { text: 'Scharfer Text', motion: 'Flüssige Bewegung' },
  began: (who) => `${someOf(who)} ${have(who)} begonnen zu teilen.`,
  ended: (who) => `${someOf(who)} ${have(who)} aufgehört zu teilen.`,
  stopped: 'Sie teilen nicht mehr.',
};

export const picker: Translation['picker'] = {
  title: 'Was möchten Sie teilen?',
  kinds: { screen: 'Bildschirme', window: 'Fenster' },
  none: { screen: 'Kein Bildschirm gefunden.', window: 'Kein Fenster ist offen.' },
  unnamed: { screen: 'Bildschirm', window: 'Fenster ohne Namen' },
  sound: 'Auch den Ton dieses Computers teilen',
  soundNote: 'Ohne die Stimmen der Besprechung.',
  noSound:
    'Auf diesem System nicht möglich: die Stimmen der Besprechung lassen sich nicht heraushalten, alle würden sich selbst hören.',
  refused: {
    what: 'Das System zeigt Parley seine Bildschirme nicht.',
    advice: 'Erlauben Sie dort die Bildschirmaufnahme und öffnen Sie Parley neu.',
  },
  openSettings: 'Systemeinstellungen öffnen',
  share: 'Teilen',
  cancel: 'Abbrechen',
};
