/** Which devices were chosen on this machine, from one meeting to the next. */
import * as z from 'zod/mini';
import { type DevicePreference, mostRemembered } from '../state/device-preference.ts';

/** What is used of `localStorage`. */
export type DeviceStorage = Pick<Storage, 'getItem' | 'setItem'>;

const text = z.string().check(z.maxLength(300));
const known = z.object({ deviceId: text, label: z.catch(text, '') });
const preference = z.catch(z.array(known).check(z.maxLength(mostRemembered)), []);
const schema = z.object({ microphone: preference, camera: preference, speaker: preference });
export type DeviceMemory = Record<keyof z.output<typeof schema>, DevicePreference>;

const key = 'parley.devices';
const nothing: DeviceMemory = { microphone: [], camera: [], speaker: [] };

/** What was chosen, or nothing. Never throws: pages may be forbidden to store. */
export function recall(storage: DeviceStorage): DeviceMemory {
  try {
    const read = z.safeParse(schema, JSON.parse(storage.getItem(key) ?? '{}'));
    return read.success ? read.data : nothing;
  } catch {
    return nothing;
  }
}

export function remember(storage: DeviceStorage, memory: DeviceMemory): void {
  try {
    storage.setItem(key, JSON.stringify(memory));
  } catch {
    // Full or forbidden: the choice holds for this visit.
  }
}
