/** Where a newcomer goes: decided by how busy the workers are, not by how many each has. */

/** A worker as far as placement looks at it. */
export interface Candidate {
  readonly load: { readonly expected: number };
  readonly peers: number;
  readonly rooms: number;
}

// Loads nearer to each other than this are the same: measured ones are never quite equal.
const sameLoad = 0.05;

/** The one with the most left; among equals the one with fewer people, then with fewer rooms. */
export function leastLoaded<Worker extends Candidate>(
  workers: readonly Worker[],
): Worker | undefined {
  const least = Math.min(...workers.map(({ load }) => load.expected));
  const [best] = workers
    .filter(({ load }) => load.expected - least < sameLoad)
    .toSorted((a, b) => a.peers - b.peers || a.rooms - b.rooms);
  return best;
}

/** A room's router as far as placement looks at it. */
export interface Home {
  readonly worker: Candidate;
  /** How many of the room's peers live there. */
  readonly peers: number;
}

/**
 * The router for one more peer of a room. As long as one worker can bear it, newcomers go where most
 * of the room is, so that a room that was spread comes together again; else to the least loaded.
 */
export function homeFor<Router extends Home>(
  routers: readonly Router[],
  spreadAt: number,
): Router | undefined {
  const [fullest] = routers
    .filter(({ worker }) => worker.load.expected < spreadAt)
    .toSorted((a, b) => b.peers - a.peers);
  if (fullest) return fullest;
  const least = leastLoaded(routers.map(({ worker }) => worker));
  return routers.find(({ worker }) => worker === least);
}

/**
 * The worker on which a room opens one more router; undefined while those it has will do. With a
 * `spreadAt` of 0 it opens one on each.
 */
export function nextWorker<Worker extends Candidate>(
  routers: readonly { readonly worker: Worker }[],
  workers: readonly Worker[],
  spreadAt: number,
): Worker | undefined {
  if (routers.some(({ worker }) => worker.load.expected < spreadAt)) return undefined;
  const taken = new Set(routers.map(({ worker }) => worker));
  const next = leastLoaded(workers.filter((worker) => !taken.has(worker)));
  const leastHere = Math.min(...routers.map(({ worker }) => worker.load.expected));
  // A pipe to a worker that is as busy would only cost.
  const worthIt = spreadAt === 0 || (next && next.load.expected < leastHere - sameLoad);
  return worthIt ? next : undefined;
}
