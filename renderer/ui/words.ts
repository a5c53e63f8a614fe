/** Every word on the screens, in English. Sentences for what goes wrong are in error-words.ts. */

import { deviceWords } from './device-words.ts';
import { dayOf, people, someOf } from './languages/english.ts';
import { part } from './languages/language.ts';
import { permissionWords } from './permission-words.ts';
import { qualityWords } from './quality-words.ts';
import { pickerWords, screenWords } from './screen-words.ts';
import { viewWords } from './view-words.ts';

export const words = part('words', {
  product: 'Parley',
  /** The window's title. */
  title: (screen?: string) => (screen === undefined ? 'Parley' : `${screen} · Parley`),
  yourName: 'Your name',
  nameMissing: 'Enter your name, so that the others know who you are.',
  nameUnusable: 'This name holds characters that cannot be shown. Type it again.',
  join: 'Join',
  tryAgain: 'Try again',
  backToHome: 'Back to home',
  close: 'Close',
  dismiss: 'Dismiss',
  opening: 'Looking',
  details: 'Details',
  settings: 'Settings',

  home: {
    headline: 'Meet on the network you are already on.',
    host: 'Host a room',
    link: 'Meeting link',
    linkHint: 'Link or room name',
    linkOnlyHint: 'Paste a link',
    runsHere: 'No account, no cloud. The meeting runs on this computer.',
    runsOn: (host: string) => `No account, no cloud. The meeting runs on ${host}.`,
    roomOf: (name: string) => `${name}'s room`,
    /** The person's part of a room's name, or all of it. */
    hostOf: (roomName: string) => roomName.replace(/'s room$/, ''),
  },

  nearby: {
    title: 'Nearby',
    browsing: 'On this network',
    notBrowsing: 'Not looking',
    count: (rooms: number) => (rooms === 1 ? '1 room is nearby.' : `${rooms} rooms are nearby.`),
    /** Without a host's name it is oneself. */
    detail: (count: number, hostName: string | undefined, locked: boolean) =>
      [
        count === 0 ? 'Nobody is in' : people(count),
        `hosted by ${hostName ?? 'you'}`,
        ...(locked ? ['asks to let you in'] : []),
      ].join(' · '),
    knock: 'Knock',
    turnOn: 'Look for rooms',
    empty: {
      browsing: 'Nobody is hosting on this network now. A room appears here as soon as it opens.',
      'no-network': 'This computer is on no network. Connect to Wi-Fi or plug in a cable.',
      off: 'Looking for rooms is switched off. Nor is your own room announced.',
      failed: 'Rooms cannot be looked for. A link still works.',
    },
  },

  hosting: {
    starting: 'Opening the room',
    stopping: 'Closing the room',
    open: (count: number) => (count === 0 ? 'Open · nobody is in yet' : `Open · ${people(count)}`),
    enter: 'Enter',
    enterOwn: 'Enter your room',
    stop: 'Stop hosting',
    staysOpen: 'Your room stays open, and others can still come in.',
    moved: (wanted: number, port: number) =>
      `Another program uses port ${wanted}, so your room is on port ${port}. Older links do not lead there.`,
    notNow: 'Leave this meeting first, then host a room.',
  },

  update: {
    ready: (version: string) => `Parley ${version} is ready.`,
    restart: 'Restart to update',
    notNow: 'Parley does not restart while people are in a meeting with you. Leave it first.',
  },

  question: {
    cancel: 'Cancel',
    leaveFor: {
      title: (roomName: string) => `Leave ${roomName}?`,
      text: (roomId: string) => `A link leads to another room, ${roomId}. You can be in one only.`,
      act: 'Leave and open',
    },
    stopHosting: {
      title: (roomName: string) => `Close ${roomName}?`,
      text: (count: number) =>
        `The meeting ends for everybody in it, ${people(count)} at this moment.`,
    },
    notOpened: 'The room was not opened',
  },

  notStarted: {
    title: 'Parley did not start',
    what: 'The window does not reach the app it belongs to.',
  },

  recent: {
    title: 'Recent',
    forget: (roomName: string) => `Forget ${roomName}`,
    forgot: (roomName: string) => `${roomName} is forgotten.`,
    when: (moment: number, now: number) => dayOf(moment, now),
  },

  guide: {
    title: 'How a meeting starts',
    steps: (inApp: boolean) => [
      {
        title: 'Host a room',
        text: inApp
          ? 'It opens at once and stays open until you stop hosting.'
          : 'It opens at once and stays open while somebody is in it.',
      },
      { title: 'Share the invite', text: 'Send the link, or let a phone scan its code.' },
      {
        title: 'The others join',
        text: inApp
          ? 'In Parley, where your room is nearby, or in a browser.'
          : 'In a browser, with nothing to install.',
      },
    ],
    empty: 'Rooms that you join will be listed here.',
  },

  preJoin: {
    headline: 'Ready when you are',
    looking: 'Looking for the room',
    notReached: 'Not reached',
    presence: (count: number) =>
      count === 0 ? 'Nobody is here yet' : `${people(count)} ${count === 1 ? 'is' : 'are'} here`,
    joining: 'Joining',
    camera: 'Camera',
    microphone: 'Microphone',
    speaker: 'Speaker',
    level: 'Microphone level',
    /** With the name of the device that this is at the moment, where it is known. */
    systemDefault: (device?: string) => (device ? `System default: ${device}` : 'System default'),
    noDevice: { camera: 'No camera', microphone: 'No microphone', speaker: 'System default' },
    unnamed: (kind: string, position: number) => `${kind} ${position}`,
    cameraOff: 'Camera is off',
    cameraStarting: 'Starting the camera',
    preview: 'Preview of your camera',
    entering: (microphone: boolean, camera: boolean) => {
      if (microphone && camera) return 'The others will see and hear you.';
      if (microphone) return 'You join without camera. The others will hear you.';
      if (camera) return 'You join muted. The others will see you.';
      return 'You join muted and without camera.';
    },
  },

  devices: deviceWords,
  quality: qualityWords,
  permission: permissionWords,

  meeting: {
    controls: 'Meeting controls',
    people: 'People in this meeting',
    elapsed: 'Time in this meeting',
    leave: 'Leave',
    you: 'You',
    microphoneOn: 'Microphone on',
    microphoneOff: 'Microphone off',
    cameraOff: 'Camera off',
    cameraStarting: 'Video is starting',
    cameraOn: 'Camera on',
    joined: (who: readonly string[]) => `${someOf(who)} joined.`,
    left: (who: readonly string[]) => `${someOf(who)} left.`,
    reconnecting: (attempt: number) =>
      attempt > 1
        ? `The connection was lost. Reconnecting, attempt ${attempt}.`
        : 'The connection was lost. Reconnecting.',
    reconnected: 'You are connected again.',
    personReconnecting: 'Reconnecting',
    audioBlocked: 'The browser plays no sound until you allow it.',
    playSound: 'Play sound',
  },

  view: viewWords,
  screen: screenWords,
  picker: pickerWords,

  invite: {
    alone: 'Nobody else is here yet',
    aloneHint: 'Send this link, or let a phone scan the code.',
    title: 'Invite others',
    copy: 'Copy invite',
    copied: 'Invite link copied.',
    copyLink: 'Copy link',
    copyAppLink: 'Copy app link',
    appCopied: 'App link copied.',
    select: 'Selected. Press Ctrl C or ⌘ C.',
    webLink: 'Link for browsers',
    appLink: 'Link for the Parley app',
    code: 'QR code of the invite link',
    certificate:
      'The host made its own certificate, so a browser warns once. The Parley app checks it by itself.',
  },

  ended: {
    left: { title: 'You left the meeting', text: 'Microphone and camera are off.' },
    closing: {
      title: 'The meeting has ended',
      text: 'The server is shutting down. Ask the host to start it again.',
    },
    refused: 'You could not join',
    failed: 'The meeting broke off',
    joinAgain: 'Join again',
  },

  notARoom: {
    title: 'This link does not name a room',
    text: 'Part of it may have been lost on the way. Copy the whole link again, or ask for a new one.',
  },
});
