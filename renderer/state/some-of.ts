const names = new Intl.ListFormat('en', { type: 'conjunction' });

/** `Ana`, `Ana and Joon`, `Ana and 3 others`. */
export function someOf(all: readonly string[]): string {
  const [first = '', ...others] = all;
  return others.length > 1 ? `${first} and ${others.length} others` : names.format(all);
}
