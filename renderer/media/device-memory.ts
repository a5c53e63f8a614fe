/** Which devices were chosen on this machine, from one meeting to the next. */
import * as z from 'zod/mini';

/** What is used of `localStorage`. */
export type DeviceStorage = Pick<Storage, 'getItem' | 'setItem'>;

const deviceId = z.catch(z.string(), '');
const choice = z.object({ microphone: deviceId, camera: deviceId, speaker: deviceId });
export type DeviceChoice = z.output<typeof choice>;

const key = 'parley.devices';
const none: DeviceChoice = { microphone: '', camera: '', speaker: '' };

/** What was chosen, or the system's defaults. Never throws: pages may be forbidden to store. */
export function recall(storage: DeviceStorage): DeviceChoice {
  try {
    const read = z.safeParse(choice, JSON.parse(storage.getItem(key) ?? '{}'));
    return read.success ? read.data : none;
  } catch {
    return none;
  }
}

export function remember(storage: DeviceStorage, chosen: DeviceChoice): void {
  try {
    storage.setItem(key, JSON.stringify(chosen));
  } catch {
    // Full or forbidden: the choice holds for this visit.
  }
}
