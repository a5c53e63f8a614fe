/** A sentence for everything that can go wrong, and the one thing to do about it. */
import type { LinkErrorCode } from '../../sfu/protocol/invite.ts';
import type { CallErrorCode } from '../call/call-state.ts';
import type { DeviceTrouble, ScreenTrouble } from '../media/media-state.ts';
import type { OpenError } from '../shell/shell.ts';
import { part } from './languages/language.ts';

export interface Explanation {
  what: string;
  advice: string;
}

const tryAgain = 'Try again.';
const joinAgain = 'Join again.';
const reload = 'Reload this page to get the matching version.';
const lostTrack: Explanation = {
  what: 'The server and this page no longer agree about the connection.',
  advice: joinAgain,
};
const misunderstood: Explanation = {
  what: 'The server did not understand this page.',
  advice: reload,
};

const call: Record<CallErrorCode, Explanation> = {
  BAD_REQUEST: misunderstood,
  UNKNOWN_REQUEST: misunderstood,
  PAYLOAD_TOO_LARGE: misunderstood,
  RATE_LIMITED: { what: 'Too much was asked of the server at once.', advice: 'Wait a moment.' },
  VERSION_MISMATCH: { what: 'This page and the server are of different versions.', advice: reload },
  NOT_JOINED: lostTrack,
  ALREADY_JOINED: lostTrack,
  ROOM_NOT_FOUND: { what: 'This room is no longer there.', advice: 'Ask for a new invite.' },
  SESSION_NOT_FOUND: lostTrack,
  ROOM_FULL: { what: 'The room is full.', advice: 'Try again when somebody has left.' },
  ROOM_CLOSED: { what: 'The room was closed.', advice: tryAgain },
  SERVER_BUSY: { what: 'The server is as busy as it may be.', advice: 'Try again in a minute.' },
  SERVER_CLOSING: { what: 'The server is shutting down.', advice: 'Ask the host to start it.' },
  NO_WORKER: { what: 'The media engine is starting again.', advice: 'Try again in a moment.' },
  TRANSPORT_CREATION_FAILED: { what: 'The server could not open a media path.', advice: tryAgain },
  TRANSPORT_NOT_FOUND: lostTrack,
  TRANSPORT_WRONG_DIRECTION: lostTrack,
  TRANSPORT_ALREADY_CONNECTED: lostTrack,
  PRODUCER_NOT_FOUND: lostTrack,
  CONSUMER_NOT_FOUND: lostTrack,
  CANNOT_CONSUME: {
    what: 'This browser cannot play what the others send.',
    advice: 'Use a current version of Chrome, Edge, Firefox or Safari.',
  },
  NO_LAYERS: lostTrack,
  PEER_NOT_FOUND: {
    what: 'The person whom this is for is not in the room now.',
    advice: 'Try again when they are back.',
  },
  FILE_TOO_LARGE: {
    what: 'The file is larger than this server takes.',
    advice: 'Send a smaller one.',
  },
  FILES_FULL: {
    what: 'There is no space left for files in this room.',
    advice: 'Withdraw files that everybody has.',
  },
  FILE_NOT_FOUND: { what: 'The file is no longer there.', advice: 'Ask for it again.' },
  LIMIT_REACHED: { what: 'This connection already sends all it may.', advice: joinAgain },
  INTERNAL: { what: 'The server failed. Its log says how.', advice: tryAgain },
  TIMEOUT: { what: 'The server did not answer in time.', advice: tryAgain },
  CONNECTION_LOST: {
    what: 'The connection to the server was lost.',
    advice: 'Check the network, then try again.',
  },
  UNREACHABLE: {
    what: 'The server cannot be reached.',
    advice: 'Check that its computer is on and on the same network, then try again.',
  },
  BROWSER: {
    what: 'This browser could not set up the meeting.',
    advice: 'Use a current version of Chrome, Edge, Firefox or Safari.',
  },
};

const link: Record<LinkErrorCode | 'LINK_EMPTY', string> = {
  LINK_EMPTY: 'Paste a meeting link, or type the name of a room.',
  LINK_INVALID: 'This is not a meeting link. Paste the whole link from the invite.',
  LINK_SCHEME: 'A meeting link begins with https:// or parley://.',
  LINK_HOST: 'The link does not name a computer to connect to. Copy it again.',
  LINK_INSECURE: 'The link is not encrypted. Ask for one that begins with https://.',
  LINK_ROOM: 'The link does not name a room. Copy it again.',
  LINK_FINGERPRINT: 'The link is damaged. Copy the whole link again.',
};

