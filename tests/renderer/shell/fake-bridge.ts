/** The app behind the bridge, moved by the test's hand. */
import type {
  Answer,
  Argument,
  Bridge,
  BridgeErrorCode,
  CallName,
  EventName,
  EventPayload,
  HostState,
  NearbyRoom,
  Replies,
  ScreenChoice,
  Settings,
  Welcome,
} from '../../../preload/contract.ts';
import { defaultSettings } from '../../../preload/settings.ts';

export type Call = { [Name in CallName]: { name: Name; argument: Argument<Name> } }[CallName];

type Listeners = { [Name in EventName]: Set<(payload: EventPayload<Name>) => void> };

export const runningHost: Extract<HostState, { name: 'running' }> = {
  name: 'running',
  origin: 'http://127.0.0.1:7780',
  port: 7780,
  roomId: 'calm-otter-river',
  roomName: "Mara's room",
  people: 0,
};

export function nearbyRoom(known: Partial<NearbyRoom> = {}): NearbyRoom {
  return {
    key: 'ana/team',
    roomName: "Ana's room",
    hostName: "Ana's laptop",
    people: 4,
    locked: false,
    own: false,
    ...known,
  };
}

export class FakeBridge {
  readonly calls: Call[] = [];
  /** What a call is refused with, until it is taken away. */
  readonly refusals: Partial<Record<CallName, { code: BridgeErrorCode; message: string }>> = {};
  /** Holds back the answers of this call until it is let go. */
  readonly held = new Map<CallName, Promise<void>>();
  welcome: Welcome;
  reached = { origin: 'https://192.168.1.20:7781', roomId: 'team' };
  screens: ScreenChoice = { sources: [], audio: 'unavailable', access: 'granted' };
  /** Whether the app restarts when it is asked to. */
  restarts = true;
  /** What happens while hello is on its way. */
  duringHello = () => {};
  readonly #listeners: Listeners = {
    host: new Set(),
    nearby: new Set(),
    settings: new Set(),
    update: new Set(),
    problem: new Set(),
    command: new Set(),
  };

  constructor(known: Partial<Omit<Welcome, 'settings'>> & { settings?: Partial<Settings> } = {}) {
    this.welcome = {
      version: '0.1.0',
      platform: 'linux',
      trayAvailable: true,
      systemPicker: false,
      host: { name: 'stopped' },
      nearby: { status: 'browsing', rooms: [] },
      update: { name: 'off' },
      problems: [],
      ...known,
      settings: { ...defaultSettings, ...known.settings },
    };
  }

  readonly bridge = {
    hello: async () => {
      const answer = await this.#answer('hello', undefined, () => this.welcome);
      this.duringHello();
      return answer;
    },
    startHost: (room) =>
      this.#answer('startHost', room, () => {
        const { roomId, roomName } = room;
        const host = { ...runningHost, roomId, roomName };
        this.emit('host', host);
        return host;
      }),
    stopHost: () =>
      this.#answer('stopHost', undefined, () => {
        this.emit('host', { name: 'stopped' });
        return null;
      }),
    openInvite: (invite) => this.#answer('openInvite', invite, () => this.reached),
    joinNearby: (room) => this.#answer('joinNearby', room, () => this.reached),
    changeSettings: (change) =>
      this.#answer('changeSettings', change, () => {
        this.welcome.settings = { ...this.welcome.settings, ...given(change) };
        this.emit('settings', this.welcome.settings);
        return this.welcome.settings;
      }),
    reportMeeting: (report) => this.#answer('reportMeeting', report, () => null),
    listScreens: () => this.#answer('listScreens', undefined, () => this.screens),
    chooseScreen: (choice) => this.#answer('chooseScreen', choice, () => null),
    openScreenSettings: () => this.#answer('openScreenSettings', undefined, () => null),
    writeClipboard: (text) => this.#answer('writeClipboard', text, () => null),
    lookForUpdate: () => this.#answer('lookForUpdate', undefined, () => null),
    restartToUpdate: () => this.#answer('restartToUpdate', undefined, () => this.restarts),
    notify: (notification) => this.#answer('notify', notification, () => null),
    on: (name, listener) => {
      this.#listeners[name].add(listener);
      return () => this.#listeners[name].delete(listener);
    },
  } satisfies Bridge;

  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    for (const listener of [...this.#listeners[name]]) listener(payload);
  }

  /** Arguments of all calls of this name so far. */
  asked<Name extends CallName>(name: Name): Argument<Name>[] {
    return this.calls.flatMap((call) =>
      call.name === name ? [call.argument as Argument<Name>] : [],
    );
  }

  async #answer<Name extends CallName>(
    name: Name,
    argument: Argument<Name>,
    reply: () => Replies[Name],
  ): Promise<Answer<Replies[Name]>> {
    this.calls.push({ name, argument } as Call);
    await this.held.get(name);
    const error = this.refusals[name];
    return error ? { ok: false, error } : { ok: true, data: reply() };
  }
}

/** What is undefined was not given, as on the other side of the real bridge. */
function given(change: Argument<'changeSettings'>): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
