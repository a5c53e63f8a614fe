/** The rooms that were heard of and not yet forgotten. Times are in ms of a clock that never jumps. */
import { announcementTtl, type Heard, type NearbyRoom } from './nearby-room.ts';

/** Enough for any list that a person reads, and an end for whoever floods the network. */
const mostRooms = 100;
const mostAddresses = 16;
const forgetAfterMs = announcementTtl * 1000;
/** A room from which two announcements were missed is asked for before it is given up. */
const missAfterMs = forgetAfterMs / 2;

type Entry = Omit<Extract<Heard, { gone: false }>, 'gone' | 'hosts'> & {
  /** When each address was heard last. */
  hosts: Map<string, number>;
};

export class NearbyTable {
  readonly #entries = new Map<string, Entry>();

  hear(heard: Heard, now: number): void {
    const { key } = heard;
    if (heard.gone) {
      this.#entries.delete(key);
      return;
    }
    const known = this.#entries.get(key);
    if (!known && this.#entries.size >= mostRooms) return;
    const hosts = known?.hosts ?? new Map<string, number>();
    for (const host of heard.hosts) {
      if (hosts.has(host) || hosts.size < mostAddresses) hosts.set(host, now);
    }
    this.#entries.set(key, { key, room: heard.room, hosts });
  }

  /** Forgets the addresses, and with its last one the room, of which nothing was heard for long. */
  expire(now: number): void {
    for (const [key, { hosts }] of this.#entries) {
      for (const [host, heard] of hosts) if (now - heard >= forgetAfterMs) hosts.delete(host);
      if (hosts.size === 0) this.#entries.delete(key);
    }
  }

  /** Whether a room has been silent for so long that it should be asked for. */
  misses(now: number): boolean {
    return [...this.#entries.values()].some(
      ({ hosts }) => now - Math.max(...hosts.values()) >= missAfterMs,
    );
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** By name; the room under `ownKey` is marked as one's own. */
  rooms(ownKey: string | undefined): NearbyRoom[] {
    return [...this.#entries.values()]
      .map(({ key, room, hosts }) => ({
        ...room,
        key,
        addresses: [...hosts.keys()].map((host) => ({ host, port: room.port })),
        own: key === ownKey,
      }))
      .sort((a, b) => a.roomName.localeCompare(b.roomName) || (a.key < b.key ? -1 : 1));
  }
}
