/**
 * The size of a payload as JSON, nearly, and how deep it is nested. Stops counting above
 * `mostBytes`, and does not recurse, so that no payload is too large or too deep to be measured.
 */
export function measure(payload: unknown, mostBytes: number): { bytes: number; depth: number } {
  let bytes = 0;
  let depth = 0;
  const left: { value: unknown; level: number }[] = [{ value: payload, level: 0 }];
  while (bytes <= mostBytes) {
    const next = left.pop();
    if (!next) break;
    const { value, level } = next;
    depth = Math.max(depth, level);
    bytes += ownSize(value);
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    for (const [key, child] of Object.entries(value)) {
      if (!Array.isArray(value)) bytes += Buffer.byteLength(key) + 3;
      left.push({ value: child, level: level + 1 });
    }
  }
  return { bytes, depth };
}

function ownSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 3;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  // Numbers, booleans and null with their comma, or the brackets of an object.
  return 5;
}
