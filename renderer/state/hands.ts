/** Whose hands are up, and whose turn it is. */
import type { Participant } from '../call/call-state.ts';

/** Those whose hands are up, in the order in which they were raised. */
export function raisedHands(people: readonly Participant[]): readonly Participant[] {
  return people
    .filter(({ handRaisedAt }) => handRaisedAt !== null)
    .toSorted((one, other) => (one.handRaisedAt ?? 0) - (other.handRaisedAt ?? 0));
}

/** By peerId, from 1; whose hand is down has none. */
export function turns(people: readonly Participant[]): ReadonlyMap<string, number> {
  return new Map(raisedHands(people).map(({ peerId }, index) => [peerId, index + 1]));
}

/** Hands first, in their order; then the others as they came. */
export function handsFirst(people: readonly Participant[]): readonly Participant[] {
  const raised = raisedHands(people);
  return [...raised, ...people.filter((person) => !raised.includes(person))];
}

/** Names of the others who raised a hand between two moments. */
export function newHands(
  before: readonly Participant[],
  after: readonly Participant[],
): readonly string[] {
  const up = new Set(raisedHands(before).map(({ peerId }) => peerId));
  return raisedHands(after)
    .filter(({ peerId, self }) => !self && !up.has(peerId))
    .map(({ displayName }) => displayName);
}
