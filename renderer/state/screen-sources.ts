import type { ScreenSource } from '../../preload/contract.ts';

/**
 * The sources as they are now, in the order in which they were met: the system lists windows by
 * what is in front, and nobody can press what jumps about.
 */
export function keepPlaces(
  before: readonly ScreenSource[],
  now: readonly ScreenSource[],
): ScreenSource[] {
  const fresh = new Map(now.map((source) => [source.id, source]));
  const known = before.flatMap(({ id }) => fresh.get(id) ?? []);
  const met = new Set(before.map(({ id }) => id));
  return [...known, ...now.filter(({ id }) => !met.has(id))];
}
