/** What a person can set of the desktop app, and what it remembers by itself, as one schema. */
import * as z from 'zod/mini';
import { displayName, roomName } from '../sfu/protocol/model.ts';

const port = z.int().check(z.gte(1), z.lte(65_535));
const path = z.string().check(z.minLength(1), z.maxLength(4096));
/** In Electron's notation, such as `CommandOrControl+Shift+M`; empty is none. */
const accelerator = z.string().check(z.maxLength(100), z.regex(/^([\w+ -]+)?$/));
/** Devices that were chosen, the most recent first; an empty id is the system's default. */
const device = z.object({
  deviceId: z.string().check(z.maxLength(300)),
  label: z.string().check(z.maxLength(300)),
});
const devices = z.array(device).check(z.maxLength(8));
const pixels = z.int().check(z.gte(-100_000), z.lte(100_000));

/** A room that was joined, newest first in its list. */
export const recentRoom = z.object({
  link: z.string().check(z.minLength(1), z.maxLength(4096)),
  roomName,
  /** Milliseconds since 1970. */
  joinedAt: z.number().check(z.gte(0)),
});
export type RecentRoom = z.output<typeof recentRoom>;

const fields = {
  displayName: z.union([z.literal(''), displayName]),
  devices: z.object({ microphone: devices, camera: devices, speaker: devices }),
  theme: z.enum(['system', 'dark', 'light', 'contrast']),
  /** Mutes and unmutes from anywhere. */
  muteShortcut: accelerator,
  /** Of the server that "Host a room" starts. */
  hostPort: port,
  mediaPortMin: port,
  mediaPortMax: port,
  /** Where the server keeps its certificate; empty is the app's own folder. */
  dataFolder: z.union([z.literal(''), path]),
  /** Whether rooms on this network are looked for and the own one is announced. */
  nearby: z.boolean(),
  /** Whether closing the window keeps a meeting or the hosting going in the tray. */
  closeToTray: z.boolean(),
  /** Whether it was told that closing the window does not quit. */
  closeToTrayTold: z.boolean(),
  launchAtLogin: z.boolean(),
  notifications: z.boolean(),
  recent: z.array(recentRoom).check(z.maxLength(8)),
  /** Where the window was last; null until it has been anywhere. */
  window: z.nullable(
    z.object({ x: pixels, y: pixels, width: pixels, height: pixels, maximized: z.boolean() }),
  ),
};

export const settings = z.object(fields);

/** Some of the settings, to be changed to this. */
export const settingsChange = z.partial(settings);

export const defaultSettings: z.output<typeof settings> = {
  displayName: '',
  devices: { microphone: [], camera: [], speaker: [] },
  theme: 'system',
  muteShortcut: 'CommandOrControl+Shift+M',
  hostPort: 7780,
  mediaPortMin: 40_000,
  mediaPortMax: 40_199,
  dataFolder: '',
  nearby: true,
  closeToTray: true,
  closeToTrayTold: false,
  launchAtLogin: false,
  notifications: true,
  recent: [],
  window: null,
};
