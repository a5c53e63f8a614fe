/**
 * What stands around the page: the desktop app, or a browser, which can do less. The screens know
 * only this, and leave out what belongs to `desktop` where there is none.
 */
import type { ReadonlySignal } from '@preact/signals';
import type {
  Answer,
  BridgeErrorCode,
  Command,
  HostState,
  MeetingReport,
  NearbyState,
  Problem,
  ScreenChoice,
  Settings,
  SettingsChange,
  UpdateState,
  Welcome,
} from '../../preload/contract.ts';
import type { DeviceStorage } from '../media/device-memory.ts';
import type { Preferences } from '../state/preferences.ts';

/** Where a room is. The origin came over the bridge or is the page's own, never out of a link. */
export interface RoomPlace {
  origin: string;
  roomId: string;
  /** Only if this visit may create the room. */
  roomName?: string;
}

export interface OpenError {
  code: BridgeErrorCode | 'LINK_EMPTY';
  message: string;
}

/** What an attempt to get at a room ends in. */
export type Opened =
  | { kind: 'room'; room: RoomPlace }
  /** A browser is on its way to another server's page. */
  | { kind: 'elsewhere' }
  | { kind: 'refused'; error: OpenError };

export interface NewRoom {
  roomId: string;
  roomName: string;
  displayName: string;
}

/** A room that was joined before. */
export interface PastRoom {
  /** Names it among the others. */
  key: string;
  roomName: string;
  joinedAt: number;
  /** Which room, or whose computer, for people. */
  where: string;
  /** Where the room has an address on this very page. */
  path?: string;
}

export interface Notification {
  title: string;
  body: string;
}

export interface Shell {
  /** What only the app has; undefined in a browser. */
  readonly desktop: Desktop | undefined;
  /** The server of every room of this page; undefined where each room brings its own. */
  readonly homeOrigin: string | undefined;
  /** Whose computer a new room runs on; undefined for this one. */
  readonly hostComputer: string | undefined;
  readonly preferences: ReadonlySignal<Preferences>;
  changePreferences(change: Partial<Preferences>): void;
  /** Where the chosen devices are kept. */
  readonly devices: DeviceStorage;
  /** Newest first. */
  readonly recent: ReadonlySignal<readonly PastRoom[]>;
  openRecent(room: PastRoom): Promise<Opened>;
  forget(room: PastRoom): void;
  /** Opens a room of one's own, or answers the one that is open already. */
  hostRoom(room: NewRoom): Promise<Opened>;
  /** Gets at the room that was typed or pasted. */
  openLink(typed: string): Promise<Opened>;
  /** Told of each change of what the page is doing. */
  report(report: MeetingReport): void;
  /** Shown only while nobody looks at the window. */
  notify(notification: Notification): void;
  /** Resolves to whether the text is on the clipboard. */
  copy(text: string): Promise<boolean>;
}

/** The desktop app: its state as signals, and what can be asked of it. */
export interface Desktop extends Pick<Welcome, 'platform' | 'trayAvailable' | 'systemPicker'> {
  readonly version: string;
  readonly host: ReadonlySignal<HostState>;
  readonly nearby: ReadonlySignal<NearbyState>;
  readonly settings: ReadonlySignal<Settings>;
  readonly update: ReadonlySignal<UpdateState>;
  /** All that came up so far. */
  readonly problems: ReadonlySignal<readonly Problem[]>;
  startHost(room: NewRoom): Promise<Answer<HostState>>;
  stopHost(): Promise<void>;
  openInvite(link: string): Promise<Opened>;
  joinNearby(key: string): Promise<Opened>;
  /** Resolves to the sentence that says why it was refused, if it was. */
  changeSettings(change: SettingsChange): Promise<string | undefined>;
  report(report: MeetingReport): void;
  notify(notification: Notification): void;
  writeClipboard(text: string): Promise<boolean>;
  listScreens(): Promise<ScreenChoice | undefined>;
  chooseScreen(choice: { id: string | null; audio: boolean }): Promise<void>;
  openScreenSettings(): Promise<void>;
  lookForUpdate(): Promise<void>;
  /** Resolves to whether the app restarts: not while it would take people out of a meeting. */
  restartToUpdate(): Promise<boolean>;
  /** Hears every command from now on, and first those that came before anybody listened. */
  listen(listener: (command: Command) => void): () => void;
}
