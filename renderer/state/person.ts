/** What stands for a person whose camera is off. */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One or two letters: of the first and the last word of the name. */
export function initials(name: string): string {
  const words = name.split(/[\s_.-]+/).filter(Boolean);
  const first = words.at(0);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => firstGrapheme(word ?? ''))
    .join('')
    .toLocaleUpperCase();
}

/** By grapheme, because half of an emoji or of a combined letter is no letter. */
function firstGrapheme(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment;
  return '';
}

/** A hue in degrees that is always the same for the same name. */
export function hueOf(name: string): number {
  // FNV-1a, then the last steps of MurmurHash3: without them, short names share their colours.
  let hash = 0x811c9dc5;
  for (const character of name.normalize()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 360;
}
