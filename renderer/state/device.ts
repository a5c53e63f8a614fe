import type { DeviceState } from '../media/media-state.ts';

/** A device that is starting is already wanted: to press its button again takes that back. */
export function isWanted({ name }: DeviceState): boolean {
  return name === 'on' || name === 'starting';
}
