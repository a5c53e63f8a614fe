/** A time span as a clock shows it: `4:08`, `1:04:08`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  if (hours > 0) parts.unshift(hours);
  return parts.map((part, index) => (index === 0 ? `${part}` : pad(part))).join(':');
}

function pad(part: number): string {
  return `${part}`.padStart(2, '0');
}
