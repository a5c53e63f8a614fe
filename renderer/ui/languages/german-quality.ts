/** Every word about how well one is seen and heard, in German. */
import type { Translation } from './translation.ts';

export const quality: Translation['quality'] = {
  levels: {
    good: 'Gute Verbindung',
    fair: 'Mäßige Verbindung',
    poor: 'Schlechte Verbindung',
  },
  connection: (level) =>
    ({
      good: 'Die Verbindung ist gut. Messwerte',
      fair: 'Die Verbindung ist mäßig. Messwerte',
      poor: 'Die Verbindung ist schlecht. Messwerte',
    })[level],
  short: {
    'their-network': 'Sendet schwach',
    'their-computer': 'Computer dort ausgelastet',
    'own-network': 'Ihr Netz ist langsam',
    'own-computer': 'Ihr Computer ist ausgelastet',
    delay: 'Lange Verzögerung',
  },
  whyTitle: (name) => `Warum ${name} schlecht ankommt`,
  whyReceiving: 'Warum die anderen schlecht ankommen',
  whySelf: 'Warum Sie schlecht ankommen',
  why: (reason, name) =>
    ({
      'their-network': {
        what: `Von dem, was ${name} sendet, kommt wenig beim Server an.`,
        advice: `Es hilft, wenn ${name} näher ans WLAN geht oder die Kamera ausschaltet.`,
      },
      'their-computer': {
        what: `Der Computer von ${name} kommt nicht mit.`,
        advice: `Es hilft, wenn ${name} andere Programme schließt.`,
      },
      'own-network': {
        what: 'Ihr Netz verliert einen Teil dessen, was Ihnen gesendet wird.',
        advice: 'Ohne die Bilder der anderen ist der Ton klarer.',
      },
      'own-computer': {
        what: 'Ihr Computer kommt mit den Bildern nicht mit.',
        advice: 'Schließen Sie andere Programme, oder verzichten Sie auf die Bilder der anderen.',
      },
      delay: {
        what: 'Der Weg zum Server ist lang, deshalb überlagern sich die Stimmen.',
        advice: 'Ein Kabel oder ein anderes Netz ist oft schneller als dieses.',
      },
    })[reason],
  whyOwn: (reason) =>
    reason === 'own-computer'
      ? {
          what: 'Ihr Computer kommt mit Ihrem Bild nicht mit.',
          advice: 'Schließen Sie andere Programme, oder schalten Sie Ihre Kamera aus.',
        }
      : {
          what: 'Ihr Netz ist zu langsam für alles, was Sie senden.',
          advice: 'Ohne Kamera hören die anderen Sie besser.',
        },
  videoOff: 'Bilder der anderen abschalten',
  cameraOff: 'Kamera ausschalten',
  statistics: 'Messwerte',
  measuring: 'Wird gemessen',
  copyReport: 'Bericht kopieren',
  reportCopied: 'Bericht kopiert. Er enthält keine Namen und keine Adressen.',
  reportHint: 'Für alle, die Ihnen helfen: was gemessen wurde, ohne Namen, Adressen und Inhalte.',
  reportFailed: 'Der Bericht ließ sich nicht kopieren.',
  path: 'Weg',
  reach: {
    here: 'Auf diesem Computer',
    lan: 'In diesem Netz',
    direct: 'Direkt',
    relayed: 'Über ein Relais',
  },
  roundTrip: 'Hin und zurück',
  sending: 'Gesendet',
  receiving: 'Empfangen',
  sources: {
    microphone: 'Mikrofon',
    camera: 'Kamera',
    screen: 'Bildschirm',
    'screen-audio': 'Ton des Bildschirms',
  },
  stream: (name, source) => `${name} · ${source}`,
  bitrate: 'Datenrate',
  picture: 'Bild',
  loss: 'Verlust',
  jitter: 'Schwankung',
  codec: 'Codec',
  layers: 'Gesendete Größen',
  layer: 'Empfangene Größe',
  sizeOf: (size, sizes) => `${size} von ${sizes}`,
  framesPerSecond: (frames) => `${frames} Bilder/s`,
};
