/** A sentence for everything that can go wrong, and the one thing to do about it, in German. */
import type { Translation } from './translation.ts';

type Explanation = Translation['errors']['call']['INTERNAL'];

const tryAgain = 'Versuchen Sie es noch einmal.';
const joinAgain = 'Treten Sie noch einmal bei.';
const reload = 'Laden Sie die Seite neu, dann passt sie zum Server.';
const otherBrowser = 'Nehmen Sie eine aktuelle Version von Chrome, Edge, Firefox oder Safari.';
const lostTrack: Explanation = {
  what: 'Der Server und diese Seite sind sich über die Verbindung nicht mehr einig.',
  advice: joinAgain,
};
const misunderstood: Explanation = {
  what: 'Der Server hat diese Seite nicht verstanden.',
  advice: reload,
};

export const errors: Translation['errors'] = {
  call: {
    BAD_REQUEST: misunderstood,
    UNKNOWN_REQUEST: misunderstood,
    PAYLOAD_TOO_LARGE: misunderstood,
    RATE_LIMITED: {
      what: 'Vom Server wurde zu viel auf einmal verlangt.',
      advice: 'Warten Sie einen Augenblick.',
    },
    VERSION_MISMATCH: {
      what: 'Diese Seite und der Server haben verschiedene Versionen.',
      advice: reload,
    },
    NOT_JOINED: lostTrack,
    ALREADY_JOINED: lostTrack,
    ROOM_NOT_FOUND: {
      what: 'Diesen Raum gibt es nicht mehr.',
      advice: 'Bitten Sie um eine neue Einladung.',
    },
    SESSION_NOT_FOUND: lostTrack,
    ROOM_FULL: {
      what: 'Der Raum ist voll.',
      advice: 'Versuchen Sie es wieder, wenn jemand gegangen ist.',
    },
    PEER_NOT_FOUND: {
      what: 'Die Person, für die das ist, ist gerade nicht im Raum.',
      advice: 'Versuchen Sie es wieder, wenn sie zurück ist.',
    },
    ROOM_CLOSED: { what: 'Der Raum wurde geschlossen.', advice: tryAgain },
    SERVER_BUSY: {
      what: 'Der Server ist gerade ausgelastet.',
      advice: 'Versuchen Sie es in einer Minute wieder.',
    },
    SERVER_CLOSING: {
      what: 'Der Server wird beendet.',
      advice: 'Bitten Sie den Gastgeber, ihn zu starten.',
    },
    NO_WORKER: {
      what: 'Die Medientechnik startet neu.',
      advice: 'Versuchen Sie es gleich noch einmal.',
    },
    TRANSPORT_CREATION_FAILED: {
      what: 'Der Server konnte keinen Weg für Ton und Bild öffnen.',
      advice: tryAgain,
    },
    TRANSPORT_NOT_FOUND: lostTrack,
    TRANSPORT_WRONG_DIRECTION: lostTrack,
    TRANSPORT_ALREADY_CONNECTED: lostTrack,
    PRODUCER_NOT_FOUND: lostTrack,
    CONSUMER_NOT_FOUND: lostTrack,
    CANNOT_CONSUME: {
      what: 'Dieser Browser kann nicht abspielen, was die anderen senden.',
      advice: otherBrowser,
    },
    NO_LAYERS: lostTrack,
    FILE_TOO_LARGE: {
      what: 'Die Datei ist größer, als dieser Server sie nimmt.',
      advice: 'Senden Sie eine kleinere.',
    },
    FILES_FULL: {
      what: 'In diesem Raum ist kein Platz mehr für Dateien.',
      advice: 'Nehmen Sie Dateien zurück, die alle haben.',
    },
    FILE_NOT_FOUND: {
      what: 'Die Datei ist nicht mehr da.',
      advice: 'Bitten Sie noch einmal darum.',
    },
    LIMIT_REACHED: { what: 'Über diese Verbindung geht nicht mehr.', advice: joinAgain },
    INTERNAL: { what: 'Der Server hat versagt. Sein Protokoll sagt, woran.', advice: tryAgain },
    TIMEOUT: { what: 'Der Server hat nicht rechtzeitig geantwortet.', advice: tryAgain },
    CONNECTION_LOST: {
      what: 'Die Verbindung zum Server ist abgerissen.',
      advice: 'Prüfen Sie das Netz und versuchen Sie es noch einmal.',
    },
    UNREACHABLE: {
      what: 'Der Server ist nicht zu erreichen.',
      advice: 'Prüfen Sie, ob sein Computer an und im selben Netz ist.',
    },
    BROWSER: {
      what: 'Dieser Browser konnte die Besprechung nicht einrichten.',
      advice: otherBrowser,
    },
  },
  link: {
    LINK_EMPTY: 'Fügen Sie einen Link ein, oder schreiben Sie den Namen eines Raums.',
    LINK_INVALID: 'Das ist kein Link zu einer Besprechung. Fügen Sie ihn ganz ein.',
    LINK_SCHEME: 'Ein Link zu einer Besprechung beginnt mit https:// oder parley://.',
    LINK_HOST: 'Der Link nennt keinen Computer. Kopieren Sie ihn noch einmal.',
    LINK_INSECURE: 'Der Link ist nicht verschlüsselt. Bitten Sie um einen mit https:// am Anfang.',
    LINK_ROOM: 'Der Link nennt keinen Raum. Kopieren Sie ihn noch einmal.',
    LINK_FINGERPRINT: 'Der Link ist beschädigt. Kopieren Sie ihn noch einmal ganz.',
  },
  open: {
    HOST_UNREACHABLE: {
      what: 'Niemand hat geantwortet.',
      advice: 'Prüfen Sie, ob der Raum noch offen ist und Sie im selben Netz sind.',
    },
    CERTIFICATE_CHANGED: {
      what: 'Vielleicht gibt sich ein anderer Computer als der Gastgeber aus.',
      advice:
        'Er hat nicht das Zertifikat, das in der Einladung steht; darum wurde ihm nichts gesendet. Bitten Sie den Gastgeber um einen neuen Link, persönlich oder am Telefon.',
    },
    CERTIFICATE_UNTRUSTED: {
      what: 'Der Link sagt nicht, woran der Gastgeber zu erkennen ist.',
      advice: 'Bitten Sie um den ganzen Link, mit allem hinter dem #.',
    },
    NOT_PARLEY: {
      what: 'Etwas hat geantwortet, aber es ist nicht Parley.',
      advice: 'Bitten Sie den Gastgeber um den Link, den der Raum jetzt zeigt.',
    },
    ROOM_GONE: {
      what: 'Dieser Raum wurde gerade geschlossen.',
      advice: 'Bitten Sie den Gastgeber, ihn wieder zu öffnen.',
    },
    HOST_FAILED: { what: 'Der Raum ließ sich nicht öffnen.', advice: tryAgain },
    BAD_REQUEST: {
      what: 'Die App hat ihr eigenes Fenster nicht verstanden.',
      advice: 'Starten Sie sie neu.',
    },
    NOT_PICKING: {
      what: 'Niemand wartet auf einen Bildschirm.',
      advice: 'Teilen Sie den Bildschirm noch einmal.',
    },
    INTERNAL: { what: 'Die App hat versagt.', advice: tryAgain },
  },
  nouns: {
    microphone: { is: 'Das Mikrofon ist', one: 'kein Mikrofon', it: 'es' },
    camera: { is: 'Die Kamera ist', one: 'keine Kamera', it: 'sie' },
    both: { is: 'Mikrofon und Kamera sind', one: 'weder Mikrofon noch Kamera', it: 'sie' },
  },
  devices: {
    denied: ({ is, it }) => ({
      what: `${is} für diese Seite gesperrt.`,
      advice: `Erlauben Sie ${it} in der Adressleiste oder in den Systemeinstellungen.`,
    }),
    missing: ({ one }) => ({
      what: `Es wurde ${one} gefunden.`,
      advice: 'Schließen Sie ein Gerät an und schalten Sie es hier ein.',
    }),
    busy: ({ is, it }) => ({
      what: `${is} von einem anderen Programm belegt.`,
      advice: `Schließen Sie das Programm und schalten Sie ${it} wieder ein.`,
    }),
    insecure: ({ one }) => ({
      what: `Diese Seite ist nicht verschlüsselt, darum gibt der Browser ${one} frei.`,
      advice: 'Öffnen Sie die Besprechung mit dem Link, der mit https:// beginnt.',
    }),
    unknown: ({ is, it }) => ({
      what: `${is} nicht in Gang gekommen.`,
      advice: `Schalten Sie ${it} noch einmal ein, oder wählen Sie ein anderes Gerät.`,
    }),
  },
  screens: {
    denied: {
      what: 'Das System zeigt diesem Programm seine Bildschirme nicht.',
      advice: 'Erlauben Sie in seinen Einstellungen die Bildschirmaufnahme und teilen Sie neu.',
    },
    missing: {
      what: 'Es ist nichts da, was sich teilen ließe.',
      advice: 'Öffnen Sie, was Sie zeigen wollen, und teilen Sie dann.',
    },
    busy: {
      what: 'Der Bildschirm ließ sich nicht aufnehmen.',
      advice: 'Schließen Sie andere Programme, die ihn aufnehmen, und teilen Sie neu.',
    },
    unknown: {
      what: 'Der Bildschirm ließ sich nicht teilen.',
      advice: 'Teilen Sie ihn noch einmal, oder laden Sie die Seite neu.',
    },
  },
};
