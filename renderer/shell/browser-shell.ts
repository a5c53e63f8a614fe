/** The page in a browser: its server is the one that it came from, its memory the browser's. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { MeetingReport } from '../../preload/contract.ts';
import { type Address, isLoopback, parseInvite } from '../../sfu/protocol/invite.ts';
import type { DeviceStorage } from '../media/device-memory.ts';
import { joinTarget } from '../state/join-target.ts';
import { addressOfPage, type PageLocation } from '../state/page-address.ts';
import { changePreferences, type Preferences, readPreferences } from '../state/preferences.ts';
import { forgetRoom, readRecentRooms, rememberRoom } from '../state/recent-rooms.ts';
import { pathOf } from '../state/route.ts';
import type { Storage } from '../state/storage.ts';
import type { NewRoom, Opened, PastRoom, Shell } from './shell.ts';

/** What is used of the browser. */
export interface BrowserPlace {
  storage: Storage;
  location: PageLocation & { readonly origin: string; assign(url: string): void };
  /** Absent outside of secure contexts, whatever its type says. */
  clipboard: Pick<Clipboard, 'writeText'> | undefined;
}

export class BrowserShell implements Shell {
  readonly desktop = undefined;
  readonly homeOrigin: string;
  readonly hostComputer: string | undefined;
  readonly preferences: ReadonlySignal<Preferences>;
  readonly recent: ReadonlySignal<readonly PastRoom[]>;
  readonly devices: DeviceStorage;
  readonly #place: BrowserPlace;
  readonly #preferences: Signal<Preferences>;
  readonly #recent: Signal<readonly PastRoom[]>;
  /** Where this page's server is known to answer; grows when it has told. */
  readonly #addresses: Address[];
  #lastReport: MeetingReport = { state: 'none' };

  constructor(place: BrowserPlace) {
    const { storage, location } = place;
    const own = addressOfPage(location);
    this.#place = place;
    this.#addresses = [own];
    this.homeOrigin = location.origin;
    this.hostComputer = isLoopback(own.host) ? undefined : own.host;
    this.#preferences = signal(readPreferences(storage));
    this.preferences = this.#preferences;
    this.#recent = signal(readRecentRooms(storage).map(toPastRoom));
    this.recent = this.#recent;
    this.devices = { getItem: storage.read, setItem: storage.write };
  }

  changePreferences(change: Partial<Preferences>): void {
    const { storage } = this.#place;
    changePreferences(storage, change);
    this.#preferences.value = readPreferences(storage);
  }

  async openRecent({ key, roomName }: PastRoom): Promise<Opened> {
    return this.#here({ roomId: key, roomName });
  }

  forget({ key }: PastRoom): void {
    forgetRoom(this.#place.storage, key);
    this.#listRecent();
  }

  async hostRoom({ roomId, roomName }: NewRoom): Promise<Opened> {
    return this.#here({ roomId, roomName });
  }

  async openLink(typed: string): Promise<Opened> {
    const target = joinTarget(typed, this.#addresses);
    if (target.kind === 'here') return this.#here({ roomId: target.roomId });
    if (target.kind === 'refused') {
      return { kind: 'refused', error: { code: target.code, message: '' } };
    }
    this.#place.location.assign(target.url);
    return { kind: 'elsewhere' };
  }

  /** Nobody else keeps the list of rooms here. */
  report(report: MeetingReport): void {
    const before = this.#lastReport;
    this.#lastReport = report;
    if (report.state !== 'joined') return;
    const known = before.state !== 'none' && before.state !== 'joining' ? before : undefined;
    if (known?.roomId === report.roomId && known.roomName === report.roomName) return;
    const { roomId, roomName, invite = '' } = report;
    rememberRoom(this.#place.storage, { roomId, roomName, joinedAt: Date.now() });
    this.#listRecent();
    const parsed = parseInvite(invite);
    if (parsed.ok) this.#addresses.push(...parsed.invite.addresses);
  }

  /** A page would first have to ask whether it may. */
  notify(): void {}

  async copy(text: string): Promise<boolean> {
    try {
      await this.#place.clipboard?.writeText(text);
      return this.#place.clipboard !== undefined;
    } catch {
      return false;
    }
  }

  #here(room: { roomId: string; roomName?: string }): Opened {
    return { kind: 'room', room: { origin: this.homeOrigin, ...room } };
  }

  #listRecent(): void {
    this.#recent.value = readRecentRooms(this.#place.storage).map(toPastRoom);
  }
}

function toPastRoom(room: { roomId: string; roomName: string; joinedAt: number }): PastRoom {
  const { roomId, roomName, joinedAt } = room;
  const path = pathOf({ name: 'room', roomId });
  return { key: roomId, roomName, joinedAt, where: roomId, path };
}
