/** Who came and who went between two moments of a meeting. */
import type { Participant } from '../call/call-state.ts';

export interface RosterChanges {
  joined: string[];
  left: string[];
}

/** Names of others only: nobody needs to be told of oneself. */
export function rosterChanges(
  before: readonly Participant[],
  after: readonly Participant[],
): RosterChanges {
  return { joined: namesMissingIn(before, after), left: namesMissingIn(after, before) };
}

function namesMissingIn(known: readonly Participant[], people: readonly Participant[]): string[] {
  const ids = new Set(known.map((person) => person.peerId));
  return people
    .filter((person) => !person.self && !ids.has(person.peerId))
    .map((person) => person.displayName);
}