type LinkCode = keyof typeof link;

/** Why a room was not got at. Of `HOST_FAILED` and `INTERNAL` the app's own sentence says more. */
const open: Record<Exclude<OpenError['code'], LinkCode>, Explanation> = {
  HOST_UNREACHABLE: {
    what: 'Nobody answered.',
    advice: 'Check that the host is still hosting and that you are on the same network.',
  },
  CERTIFICATE_CHANGED: {
    what: 'Another computer may pose as the host.',
    advice:
      'It does not have the certificate that the invite names, so nothing was sent to it. Ask the host for a new link, in person or by phone.',
  },
  CERTIFICATE_UNTRUSTED: {
    what: 'The link does not say how to recognise the host.',
    advice: 'Ask for the whole link, with all that follows the # in it.',
  },
  NOT_PARLEY: {
    what: 'Something answered, but it is not Parley.',
    advice: 'Ask the host for the link that the room shows now.',
  },
  ROOM_GONE: { what: 'This room has just closed.', advice: 'Ask the host to open it again.' },
  HOST_FAILED: { what: 'The room could not be opened.', advice: tryAgain },
  BAD_REQUEST: { what: 'The app did not understand its own window.', advice: 'Start it again.' },
  NOT_PICKING: { what: 'Nobody waits for a screen.', advice: 'Share the screen again.' },
  INTERNAL: { what: 'The app failed.', advice: tryAgain },
};

/** What a trouble is about: both devices when the same has happened to both. */
export type TroubledDevice = 'microphone' | 'camera' | 'both';

interface DeviceNouns {
  /** As the subject of a sentence: `The camera is`. */
  is: string;
  one: string;
  it: string;
}

const nouns: Record<TroubledDevice, DeviceNouns> = {
  microphone: { is: 'The microphone is', one: 'microphone', it: 'it' },
  camera: { is: 'The camera is', one: 'camera', it: 'it' },
  both: { is: 'Microphone and camera are', one: 'microphone or camera', it: 'them' },
};

const devices: Record<DeviceTrouble, (nouns: DeviceNouns) => Explanation> = {
  denied: ({ is, it }) => ({
    what: `${is} blocked for this page.`,
    advice: `Allow ${it} in the browser's address bar or in the system's settings.`,
  }),
  missing: ({ one }) => ({
    what: `No ${one} was found.`,
    advice: 'Plug one in, then turn it on here.',
  }),
  busy: ({ is, it }) => ({
    what: `${is} in use by another program.`,
    advice: `Close that program, then turn ${it} on again.`,
  }),
  insecure: ({ one }) => ({
    what: `This page is not encrypted, so the browser offers no ${one}.`,
    advice: 'Open the meeting with its https:// link.',
  }),
  unknown: ({ is, it }) => ({
    what: `${is} not starting.`,
    advice: `Turn ${it} on again, or choose another device.`,
  }),
};

const screens: Record<ScreenTrouble, Explanation> = {
  denied: {
    what: 'The system keeps its screens from this program.',
    advice: "Allow screen recording in the system's settings, then share again.",
  },
  missing: {
    what: 'There is nothing to share.',
    advice: 'Open what you want to show, then share.',
  },
  busy: {
    what: 'The screen could not be captured.',
    advice: 'Close other programs that record it, then share again.',
  },
  unknown: { what: 'The screen could not be shared.', advice: 'Share again, or reload the page.' },
};

export const errorWords = part('errors', { call, link, open, nouns, devices, screens });

function isLinkCode(code: OpenError['code']): code is LinkCode {
  return Object.hasOwn(errorWords.link, code);
}

export function isAboutLink({ code }: OpenError): boolean {
  return isLinkCode(code);
}

export function openExplanation({ code }: OpenError): Explanation {
  return isLinkCode(code) ? { what: errorWords.link[code], advice: '' } : errorWords.open[code];
}

/** The same on one line. */
export function openSentence(error: OpenError): string {
  const { what, advice } = openExplanation(error);
  return advice === '' ? what : `${what} ${advice}`;
}

export function deviceTrouble(device: TroubledDevice, trouble: DeviceTrouble): Explanation {
  return errorWords.devices[trouble](errorWords.nouns[device]);
}
