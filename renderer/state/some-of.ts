/** Says who did something, in few words: `Ana`, `Ana and Joon`, `Ana and 3 others`. */
export type SomeOf = (all: readonly string[]) => string;

/**
 * @param language a BCP 47 tag
 * @param andOthers what is said of one and more than one other
 */
export function createSomeOf(
  language: string,
  andOthers: (first: string, others: number) => string,
): SomeOf {
  const names = new Intl.ListFormat(language, { type: 'conjunction' });
  return (all) => {
    const [first = '', ...others] = all;
    return others.length > 1 ? andOthers(first, others.length) : names.format(all);
  };
}
