/** A name for a file as it may be written on anybody's disk. */

// What some system takes for a part of a path or for a command, what cannot be seen, and what
// turns the order of letters around, by which "exe.txt" hides "txt.exe".
const unwelcome =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff<>:"|?*\\/]/gu;
/** Names that are devices on Windows, whatever follows the dot. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The last part of the path that was given, harmless on every system; never empty. */
export function safeFileName(given: string, longest = 200): string {
  const last = given.split(/[\\/]/).findLast((part) => part.trim() !== '') ?? '';
  const bare = last
    .replace(unwelcome, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .replace(/\s+/g, ' ');
  const named = device.test(bare) ? `_${bare}` : bare || 'file';
  if (named.length <= longest) return named;
  const ending = /\.[^.]{1,16}$/.exec(named)?.[0] ?? '';
  const stem = named.slice(0, longest - ending.length);
  // Not in the middle of a letter that takes two units.
  return stem.replace(/[\ud800-\udbff]$/, '') + ending;
}
