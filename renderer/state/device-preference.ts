/**
 * Which device is used: an ordered preference, the most recently chosen first, against what is
 * plugged in at this moment. Pure.
 */

/** A device as it is remembered. An empty id is the system's default. */
export interface KnownDevice {
  readonly deviceId: string;
  readonly label: string;
}

/** What was chosen for one kind of device, the most recent first. */
export type DevicePreference = readonly KnownDevice[];

/** How many are remembered of a kind: more than anybody plugs in, less than would be a record. */
export const mostRemembered = 8;

/** The preference after this device was chosen. */
export function prefer(preference: DevicePreference, chosen: KnownDevice): DevicePreference {
  const others = preference.filter((known) => !isSame(known, chosen));
  return [chosen, ...others].slice(0, mostRemembered);
}

/**
 * The ids to try, the best first; the last is always the system's default. A preference for the
 * system's default ends the list, because that one is always there.
 */
export function deviceCandidates(
  preference: DevicePreference,
  plugged: readonly KnownDevice[],
): readonly [string, ...string[]] {
  const ids: string[] = [];
  for (const known of preference) {
    if (known.deviceId === '') break;
    const there = findDevice(known, plugged);
    if (there !== undefined && !ids.includes(there)) ids.push(there);
  }
  const [first, ...rest] = ids;
  return first === undefined ? [''] : [first, ...rest, ''];
}

/** Before a permission the browser tells of no devices: then all may be there. */
function findDevice(known: KnownDevice, plugged: readonly KnownDevice[]): string | undefined {
  if (plugged.length === 0) return known.deviceId;
  if (plugged.some(({ deviceId }) => deviceId === known.deviceId)) return known.deviceId;
  // Ids change with the browser's data and with the socket; two of the same name cannot be told apart.
  const [namesake, another] = plugged.filter(({ label }) => label !== '' && label === known.label);
  return another ? undefined : namesake?.deviceId;
}

function isSame(one: KnownDevice, other: KnownDevice): boolean {
  if (one.deviceId === other.deviceId) return true;
  return one.label !== '' && one.label === other.label;
}
