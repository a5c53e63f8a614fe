/** A room that somebody announces, as its packets are heard. */
import { type Announcement, type RoomRecord, recordsOf } from '../../main/nearby-room.ts';

export const announcement: Announcement = {
  roomId: 'blue-fox',
  roomName: 'Blue fox',
  hostName: 'Ana',
  port: 7780,
  fingerprint: 'A'.repeat(43),
  people: 4,
  locked: false,
};
/** Where the packet came from. */
export const source = '192.168.1.20';

export type Wire = { type: string; name: string; ttl: number; data: unknown };
/** Records as they come out of a packet: texts are bytes there. */
const wired = (records: RoomRecord[]): Wire[] =>
  records.map(({ type, name, ttl, data }) => ({
    type,
    name,
    ttl,
    data: Array.isArray(data) ? data.map((each) => Buffer.from(each)) : data,
  }));
/** What is heard of the room, or of one that differs from it. */
export const wire = (room: Partial<Announcement> = {}, ttl?: number) =>
  wired(recordsOf({ ...announcement, ...room }, source, ttl));
