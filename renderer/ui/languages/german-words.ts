/** Every word on the screens, in German; what belongs to a part of its own has its own file. */
import { are, dayOf, people, someOf } from './german-counting.ts';
import type { Translation } from './translation.ts';

export const words: Translation['words'] = {
  product: 'Parley',
  title: (screen) => (screen === undefined ? 'Parley' : `${screen} · Parley`),
  yourName: 'Ihr Name',
  nameMissing: 'Schreiben Sie Ihren Namen, damit die anderen wissen, wer Sie sind.',
  nameUnusable: 'Dieser Name enthält nicht darstellbare Zeichen. Schreiben Sie ihn neu.',
  join: 'Beitreten',
  tryAgain: 'Noch einmal versuchen',
  backToHome: 'Zurück zum Anfang',
  close: 'Schließen',
  dismiss: 'Ausblenden',
  opening: 'Wird gesucht',
  details: 'Einzelheiten',
  settings: 'Einstellungen',

  home: {
    headline: 'Besprechungen in dem Netz, in dem Sie schon sind.',
    host: 'Raum öffnen',
    link: 'Link zur Besprechung',
    linkHint: 'Link oder Name des Raums',
    linkOnlyHint: 'Link einfügen',
    runsHere: 'Kein Konto, keine Cloud. Die Besprechung läuft auf diesem Computer.',
    runsOn: (host) => `Kein Konto, keine Cloud. Die Besprechung läuft auf ${host}.`,
    roomOf: (name) => `Raum von ${name}`,
    hostOf: (roomName) => roomName.replace(/^Raum von |'s room$/, ''),
  },

  nearby: {
    title: 'In der Nähe',
    browsing: 'In diesem Netz',
    notBrowsing: 'Keine Suche',
    count: (rooms) =>
      rooms === 1 ? '1 Raum ist in der Nähe.' : `${rooms} Räume sind in der Nähe.`,
    detail: (count, hostName, locked) =>
      [
        count === 0 ? 'Niemand ist da' : people(count),
        hostName === undefined ? 'Gastgeber sind Sie' : `Gastgeber: ${hostName}`,
        ...(locked ? ['Einlass auf Anfrage'] : []),
      ].join(' · '),
    knock: 'Anklopfen',
    turnOn: 'Räume suchen',
    empty: {
      browsing: 'In diesem Netz ist gerade kein Raum offen. Ein neuer erscheint hier sofort.',
      'no-network':
        'Dieser Computer ist in keinem Netz. Verbinden Sie ihn mit WLAN oder stecken Sie ein Kabel ein.',
      off: 'Die Suche nach Räumen ist aus. Auch Ihr eigener Raum wird nicht angekündigt.',
      failed: 'Räume lassen sich nicht suchen. Ein Link geht trotzdem.',
    },
  },

  hosting: {
    starting: 'Der Raum wird geöffnet',
    stopping: 'Der Raum wird geschlossen',
    open: (count) => (count === 0 ? 'Offen · noch ist niemand da' : `Offen · ${people(count)}`),
    enter: 'Eintreten',
    enterOwn: 'In den eigenen Raum',
    stop: 'Raum schließen',
    staysOpen: 'Ihr Raum bleibt offen, andere können noch hinein.',
    moved: (wanted, port) =>
      `Port ${wanted} gehört einem anderen Programm, darum ist Ihr Raum auf Port ${port}. Ältere Links führen nicht dorthin.`,
    notNow: 'Verlassen Sie erst diese Besprechung, dann öffnen Sie einen Raum.',
  },

  update: {
    ready: (version) => `Parley ${version} liegt bereit.`,
    restart: 'Neu starten und aktualisieren',
    notNow:
      'Parley startet nicht neu, solange andere mit Ihnen in einer Besprechung sind. Verlassen Sie sie zuerst.',
  },

  question: {
    cancel: 'Abbrechen',
    leaveFor: {
      title: (roomName) => `${roomName} verlassen?`,
      text: (roomId) =>
        `Ein Link führt in einen anderen Raum, ${roomId}. Sie können nur in einem sein.`,
      act: 'Verlassen und öffnen',
    },
    stopHosting: {
      title: (roomName) => `${roomName} schließen?`,
      text: (count) => `Die Besprechung endet für alle, zurzeit ${people(count)}.`,
    },
    notOpened: 'Der Raum wurde nicht geöffnet',
  },

  notStarted: {
    title: 'Parley ist nicht gestartet',
    what: 'Das Fenster erreicht die App nicht, zu der es gehört.',
  },

  recent: {
    title: 'Zuletzt',
    forget: (roomName) => `${roomName} vergessen`,
    forgot: (roomName) => `${roomName} ist vergessen.`,
    when: (moment, now) => dayOf(moment, now),
  },

  guide: {
    title: 'So beginnt eine Besprechung',
    steps: (inApp) => [
      {
        title: 'Raum öffnen',
        text: inApp
          ? 'Er ist sofort offen und bleibt es, bis Sie ihn schließen.'
          : 'Er ist sofort offen und bleibt es, solange jemand darin ist.',
      },
      {
        title: 'Einladen',
        text: 'Senden Sie den Link, oder lassen Sie ein Telefon den Code lesen.',
      },
      {
        title: 'Die anderen treten bei',
        text: inApp
          ? 'In Parley, wo Ihr Raum in der Nähe erscheint, oder in einem Browser.'
          : 'In einem Browser, ohne etwas einzurichten.',
      },
    ],
    empty: 'Räume, in denen Sie waren, stehen dann hier.',
  },

  preJoin: {
    headline: 'Bereit?',
    looking: 'Der Raum wird gesucht',
    notReached: 'Nicht erreicht',
    presence: (count) =>
      count === 0 ? 'Noch ist niemand da' : `${people(count)} ${count === 1 ? 'ist' : 'sind'} da`,
    joining: 'Sie treten bei',
    camera: 'Kamera',
    microphone: 'Mikrofon',
    speaker: 'Lautsprecher',
    level: 'Pegel des Mikrofons',
    systemDefault: (device) => (device ? `Wie das System: ${device}` : 'Wie das System'),
    noDevice: { camera: 'Keine Kamera', microphone: 'Kein Mikrofon', speaker: 'Wie das System' },
    unnamed: (kind, position) => `${kind} ${position}`,
    cameraOff: 'Die Kamera ist aus',
    cameraStarting: 'Die Kamera startet',
    preview: 'Vorschau Ihrer Kamera',
    entering: (microphone, camera) => {
      if (microphone && camera) return 'Die anderen werden Sie sehen und hören.';
      if (microphone) return 'Sie kommen ohne Kamera. Die anderen werden Sie hören.';
      if (camera) return 'Sie kommen stumm. Die anderen werden Sie sehen.';
      return 'Sie kommen stumm und ohne Kamera.';
    },
  },

  meeting: {
    controls: 'Bedienung der Besprechung',
    people: 'Personen in dieser Besprechung',
    elapsed: 'Zeit in dieser Besprechung',
    leave: 'Verlassen',
    you: 'Sie',
    microphoneOn: 'Mikrofon ein',
    microphoneOff: 'Mikrofon aus',
    cameraOff: 'Kamera aus',
    cameraStarting: 'Das Bild erscheint gleich',
    cameraOn: 'Kamera ein',
    joined: (who) => `${someOf(who)} ${are(who)} jetzt da.`,
    left: (who) => `${someOf(who)} ${are(who)} gegangen.`,
    reconnecting: (attempt) =>
      attempt > 1
        ? `Die Verbindung ist abgerissen. Versuch ${attempt}, sie wieder aufzubauen.`
        : 'Die Verbindung ist abgerissen und wird wieder aufgebaut.',
    reconnected: 'Sie sind wieder verbunden.',
    personReconnecting: 'Verbindet sich neu',
    audioBlocked: 'Der Browser spielt keinen Ton, bis Sie es erlauben.',
    playSound: 'Ton abspielen',
  },

  invite: {
    alone: 'Noch ist niemand da',
    aloneHint: 'Senden Sie diesen Link, oder lassen Sie ein Telefon den Code lesen.',
    title: 'Andere einladen',
    copy: 'Einladung kopieren',
    copied: 'Der Link der Einladung ist kopiert.',
    copyLink: 'Link kopieren',
    copyAppLink: 'App-Link kopieren',
    appCopied: 'Der App-Link ist kopiert.',
    select: 'Markiert. Drücken Sie Strg C oder ⌘ C.',
    webLink: 'Link für Browser',
    appLink: 'Link für die App Parley',
    code: 'QR-Code des Einladungslinks',
    certificate:
      'Der Gastgeber hat sein Zertifikat selbst gemacht, darum warnt ein Browser einmal. Die App Parley prüft es von allein.',
  },

  ended: {
    left: {
      title: 'Sie haben die Besprechung verlassen',
      text: 'Mikrofon und Kamera sind aus.',
    },
    closing: {
      title: 'Die Besprechung ist zu Ende',
      text: 'Der Server wird beendet. Bitten Sie den Gastgeber, ihn wieder zu starten.',
    },
    refused: 'Sie konnten nicht beitreten',
    failed: 'Die Besprechung ist abgebrochen',
    joinAgain: 'Wieder beitreten',
  },

  notARoom: {
    title: 'Dieser Link nennt keinen Raum',
    text: 'Vielleicht ging ein Teil verloren. Kopieren Sie den ganzen Link noch einmal, oder bitten Sie um einen neuen.',
  },
};
