/** Which screen a path means. */
import * as z from 'zod/mini';
import { roomId as roomIdSchema } from '../../sfu/protocol/model.ts';

export type Route =
  | { name: 'home' }
  | { name: 'room'; roomId: string }
  /** The path is a room's, what stands in it is not a room's id. */
  | { name: 'not-a-room' };

export function routeOf(path: string): Route {
  const segments = path.split('/').filter(Boolean);
  if (segments.at(0) !== 'r') return { name: 'home' };
  const [, roomId] = segments;
  return segments.length === 2 && roomId !== undefined && isRoomId(roomId)
    ? { name: 'room', roomId }
    : { name: 'not-a-room' };
}

export function pathOf(route: Exclude<Route, { name: 'not-a-room' }>): string {
  return route.name === 'home' ? '/' : `/r/${route.roomId}`;
}

export function isRoomId(text: string): boolean {
  return z.safeParse(roomIdSchema, text).success;
}
