/** The desktop app over its bridge: the only file of the page that speaks to `window.parley`. */
import { computed, signal } from '@preact/signals';
import * as z from 'zod/mini';
import {
  type Answer,
  type Bridge,
  type Command,
  type EventName,
  type EventPayload,
  events,
  type HostState,
  type MeetingReport,
  type NearbyState,
  type Problem,
  type ReachedRoom,
  type ScreenChoice,
  type Settings,
  type SettingsChange,
  type UpdateState,
  type Welcome,
} from '../../preload/contract.ts';
import type { Desktop, NewRoom, Notification, Opened } from './shell.ts';

/** Begins to listen, then says hello. Rejects with the app's sentence where it is not answered. */
export async function openDesktop(bridge: Bridge): Promise<Desktop> {
  const heard = new Heard(bridge);
  const answer = await bridge.hello();
  if (!answer.ok) throw new Error(answer.error.message);
  return new BridgeDesktop(bridge, heard, answer.data);
}

/**
 * What was pushed, from before the hello on: whatever came before its answer is as new as the answer
 * or newer, because every change is pushed.
 */
class Heard {
  readonly host = signal<HostState>();
  readonly nearby = signal<NearbyState>();
  readonly settings = signal<Settings>();
  readonly update = signal<UpdateState>();
  readonly problems = signal<readonly Problem[]>([]);
  readonly #listeners = new Set<(command: Command) => void>();
  #unheard: Command[] = [];

  constructor(bridge: Bridge) {
    subscribe(bridge, 'host', (state) => {
      this.host.value = state;
    });
    subscribe(bridge, 'nearby', (state) => {
      this.nearby.value = state;
    });
    subscribe(bridge, 'settings', (settings) => {
      this.settings.value = settings;
    });
    subscribe(bridge, 'update', (state) => {
      this.update.value = state;
    });
    subscribe(bridge, 'problem', (problem) => {
      this.problems.value = [...this.problems.value, problem];
    });
    subscribe(bridge, 'command', (command) => this.#pass(command));
  }

  listen(listener: (command: Command) => void): () => void {
    this.#listeners.add(listener);
    const waiting = this.#unheard;
    this.#unheard = [];
    for (const command of waiting) listener(command);
    return () => this.#listeners.delete(listener);
  }

  #pass(command: Command): void {
    if (this.#listeners.size === 0) this.#unheard.push(command);
    else for (const listener of [...this.#listeners]) listener(command);
  }
}

/** What does not fit its schema is dropped: half an event is worse than none. */
function subscribe<Name extends EventName>(
  bridge: Bridge,
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): void {
  bridge.on(name, (payload) => {
    if (z.safeParse(events[name], payload).success) listener(payload);
  });
}

class BridgeDesktop implements Desktop {
  readonly platform: Welcome['platform'];
  readonly trayAvailable: boolean;
  readonly systemPicker: boolean;
  readonly version: string;
  readonly #bridge: Bridge;
  readonly #heard: Heard;
  readonly #welcome: Welcome;

  readonly host = computed(() => this.#heard.host.value ?? this.#welcome.host);
  readonly nearby = computed(() => this.#heard.nearby.value ?? this.#welcome.nearby);
  readonly settings = computed(() => this.#heard.settings.value ?? this.#welcome.settings);
  readonly update = computed(() => this.#heard.update.value ?? this.#welcome.update);
  readonly problems = computed(() => [...this.#welcome.problems, ...this.#heard.problems.value]);

  constructor(bridge: Bridge, heard: Heard, welcome: Welcome) {
    this.#bridge = bridge;
    this.#heard = heard;
    this.#welcome = welcome;
    this.platform = welcome.platform;
    this.trayAvailable = welcome.trayAvailable;
    this.systemPicker = welcome.systemPicker;
    this.version = welcome.version;
  }

  startHost(room: NewRoom): Promise<Answer<HostState>> {
    return this.#bridge.startHost(room);
  }

  async stopHost(): Promise<void> {
    await this.#bridge.stopHost();
  }

  async openInvite(link: string): Promise<Opened> {
    return toOpened(await this.#bridge.openInvite({ link }));
  }

  async joinNearby(key: string): Promise<Opened> {
    return toOpened(await this.#bridge.joinNearby({ key }));
  }

  async changeSettings(change: SettingsChange): Promise<string | undefined> {
    const answer = await this.#bridge.changeSettings(change);
    if (!answer.ok) return answer.error.message;
    this.#heard.settings.value = answer.data;
    return undefined;
  }

  report(report: MeetingReport): void {
    void this.#bridge.reportMeeting(report);
  }

  notify(notification: Notification): void {
    void this.#bridge.notify(notification);
  }

  async writeClipboard(text: string): Promise<boolean> {
    return (await this.#bridge.writeClipboard({ text })).ok;
  }

  async listScreens(): Promise<ScreenChoice | undefined> {
    const answer = await this.#bridge.listScreens();
    return answer.ok ? answer.data : undefined;
  }

  async chooseScreen(choice: { id: string | null; audio: boolean }): Promise<void> {
    await this.#bridge.chooseScreen(choice);
  }

  async openScreenSettings(): Promise<void> {
    await this.#bridge.openScreenSettings();
  }

  async lookForUpdate(): Promise<void> {
    await this.#bridge.lookForUpdate();
  }

  async restartToUpdate(): Promise<boolean> {
    const answer = await this.#bridge.restartToUpdate();
    return answer.ok && answer.data;
  }

  listen(listener: (command: Command) => void): () => void {
    return this.#heard.listen(listener);
  }
}

function toOpened(answer: Answer<ReachedRoom>): Opened {
  return answer.ok ? { kind: 'room', room: answer.data } : { kind: 'refused', error: answer.error };
}
