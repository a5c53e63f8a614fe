/** How well somebody is seen and heard, and why not better. Pure. */
import type { QualityReason as PictureReason } from './quality-reason.ts';
import type { StreamFigures } from './stream-figures.ts';

export const qualityLevels = ['good', 'fair', 'poor'] as const;
export type QualityLevel = (typeof qualityLevels)[number];

/** What is to blame, as far as it can be known from here. */
export type QualityReason =
  /** The network between the sender and the server. */
  | 'their-network'
  /** The sender's computer cannot keep up. */
  | 'their-computer'
  /** The network between the server and this computer. */
  | 'own-network'
  /** This computer cannot keep up. */
  | 'own-computer'
  /** The way is long: voices overlap. */
  | 'delay';

export interface Quality {
  readonly level: QualityLevel;
  /** Absent while all is well. */
  readonly reason?: QualityReason;
}

/** The server's own marks for a stream, from 0 (nothing) to 10 (perfect). */
export interface Marks {
  /** How it arrives here. */
  readonly score: number;
  /** How it arrives at the server. */
  readonly producerScore: number;
}

export const good: Quality = { level: 'good' };

type Limits = readonly [fair: number, poor: number];

/** From where on somebody notices, and from where on it disturbs. */
const limits = {
  loss: [0.02, 0.08],
  /** In ms. */
  jitter: [60, 150],
  /** In ms, to the server and back. */
  roundTrip: [300, 600],
  dropped: [0.15, 0.4],
} as const satisfies Record<string, Limits>;

/** A stream that is received from somebody else. */
export function receivedQuality(
  { loss, jitter, dropped }: StreamFigures,
  marks: Marks | undefined,
  roundTrip: number | undefined,
): Quality {
  const arriving = worst(levelOf(loss, limits.loss), levelOf(jitter, limits.jitter));
  const theirs = levelOfMark(marks?.producerScore);
  // What the server has not got it cannot pass on: then our own end is not to blame.
  return worstOf([
    { level: worst(theirs, theirs === 'good' ? 'good' : arriving), reason: 'their-network' },
    {
      level: theirs === 'good' ? worst(arriving, levelOfMark(marks?.score)) : 'good',
      reason: 'own-network',
    },
    { level: levelOf(dropped, limits.dropped), reason: 'own-computer' },
    { level: levelOf(roundTrip, limits.roundTrip), reason: 'delay' },
  ]);
}

/** A stream that is sent from here. */
export function sentQuality({ loss, jitter, roundTrip, limit }: StreamFigures): Quality {
  const leaving = worst(levelOf(loss, limits.loss), levelOf(jitter, limits.jitter));
  return worstOf([
    { level: worst(leaving, limit === 'bandwidth' ? 'fair' : 'good'), reason: 'own-network' },
    { level: limit === 'cpu' ? 'fair' : 'good', reason: 'own-computer' },
    { level: levelOf(roundTrip, limits.roundTrip), reason: 'delay' },
  ]);
}

/** What the sender and the server say of a picture, which the figures here alone do not show. */
export function toldQuality(reason: PictureReason | null): Quality {
  switch (reason) {
    case 'sender-cpu':
      return { level: 'fair', reason: 'their-computer' };
    case 'sender-uplink':
      return { level: 'fair', reason: 'their-network' };
    case 'my-downlink':
      return { level: 'fair', reason: 'own-network' };
    // What is out of sight, was chosen, or cannot be had at all is no trouble.
    case 'hidden':
    case 'saving':
    case 'layer-limit':
    case null:
      return good;
  }
}

/** The worst of several; of equals the first, which is why the order above goes by what can be done. */
export function worstOf(all: readonly Quality[]): Quality {
  const found = all.reduce<Quality>(
    (best, each) => (rank(each.level) > rank(best.level) ? each : best),
    good,
  );
  return found.level === 'good' ? good : found;
}

/** Whether it is about this end, so that it holds for everybody alike. */
export function isOwnDoing(reason: QualityReason): boolean {
  return reason === 'own-network' || reason === 'own-computer' || reason === 'delay';
}

/** Between programs of one computer there is no network to blame. */
export function withoutNetwork({ level, reason }: Quality): Quality {
  return reason === 'own-network' || reason === 'delay'
    ? { level, reason: 'own-computer' }
    : { level, ...(reason && { reason }) };
}

/** What is shown, and what was measured last. */
export interface Shown {
  readonly quality: Quality;
  readonly measured: Quality;
}

/** One bad moment is no bad connection: a level is shown once it was measured twice in a row. */
export function settleQuality(shown: Shown | undefined, measured: Quality): Shown {
  const before = shown ?? { quality: good, measured: good };
  const twice = before.measured.level === measured.level;
  return { quality: twice ? measured : before.quality, measured };
}

function levelOf(value: number | undefined, [fair, poor]: Limits): QualityLevel {
  if (value === undefined || value < fair) return 'good';
  return value < poor ? 'fair' : 'poor';
}

function levelOfMark(mark: number | undefined): QualityLevel {
  if (mark === undefined || mark >= 7) return 'good';
  return mark >= 4 ? 'fair' : 'poor';
}

function worst(one: QualityLevel, other: QualityLevel): QualityLevel {
  return rank(one) >= rank(other) ? one : other;
}

function rank(level: QualityLevel): number {
  return qualityLevels.indexOf(level);
}
