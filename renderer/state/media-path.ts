/** Which way media takes to the server, read out of a browser's statistics. Pure, and without addresses. */
import { numberOf, type StatEntry, type StatReport, textOf } from './stream-figures.ts';

/** Where the other end of the path is. */
export type PathReach =
  /** This computer. */
  | 'here'
  /** The same network. */
  | 'lan'
  /** Somewhere else, without anybody between. */
  | 'direct'
  /** Over a TURN server. */
  | 'relayed';

export interface MediaPath {
  readonly reach: PathReach;
  readonly protocol: 'udp' | 'tcp';
  /** In ms. */
  readonly roundTrip: number | undefined;
  /** What the browser believes that the path can carry, in bit/s. */
  readonly capacity: number | undefined;
}

/** The path that is in use now; undefined before there is one. */
export function readPath(report: StatReport): MediaPath | undefined {
  const pair = selectedPair(report);
  if (!pair) return undefined;
  const local = report.get(textOf(pair.localCandidateId)) ?? {};
  const remote = report.get(textOf(pair.remoteCandidateId)) ?? {};
  const roundTrip = numberOf(pair.currentRoundTripTime);
  return {
    reach: local.candidateType === 'relay' ? 'relayed' : reachOf(textOf(remote.address)),
    protocol: remote.protocol === 'tcp' ? 'tcp' : 'udp',
    roundTrip: roundTrip === undefined ? undefined : roundTrip * 1000,
    capacity: numberOf(pair.availableOutgoingBitrate),
  };
}

function selectedPair(report: StatReport): StatEntry | undefined {
  for (const entry of report.values()) {
    if (entry.type === 'transport') {
      const pair = report.get(textOf(entry.selectedCandidatePairId));
      if (pair) return pair;
    }
    // Firefox has no entry for the transport, and marks the pair instead.
    if (entry.type === 'candidate-pair' && entry.selected === true) return entry;
  }
  return undefined;
}

/** Ranges that are on one machine, and those that do not leave a site (RFC 1918, 3927, 4193, 4291). */
const here = /^(127\.|::1$|localhost$)/;
const site =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)|\.local$/i;

export function reachOf(address: string): PathReach {
  if (here.test(address)) return 'here';
  // Some browsers keep a neighbour's address to themselves.
  return address === '' || site.test(address) ? 'lan' : 'direct';
}
