/**
 * The bridge between the shell and the page, written once: every call with the schema of its
 * argument, every event with the schema of its payload. Types on both sides are derived from it.
 * Only plain JSON crosses. In a browser there is no shell, and `window.parley` is undefined.
 */
import * as z from 'zod/mini';
import { linkErrorCodes } from '../sfu/protocol/invite.ts';
import { displayName, roomId, roomName } from '../sfu/protocol/model.ts';
import { settings, settingsChange } from './settings.ts';

const text = (maximum: number) => z.string().check(z.minLength(1), z.maxLength(maximum));
const count = z.int().check(z.gte(0), z.lte(100_000));
const port = z.int().check(z.gte(1), z.lte(65_535));
/** Where a room's server answers, such as `https://192.168.1.4:7780`. */
const origin = z.string().check(z.maxLength(300), z.regex(/^https?:\/\/[^/?#\s]+$/));
/** A link as somebody pasted it: hostile until it was parsed. */
const link = z.string().check(z.maxLength(4096));

/** This computer's own server. While it runs, its one room waits at `origin`. */
export const hostState = z.discriminatedUnion('name', [
  z.object({ name: z.literal('stopped') }),
  z.object({ name: z.literal('starting') }),
  z.object({
    name: z.literal('running'),
    /** For this computer alone, over loopback. */
    origin,
    port,
    /** The port that was wanted and is taken by another program. */
    movedFrom: z.exactOptional(port),
    roomId,
    roomName,
    people: count,
  }),
  z.object({ name: z.literal('stopping') }),
  z.object({ name: z.literal('failed'), message: text(1000) }),
]);
export type HostState = z.output<typeof hostState>;

export const nearbyRoom = z.object({
  /** Names it in `joinNearby`. */
  key: text(300),
  roomName: text(200),
  hostName: text(200),
  people: count,
  /** Whether a passcode is asked. */
  locked: z.boolean(),
  /** The room that is hosted by this very app. */
  own: z.boolean(),
});
export type NearbyRoom = z.output<typeof nearbyRoom>;

/** Rooms on this network; every status but `browsing` says why the list is empty. */
export const nearbyState = z.object({
  status: z.enum(['off', 'browsing', 'no-network', 'failed']),
  /** Why it has failed. */
  message: z.exactOptional(text(1000)),
  rooms: z.array(nearbyRoom).check(z.maxLength(200)),
});
export type NearbyState = z.output<typeof nearbyState>;

/** Something that the person should be told once; the sentence is made by whoever noticed. */
export const problem = z.object({
  code: z.enum([
    'SETTINGS_BROKEN',
    'SETTINGS_UNWRITABLE',
    'SHORTCUT_TAKEN',
    'CERTIFICATE_REPLACED',
    'LOGIN_ITEM_FAILED',
  ]),
  message: text(1000),
});
export type Problem = z.output<typeof problem>;

const version = text(100);
/** Where the app is with newer versions of itself; `off` where its package names no feed. */
export const updateState = z.discriminatedUnion('name', [
  z.object({ name: z.literal('off') }),
  /** None was looked for yet, or the last look was put off. */
  z.object({ name: z.literal('waiting') }),
  z.object({ name: z.literal('looking') }),
  z.object({ name: z.literal('newest') }),
  z.object({ name: z.literal('fetching'), version }),
  /** Waits for `restartToUpdate`. */
  z.object({ name: z.literal('ready'), version }),
  z.object({ name: z.literal('failed'), message: text(1000) }),
]);
export type UpdateState = z.output<typeof updateState>;

export const screenSource = z.object({
  id: text(200),
  kind: z.enum(['screen', 'window']),
  name: z.string().check(z.maxLength(500)),
  /** As data: URLs; absent where the system gives none. */
  thumbnail: z.exactOptional(z.string()),
  icon: z.exactOptional(z.string()),
});
export type ScreenSource = z.output<typeof screenSource>;

/** What the picker may offer. `refused` means that the system's settings keep screens from us. */
export const screenChoice = z.object({
  sources: z.array(screenSource),
  /** Whether the system's sound can be shared without the meeting's own. */
  audio: z.enum(['available', 'unavailable']),
  access: z.enum(['granted', 'refused']),
});
export type ScreenChoice = z.output<typeof screenChoice>;

/** A room that was found and whose certificate, where it has one of its own, is now trusted. */
export const reachedRoom = z.object({ origin, roomId });
export type ReachedRoom = z.output<typeof reachedRoom>;

/** What the page is doing, for the tray, the power saver and the question before quitting. */
export const meetingReport = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({
    state: z.enum(['joining', 'joined', 'reconnecting']),
    origin,
    roomId,
    roomName: text(200),
    muted: z.boolean(),
    cameraOn: z.boolean(),
    /** With oneself. */
    people: count,
    /** The link that leads here again, for the list of recent rooms. */
    invite: z.exactOptional(link),
  }),
]);
export type MeetingReport = z.output<typeof meetingReport>;

/** The argument of each call; `undefined` for those that take none. */
export const calls = {
  /** First of all: the page listens now. Commands that waited for it, such as a link, follow. */
  hello: z.undefined(),
  /**
   * Starts hosting this room, or answers the one that is hosted already. The page makes the room
   * itself by entering it; it then stays open, also while empty, until hosting ends.
   */
  startHost: z.object({ roomId, roomName, displayName }),
  stopHost: z.undefined(),
  /** Looks for a room behind an invite, at all its addresses, with the right certificate. */
  openInvite: z.object({ link }),
  joinNearby: z.object({ key: text(300) }),
  changeSettings: settingsChange,
  reportMeeting: meetingReport,
  /** Screens and windows as they are now; asked again for live thumbnails. */
  listScreens: z.undefined(),
  /** Answers the command `pick-screen`; null is a cancel. */
  chooseScreen: z.object({ id: z.nullable(text(200)), audio: z.boolean() }),
  /** The system's settings page where screen recording is allowed. */
  openScreenSettings: z.undefined(),
  writeClipboard: z.object({ text: text(100_000) }),
  /** Looks for a newer version now; the event `update` tells what comes of it. */
  lookForUpdate: z.undefined(),
  restartToUpdate: z.undefined(),
  /** Shown by the system, and only while the window is hidden or not in front. */
  notify: z.object({ title: text(200), body: z.string().check(z.maxLength(1000)) }),
};

/** How things stand when the page says hello; events tell what changes afterwards. */
export interface Welcome {
  version: string;
  platform: 'linux' | 'macos' | 'windows';
  trayAvailable: boolean;
  /** Whether the system draws its own picker, and the page need not. */
  systemPicker: boolean;
  host: HostState;
  nearby: NearbyState;
  settings: Settings;
  update: UpdateState;
  problems: Problem[];
}

/** What each call is answered with when it went well. */
export interface Replies {
  hello: Welcome;
  /** Always the running state. */
  startHost: HostState;
  stopHost: null;
  openInvite: ReachedRoom;
  joinNearby: ReachedRoom;
  changeSettings: Settings;
  reportMeeting: null;
  listScreens: ScreenChoice;
  chooseScreen: null;
  openScreenSettings: null;
  writeClipboard: null;
  lookForUpdate: null;
  /** Whether it restarts: not during a meeting, nor while guests are in. */
  restartToUpdate: boolean;
  notify: null;
}

export const bridgeErrorCodes = [
  /** The argument does not fit its schema, or the caller is not our page. */
  'BAD_REQUEST',
  /** No address of the invite answered. */
  'HOST_UNREACHABLE',
  /** An address answered with another certificate than the invite names. */
  'CERTIFICATE_CHANGED',
  /** The invite names no certificate, and the one that was seen is not a public one. */
  'CERTIFICATE_UNTRUSTED',
  /** Something answered that is no Parley server. */
  'NOT_PARLEY',
  /** The link itself is wrong. */
  ...linkErrorCodes,
  /** The room has left the list of nearby rooms. */
  'ROOM_GONE',
  /** The server could not be started; the message says why. */
  'HOST_FAILED',
  /** Nobody waits for a screen to be chosen. */
  'NOT_PICKING',
  'INTERNAL',
] as const;
export type BridgeErrorCode = (typeof bridgeErrorCodes)[number];

export type Answer<Data> =
  | { ok: true; data: Data }
  | { ok: false; error: { code: BridgeErrorCode; message: string } };

/** What a menu, the tray, a shortcut or the system asks the page to do. */
export const command = z.discriminatedUnion('name', [
  z.object({ name: z.enum(['toggle-microphone', 'toggle-camera', 'leave', 'open-settings']) }),
  /** A link, the clipboard or the tray led to this room, which has been reached. */
  z.object({ name: z.literal('open-room'), room: reachedRoom }),
  /** The same could not be reached. */
  z.object({
    name: z.literal('open-failed'),
    error: z.object({ code: z.enum(bridgeErrorCodes), message: z.string() }),
  }),
  /** As if "Host a room" had been clicked. */
  z.object({ name: z.literal('host') }),
  /** getDisplayMedia was called; answered with `chooseScreen`. */
  z.object({ name: z.literal('pick-screen'), choice: screenChoice }),
  /** The computer was asleep: what waits to try again need not. */
  z.object({ name: z.literal('woke') }),
  /** The app is about to quit: leave, so that the others know. */
  z.object({ name: z.literal('goodbye') }),
]);
export type Command = z.output<typeof command>;

/** Every event that is pushed to the page. */
export const events = {
  host: hostState,
  nearby: nearbyState,
  settings,
  update: updateState,
  problem,
  command,
};

export type CallName = keyof typeof calls;
export type Argument<Name extends CallName> = z.output<(typeof calls)[Name]>;
export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;
export type Settings = z.output<typeof settings>;
export type SettingsChange = z.output<typeof settingsChange>;

export const callChannel = (name: CallName) => `parley:call:${name}`;
export const eventChannel = (name: EventName) => `parley:event:${name}`;

type Calls = {
  [Name in CallName]: undefined extends Argument<Name>
    ? () => Promise<Answer<Replies[Name]>>
    : (argument: Argument<Name>) => Promise<Answer<Replies[Name]>>;
};

/** What the page finds as `window.parley`. No call is ever rejected. */
export type Bridge = Calls & {
  /** Answers the function that ends the subscription. */
  on<Name extends EventName>(
    name: Name,
    listener: (payload: EventPayload<Name>) => void,
  ): () => void;
};

declare global {
  interface Window {
    readonly parley?: Bridge;
  }
}
