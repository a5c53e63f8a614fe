/** The page inside of the desktop app, which keeps the settings and reaches the rooms. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Bridge, MeetingReport, Settings } from '../../preload/contract.ts';
import { type Address, formatAddress, parseInvite } from '../../sfu/protocol/invite.ts';
import { type DeviceStorage, recall } from '../media/device-memory.ts';
import { withScheme } from '../state/join-target.ts';
import { changePreferences, type Preferences, readPreferences } from '../state/preferences.ts';
import type { Storage } from '../state/storage.ts';
import { openDesktop } from './bridge-desktop.ts';
import type { Desktop, NewRoom, Notification, Opened, PastRoom, Shell } from './shell.ts';

type RecentRoom = Settings['recent'][number];

/** Rejects with the app's sentence where it does not answer. */
export async function openDesktopShell(bridge: Bridge, storage: Storage): Promise<Shell> {
  return new DesktopShell(await openDesktop(bridge), storage);
}

class DesktopShell implements Shell {
  readonly desktop: Desktop;
  readonly homeOrigin = undefined;
  readonly hostComputer = undefined;
  readonly preferences: ReadonlySignal<Preferences>;
  readonly recent: ReadonlySignal<readonly PastRoom[]>;
  readonly devices: DeviceStorage;
  readonly #storage: Storage;
  /** What only this page remembers: whether one comes in with microphone and camera. */
  readonly #local: Signal<Preferences>;

  constructor(desktop: Desktop, storage: Storage) {
    const { settings } = desktop;
    this.desktop = desktop;
    this.#storage = storage;
    this.#local = signal(readPreferences(storage));
    this.devices = deviceStorage(desktop);
    this.preferences = computed(() => {
      const { displayName, theme } = settings.value;
      return { ...this.#local.value, displayName, theme };
    });
    this.recent = computed(() => settings.value.recent.map(toPastRoom));
    // Before the next first paint only the page's own storage can be read.
    effect(() => changePreferences(storage, { theme: settings.value.theme }));
  }

  changePreferences({ displayName, theme, ...local }: Partial<Preferences>): void {
    changePreferences(this.#storage, local);
    this.#local.value = readPreferences(this.#storage);
    if (displayName !== undefined) void this.desktop.changeSettings({ displayName });
    if (theme !== undefined) void this.desktop.changeSettings({ theme });
  }

  async openRecent({ key, roomName }: PastRoom): Promise<Opened> {
    const opened = await this.desktop.openInvite(key);
    return opened.kind === 'room' ? { ...opened, room: { ...opened.room, roomName } } : opened;
  }

  forget({ key }: PastRoom): void {
    const recent = this.desktop.settings.value.recent.filter(({ link }) => link !== key);
    void this.desktop.changeSettings({ recent });
  }

  async hostRoom(room: NewRoom): Promise<Opened> {
    const answer = await this.desktop.startHost(room);
    if (!answer.ok) return { kind: 'refused', error: answer.error };
    const host = answer.data;
    if (host.name !== 'running') {
      const message = host.name === 'failed' ? host.message : `The server is ${host.name}.`;
      return { kind: 'refused', error: { code: 'HOST_FAILED', message } };
    }
    const { origin, roomId, roomName } = host;
    return { kind: 'room', room: { origin, roomId, roomName } };
  }

  async openLink(typed: string): Promise<Opened> {
    const link = typed.trim();
    if (link !== '') return this.desktop.openInvite(withScheme(link));
    return { kind: 'refused', error: { code: 'LINK_EMPTY', message: '' } };
  }

  report(report: MeetingReport): void {
    this.desktop.report(report);
  }

  notify(notification: Notification): void {
    this.desktop.notify(notification);
  }

  copy(text: string): Promise<boolean> {
    return this.desktop.writeClipboard(text);
  }
}

function toPastRoom({ link, roomName, joinedAt }: RecentRoom): PastRoom {
  const parsed = parseInvite(link);
  const [address] = parsed.ok ? parsed.invite.addresses : [];
  return { key: link, roomName, joinedAt, where: address ? readable(address) : link };
}

function readable(address: Address): string {
  return address.port === 443 ? address.host : formatAddress(address);
}

/** The settings in the shape in which devices are remembered: as one JSON text. */
function deviceStorage(desktop: Desktop): DeviceStorage {
  return {
    getItem: () => JSON.stringify(desktop.settings.peek().devices),
    setItem: (_key, text) => {
      const { microphone, camera, speaker } = recall({ getItem: () => text, setItem: () => {} });
      const devices = {
        microphone: [...microphone],
        camera: [...camera],
        speaker: [...speaker],
      };
      void desktop.changeSettings({ devices });
    },
  };
}
