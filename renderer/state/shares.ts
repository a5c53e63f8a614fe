/** Whose screens are shared, and which of them stands on the stage. */
import type { Participant } from '../call/call-state.ts';

export interface Shares {
  /** Of others, by peerId, in the order in which they began. */
  readonly order: readonly string[];
  readonly shown: string | undefined;
}

export const noShares: Shares = { order: [], shown: undefined };

/** The newest share takes the stage; when it ends, the newest of those that are left. */
export function followShares(shares: Shares, people: readonly Participant[]): Shares {
  const sharing = people.filter(isSharing).map(({ peerId }) => peerId);
  const known = shares.order.filter((peerId) => sharing.includes(peerId));
  const begun = sharing.filter((peerId) => !shares.order.includes(peerId));
  if (begun.length === 0 && known.length === shares.order.length) return shares;
  const order = [...known, ...begun];
  const stays = begun.length === 0 && order.some((peerId) => peerId === shares.shown);
  return { order, shown: stays ? shares.shown : order.at(-1) };
}

/** One's own share never stands on one's own stage: it would hold a picture of itself. */
function isSharing({ self, screen, screenStarting }: Participant): boolean {
  return !self && (screen !== null || screenStarting);
}

/** Who began and who ended a share between two moments, by name; who left says so otherwise. */
export function shareChanges(before: readonly Participant[], after: readonly Participant[]) {
  const sharedBefore = new Set(before.filter(isSharing).map(({ peerId }) => peerId));
  const began = after.filter((each) => isSharing(each) && !sharedBefore.has(each.peerId));
  const ended = after.filter((each) => !isSharing(each) && sharedBefore.has(each.peerId));
  const nameOf = ({ displayName }: Participant) => displayName;
  return { began: began.map(nameOf), ended: ended.map(nameOf) };
}
