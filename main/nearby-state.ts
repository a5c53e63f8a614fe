import type { NearbyState } from '../preload/contract.ts';
import type { Nearby } from './nearby.ts';

/** The nearby rooms as the page gets them: neither addresses nor certificates are its business. */
export function nearbyState({ status, rooms }: Pick<Nearby, 'status' | 'rooms'>): NearbyState {
  return {
    status: status.name,
    ...(status.name === 'failed' && { message: status.message }),
    rooms: rooms.map(({ key, roomName, hostName, people, locked, own }) => ({
      key,
      roomName,
      hostName,
      people,
      locked,
      own,
    })),
  };
}
