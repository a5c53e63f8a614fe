/** The rooms of this server that were joined from this browser, newest first. */
import * as z from 'zod/mini';
import { roomId, roomName } from '../../sfu/protocol/model.ts';
import { readJson, type Storage } from './storage.ts';

const key = 'parley.recent-rooms';
const maximum = 8;

const recentRoom = z.object({
  roomId,
  roomName,
  /** Milliseconds since 1970. */
  joinedAt: z.number().check(z.gte(0)),
});
export type RecentRoom = z.output<typeof recentRoom>;

/** Storage is open to anybody with this machine's keyboard, so that each entry is looked at. */
export function readRecentRooms(storage: Storage): RecentRoom[] {
  const stored = readJson(storage, key);
  if (!Array.isArray(stored)) return [];
  const known = new Map<string, RecentRoom>();
  for (const entry of stored) {
    const room = z.safeParse(recentRoom, entry);
    if (room.success && !known.has(room.data.roomId)) known.set(room.data.roomId, room.data);
  }
  return [...known.values()].sort((one, other) => other.joinedAt - one.joinedAt).slice(0, maximum);
}

export function rememberRoom(storage: Storage, room: RecentRoom): void {
  write(storage, [room, ...without(storage, room.roomId)]);
}

export function forgetRoom(storage: Storage, roomId: string): void {
  write(storage, without(storage, roomId));
}

function without(storage: Storage, roomId: string): RecentRoom[] {
  return readRecentRooms(storage).filter((room) => room.roomId !== roomId);
}

function write(storage: Storage, rooms: RecentRoom[]): void {
  storage.write(key, JSON.stringify(rooms.slice(0, maximum)));
}
