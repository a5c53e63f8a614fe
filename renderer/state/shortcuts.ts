/** Every key that does something in a meeting: one table for those who press and those who look it up. */

/** What a single key does. */
export type Shortcut =
  | 'talk'
  | 'hand'
  | 'people'
  | 'layout'
  | 'share'
  | 'float'
  | 'next-page'
  | 'previous-page'
  | 'help';

/** The part of a keyboard event that is used. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/**
 * What has the focus: something that takes letters, something that takes Space and arrows, or
 * nothing that takes keys. In a dialog all keys are the dialog's.
 */
export type KeyTarget = 'text' | 'control' | 'dialog' | 'page';

/** In the order in which they are listed. */
export const singleKeys: readonly { shortcut: Shortcut; key: string }[] = [
  { shortcut: 'talk', key: 'Space' },
  { shortcut: 'hand', key: 'H' },
  { shortcut: 'people', key: 'P' },
  { shortcut: 'layout', key: 'L' },
  { shortcut: 'share', key: 'S' },
  { shortcut: 'float', key: 'F' },
  { shortcut: 'previous-page', key: 'PageUp' },
  { shortcut: 'next-page', key: 'PageDown' },
  { shortcut: 'help', key: '?' },
];

export function shortcutFor(press: KeyPress, target: KeyTarget): Shortcut | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  if (target === 'text' || target === 'dialog') return undefined;
  const name = nameOf(press);
  // A button is pressed with Space, and that is what is meant when it has the focus.
  if (target === 'control' && name === 'Space') return undefined;
  return singleKeys.find(({ key }) => key === name)?.shortcut;
}

function nameOf({ key, code }: KeyPress): string {
  if (code === 'Space') return 'Space';
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  // Where other letters are written, the place on the keyboard counts.
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter !== undefined && key.length === 1 && /\p{L}/u.test(key) ? letter : key;
}
