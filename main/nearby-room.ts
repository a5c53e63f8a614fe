/** A room as it is announced to the network, and as it was heard: DNS-SD records both ways. */
import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { type Address, isLoopback } from '../sfu/protocol/invite.ts';
import { displayName, roomId, roomName } from '../sfu/protocol/model.ts';

const fingerprint = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const port = z.int().check(z.gte(1), z.lte(65_535));

/** What the network is told of a room that is hosted here. */
export const announcement = z.object({
  roomId,
  roomName,
  /** Whose room it is, as people call them. */
  hostName: displayName,
  port,
  /** SHA-256 of the host's certificate in base64url, as in an invite. */
  fingerprint,
  people: z.int().check(z.gte(0), z.lte(999_999)),
  /** Whether a passcode is asked. */
  locked: z.boolean(),
});
export type Announcement = z.output<typeof announcement>;

/** A room that was heard of. Everything in it was checked for its form, and nothing for its truth. */
export interface NearbyRoom extends Announcement {
  /** Names it in the list, and stays while the same host announces the same room. */
  key: string;
  /** At least one, best first. */
  addresses: Address[];
  /** Announced by this very app. */
  own: boolean;
}

/** What one packet says of one room. */
export type Heard =
  | { key: string; gone: true }
  | { key: string; gone: false; room: Announcement; hosts: string[] };

/** The records that we make, in the form that dns-packet encodes. `ttl` is in seconds. */
export type RoomRecord = { name: string; ttl: number } & (
  | { type: 'PTR'; data: string }
  | { type: 'SRV'; flush: true; data: { port: number; target: string } }
  | { type: 'TXT'; flush: true; data: string[] }
  | { type: 'A'; flush: true; data: string }
);

/** How long others may believe an announcement; it is made again every few seconds. */
export const announcementTtl = 12;
export const serviceName = '_parley._tcp.local';

const domain = '.local';
const mostRecords = 200;
const mostHosts = 8;
const instancePattern = /^([a-z0-9-]{1,63})\._parley\._tcp\.local$/;

/** Names a room on the network: the same for the same room of the same host, also after a crash. */
export function keyOf({ fingerprint, roomId: id }: Announcement): string {
  const digest = createHash('sha256').update(`${fingerprint}/${id}`).digest('hex');
  return `parley-${digest.slice(0, 16)}`;
}

/** What is said on the adapter with this address; with a `ttl` of 0 it is a goodbye. */
export function recordsOf(
  room: Announcement,
  address: string,
  ttl = announcementTtl,
): RoomRecord[] {
  const key = keyOf(room);
  const instance = `${key}.${serviceName}`;
  const target = key + domain;
  return [
    { type: 'PTR', name: serviceName, ttl, data: instance },
    { type: 'SRV', name: instance, ttl, flush: true, data: { port: room.port, target } },
    { type: 'TXT', name: instance, ttl, flush: true, data: textOf(room) },
    { type: 'A', name: target, ttl, flush: true, data: address },
  ];
}

function textOf(room: Announcement): string[] {
  return [
    'txtvers=1',
    `id=${room.roomId}`,
    `name=${room.roomName}`,
    `host=${room.hostName}`,
    `f=${room.fingerprint}`,
    `people=${room.people}`,
    `locked=${room.locked ? 1 : 0}`,
  ];
}

const record = z.object({
  type: z.string(),
  name: z.string().check(z.maxLength(255), z.toLowerCase()),
  ttl: z.number(),
  data: z.unknown(),
});
type AnyRecord = z.output<typeof record>;

const hostName = z.string().check(z.maxLength(255), z.toLowerCase());
const service = z.object({ port, target: hostName });
const strings = z.array(z.instanceof(Uint8Array)).check(z.maxLength(32));
const text = z.object({
  txtvers: z.literal('1'),
  id: roomId,
  name: roomName,
  host: displayName,
  f: fingerprint,
  people: z.string().check(z.regex(/^\d{1,6}$/)),
  locked: z.enum(['0', '1']),
});

/** The rooms of which a packet's records tell. What does not fit is passed over. Never throws. */
export function heardIn(records: readonly unknown[], source: string): Heard[] {
  const known = records.slice(0, mostRecords).flatMap((each) => {
    const parsed = z.safeParse(record, each);
    return parsed.success ? [parsed.data] : [];
  });
  return known.flatMap(({ type, name, ttl, data }): Heard[] => {
    if (type !== 'PTR' || name !== serviceName) return [];
    const instance = z.safeParse(hostName, data).data ?? '';
    const key = instancePattern.exec(instance)?.[1];
    if (key === undefined) return [];
    if (ttl === 0) return [{ key, gone: true }];
    const told = roomIn(known, instance, source);
    return told ? [{ key, gone: false, ...told }] : [];
  });
}

function roomIn(
  known: AnyRecord[],
  instance: string,
  source: string,
): { room: Announcement; hosts: string[] } | undefined {
  const dataOf = (type: string) =>
    known.find((each) => each.type === type && each.name === instance)?.data;
  const where = z.safeParse(service, dataOf('SRV')).data;
  const what = z.safeParse(text, fieldsIn(dataOf('TXT'))).data;
  if (!where || !what) return undefined;
  const hosts = hostsOf(known, where.target, source);
  if (hosts.length === 0) return undefined;
  const room = {
    roomId: what.id,
    roomName: what.name,
    hostName: what.host,
    port: where.port,
    fingerprint: what.f,
    people: Number(what.people),
    locked: what.locked === '1',
  };
  return { room, hosts };
}

/** `key=value` strings; of two with one key the first counts (RFC 6763 section 6.4). */
function fieldsIn(data: unknown): Record<string, string> | undefined {
  const parts = z.safeParse(strings, Array.isArray(data) ? data : [data]);
  if (!parts.success) return undefined;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const pairs = parts.data.map((part) => {
      const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(decoder.decode(part)) ?? [];
      return [key.toLowerCase(), value] as const;
    });
    return Object.fromEntries(pairs.reverse());
  } catch {
    return undefined;
  }
}

/** Addresses of a name, the one from which it was said first: that one is surely on this network. */
function hostsOf(known: AnyRecord[], target: string, source: string): string[] {
  const named = known
    .filter(({ type, name }) => (type === 'A' || type === 'AAAA') && name === target)
    .flatMap(({ data }) => (typeof data === 'string' && isUsable(data) ? [data] : []));
  const sorted = [...named.filter((host) => host === source), ...named];
  return [...new Set(sorted)].slice(0, mostHosts);
}

/** One machine's address; link-local IPv6 means nothing without a zone (RFC 4007 section 6). */
function isUsable(host: string): boolean {
  if (isLoopback(host)) return false;
  if (isIP(host) === 4) return !/^(0|22[4-9]|2[3-5]\d)\./.test(host);
  return isIP(host) === 6 && !/^(::|fe[89ab]|ff)/i.test(host);
}
