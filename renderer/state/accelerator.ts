/** Keyboard shortcuts in Electron's notation, as they are pressed and as they are read. */

/** The part of a keyboard event that is used. */
export interface PressedKeys {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

const namedKeys: Record<string, string> = {
  Space: 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
};

/**
 * The shortcut for the keys that are held, by their place on the keyboard so that Shift does not
 * change the letter; undefined while only modifiers are held, `bare` where one of them is missing.
 */
export function acceleratorOf(keys: PressedKeys, isMac: boolean): string | 'bare' | undefined {
  if (['Control', 'Alt', 'AltGraph', 'Shift', 'Meta'].includes(keys.key)) return undefined;
  const main = mainKey(keys);
  if (main === undefined) return undefined;
  const command = isMac ? keys.metaKey : keys.ctrlKey;
  const modifiers = [
    ...(command ? ['CommandOrControl'] : []),
    ...(isMac && keys.ctrlKey ? ['Control'] : []),
    ...(!isMac && keys.metaKey ? ['Super'] : []),
    ...(keys.altKey ? ['Alt'] : []),
  ];
  const isFunctionKey = /^F\d+$/.test(main);
  if (modifiers.length === 0 && !isFunctionKey) return 'bare';
  return [...modifiers, ...(keys.shiftKey ? ['Shift'] : []), main].join('+');
}

function mainKey({ key, code }: PressedKeys): string | undefined {
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  // On other layouts another letter stands at this place, and that is the one that is meant.
  if (place?.[1]) return /^[a-z]$/i.test(key) ? key.toUpperCase() : place[1];
  return place?.[2] ?? namedKeys[code];
}

const macNames: Record<string, string> = {
  CommandOrControl: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
};
const otherNames: Record<string, string> = { CommandOrControl: 'Ctrl', Control: 'Ctrl' };

/** As it stands on the keys: `Ctrl Shift M`, `⌘ ⇧ M`. */
export function readableAccelerator(accelerator: string, isMac: boolean): string {
  const names = isMac ? macNames : otherNames;
  return accelerator
    .split('+')
    .filter(Boolean)
    .map((part) => names[part] ?? part)
    .join(' ');
}
