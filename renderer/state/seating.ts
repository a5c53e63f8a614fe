/**
 * The order in which people sit. It never changes by itself: newcomers come last, and a speaker who
 * is on another page changes places with whoever on this page has been silent longest.
 */
import type { Participant } from '../call/call-state.ts';

export interface Seating {
  /** Everybody, by peerId. */
  readonly order: readonly string[];
  /** Of the others, by peerId, whoever spoke last first. */
  readonly spoke: readonly string[];
}

export const emptySeating: Seating = { order: [], spoke: [] };

/** Seats those who came, frees the seats of those who left, and notes who speaks. */
export function followPeople(seating: Seating, people: readonly Participant[]): Seating {
  const here = people.map(({ peerId }) => peerId);
  const stayed = seating.order.filter((peerId) => here.includes(peerId));
  const came = here.filter((peerId) => !seating.order.includes(peerId));
  const isSeated = came.length === 0 && stayed.length === seating.order.length;
  const speaker = people.find(({ self, speaking }) => speaking && !self)?.peerId;
  const heard = seating.spoke.filter((peerId) => here.includes(peerId));
  const isHeard =
    heard.length === seating.spoke.length && (speaker === undefined || speaker === heard[0]);
  if (isSeated && isHeard) return seating;
  return {
    order: isSeated ? seating.order : [...stayed, ...came],
    spoke: isHeard ? seating.spoke : withFirst(heard, speaker),
  };
}

function withFirst(spoke: readonly string[], speaker: string | undefined): readonly string[] {
  return speaker === undefined ? spoke : [speaker, ...spoke.filter((id) => id !== speaker)];
}

/**
 * Brings whoever speaks onto the page that is looked at. `visible` are those who may give up their
 * place, in the order of the page; nobody else moves.
 */
export function bringSpeaker(
  seating: Seating,
  hidden: readonly string[],
  visible: readonly string[],
): Seating {
  const [speaker] = seating.spoke;
  if (speaker === undefined || !hidden.includes(speaker)) return seating;
  const silentFor = (peerId: string) => {
    const place = seating.spoke.indexOf(peerId);
    return place === -1 ? Number.POSITIVE_INFINITY : place;
  };
  // Of those who never spoke the last one goes, because the eye begins at the first.
  const leaving = visible.reduce<string | undefined>(
    (found, each) => (found === undefined || silentFor(each) >= silentFor(found) ? each : found),
    undefined,
  );
  if (leaving === undefined) return seating;
  const swapped = new Map([
    [speaker, leaving],
    [leaving, speaker],
  ]);
  return { ...seating, order: seating.order.map((peerId) => swapped.get(peerId) ?? peerId) };
}
