/** Rooms on this network: heard of and announced by DNS-SD, see docs/protocol.md. */
import { networkInterfaces } from 'node:os';
import * as z from 'zod/mini';
import { type Adapters, watchAdapters } from '../sfu/adapters.ts';
import { type Link, type LinkAddress, openLink } from './multicast.ts';
import {
  type Announcement,
  announcement as announcementSchema,
  heardIn,
  keyOf,
  type NearbyRoom,
  recordsOf,
} from './nearby-room.ts';
import { NearbyTable } from './nearby-table.ts';

export type { Announcement, NearbyRoom } from './nearby-room.ts';

export type NearbyStatus =
  | { name: 'off' }
  | { name: 'browsing' }
  /** No adapter leads to other computers. */
  | { name: 'no-network' }
  | { name: 'failed'; message: string };

/** What is replaced in tests. */
export interface NearbyOptions {
  open?: typeof openLink;
  watch?: typeof watchAdapters;
  adapters?: () => Adapters;
  /** Milliseconds that never jump. */
  now?: () => number;
}

const tickMs = 1_000;
const announceEveryMs = 4_000;
/** The same is not said twice within this time (RFC 6762 section 6). */
const sayAgainAfterMs = 1_000;
/** How often a new network is asked, once a tick: packets get lost. */
const questions = 3;

/** Listens only between `start` and `close`. */
export class Nearby {
  readonly #listeners = new Set<() => void>();
  readonly #table = new NearbyTable();
  readonly #links = new Map<string, Link>();
  /** Links that are still closing. */
  readonly #leaving = new Set<Promise<void>>();
  readonly #options: Required<NearbyOptions>;
  #announcement: Announcement | undefined;
  #stopWatching: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #saidAt = Number.NEGATIVE_INFINITY;
  #sayNext = false;
  #questionsLeft = 0;
  #failure: string | undefined;
  #shown = { rooms: [] as NearbyRoom[], status: { name: 'off' } as NearbyStatus };

  constructor(options: NearbyOptions = {}) {
    this.#options = {
      open: openLink,
      watch: watchAdapters,
      adapters: networkInterfaces,
      now: () => performance.now(),
      ...options,
    };
  }

  get rooms(): readonly NearbyRoom[] {
    return this.#shown.rooms;
  }

  get status(): NearbyStatus {
    return this.#shown.status;
  }

  /** Tells whenever `rooms` or `status` have changed. Answers the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins to look for rooms. Idempotent. */
  start(): void {
    if (this.#stopWatching) return;
    const { watch, adapters } = this.#options;
    this.#stopWatching = watch((changed) => this.#follow(changed), adapters);
    this.#timer = setInterval(() => this.#tick(), tickMs);
    this.#follow(adapters());
  }

  /**
   * Tells the network of a room, or of what has changed about it. May come before `start`.
   * @throws Error if no other app would take it for a room
   */
  announce(announcement: Announcement): void {
    const now = z.parse(announcementSchema, announcement);
    const before = this.#announcement;
    if (JSON.stringify(before) === JSON.stringify(now)) return;
    if (before && keyOf(before) !== keyOf(now)) this.withdraw();
    this.#announcement = now;
    this.#saySoon();
    // Packets get lost, and nobody confirms this one (RFC 6762 section 8.3).
    this.#sayNext = true;
    this.#show();
  }

  /** Tells the network that the room is gone. Idempotent. */
  withdraw(): void {
    const gone = this.#announcement;
    if (!gone) return;
    this.#announcement = undefined;
    for (const [address, link] of this.#links) link.say(recordsOf(gone, address, 0));
    this.#table.forget(keyOf(gone));
    this.#show();
  }

  /** Looks around anew, as after the computer has slept. */
  refresh(): void {
    if (!this.#stopWatching) return;
    for (const address of this.#links.keys()) this.#drop(address);
    this.#follow(this.#options.adapters());
  }

  /** Says goodbye, resolves when no socket is left. It may be started again. Idempotent. */
  async close(): Promise<void> {
    this.withdraw();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    clearInterval(this.#timer);
    for (const address of this.#links.keys()) this.#drop(address);
    this.#table.clear();
    this.#show();
    await Promise.all(this.#leaving);
  }

  /** Opens a link on each adapter that has come, and closes those of which the adapter has gone. */
  #follow(adapters: Adapters): void {
    const wanted = new Map(linkAddressesOf(adapters).map((each) => [each.address, each]));
    for (const address of this.#links.keys()) if (!wanted.has(address)) this.#drop(address);
    this.#failure = undefined;
    for (const [address, each] of wanted) if (!this.#links.has(address)) this.#open(each);
    this.#show();
  }

  #open(where: LinkAddress): void {
    const link = this.#options.open(where, {
      onQuestion: () => this.#saySoon(),
      onRecords: (records, source) => this.#hear(records, source),
      onFailure: ({ code }) => {
        this.#drop(where.address);
        this.#failure = `Port 5353 cannot be used to look for rooms (${code}).`;
        this.#show();
      },
    });
    this.#links.set(where.address, link);
    link.ask();
    this.#questionsLeft = questions;
    if (this.#announcement) link.say(recordsOf(this.#announcement, where.address));
    this.#sayNext = true;
  }

  #drop(address: string): void {
    const link = this.#links.get(address);
    this.#links.delete(address);
    if (!link) return;
    const gone = link.close().finally(() => this.#leaving.delete(gone));
    this.#leaving.add(gone);
  }

  #hear(records: unknown[], source: string): void {
    const now = this.#options.now();
    for (const heard of heardIn(records, source)) this.#table.hear(heard, now);
    this.#show();
  }

  #tick(): void {
    const now = this.#options.now();
    this.#table.expire(now);
    if (this.#sayNext || now - this.#saidAt >= announceEveryMs) this.#say();
    if (this.#questionsLeft > 0 || this.#table.misses(now)) {
      this.#questionsLeft = Math.max(0, this.#questionsLeft - 1);
      for (const link of this.#links.values()) link.ask();
    }
    this.#show();
  }

  /** Now, or with the next tick: so however much changes or is asked, little is said. */
  #saySoon(): void {
    if (this.#options.now() - this.#saidAt >= sayAgainAfterMs) this.#say();
    else this.#sayNext = true;
  }

  #say(): void {
    this.#sayNext = false;
    const room = this.#announcement;
    if (!room || this.#links.size === 0) return;
    this.#saidAt = this.#options.now();
    for (const [address, link] of this.#links) link.say(recordsOf(room, address));
  }

  #show(): void {
    const ownKey = this.#announcement && keyOf(this.#announcement);
    const shown = { rooms: this.#table.rooms(ownKey), status: this.#statusNow() };
    if (JSON.stringify(shown) === JSON.stringify(this.#shown)) return;
    this.#shown = shown;
    for (const listener of [...this.#listeners]) listener();
  }

  #statusNow(): NearbyStatus {
    if (!this.#stopWatching) return { name: 'off' };
    if (this.#links.size > 0) return { name: 'browsing' };
    if (this.#failure !== undefined) return { name: 'failed', message: this.#failure };
    return { name: 'no-network' };
  }
}

/** Each IPv4 address that leads out of this machine. */
function linkAddressesOf(adapters: Adapters): LinkAddress[] {
  return Object.values(adapters)
    .flatMap((infos = []) => infos)
    .flatMap(({ family, internal, address, cidr }) =>
      family === 'IPv4' && !internal && cidr !== null ? [{ address, cidr }] : [],
    );
}
