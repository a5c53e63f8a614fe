/** Why a picture is not as good as its place on the screen would have it. Pure. */
import type { VideoMode, Wish } from './picture-wish.ts';

export type Limitation = 'none' | 'cpu' | 'bandwidth';

export type QualityReason =
  /** Nobody sees it here, so it is not sent. */
  | 'hidden'
  /** This person receives less, to save data. */
  | 'saving'
  /** The sender's machine cannot encode more. */
  | 'sender-cpu'
  /** The sender's connection cannot carry more. */
  | 'sender-uplink'
  /** This machine's connection cannot carry more. */
  | 'my-downlink'
  /** It is drawn larger than it was captured. */
  | 'layer-limit';

export interface QualityFacts {
  readonly wish: Wish;
  readonly mode: VideoMode;
  /** The layer that would fill the view, whatever the mode. */
  readonly ideal: number;
  /** The layer that flows, null for none; undefined while nothing was said, or there are none. */
  readonly current: number | null | undefined;
  /** What the sender says holds it back. */
  readonly limitation: Limitation;
  /** How well it arrives at the server, and here: 0 to 10. */
  readonly producerScore: number;
  readonly score: number;
  /** How much larger than it was captured it is drawn; 1 is just so. */
  readonly enlarged: number;
}

/** Below this, packets are lost that people see missing. */
const poorScore = 6;
const visiblyEnlarged = 2;

/** Null where there is nothing to explain. */
export function reasonFor(facts: QualityFacts): QualityReason | null {
  const { wish, mode, ideal, current, limitation } = facts;
  if (wish.paused) return mode === 'audio-only' ? 'saving' : 'hidden';
  if (limitation === 'cpu') return 'sender-cpu';
  if (limitation === 'bandwidth' || poor(facts.producerScore)) return 'sender-uplink';
  const short = current === null || (current !== undefined && current < wish.spatialLayer);
  if (short || poor(facts.score)) return 'my-downlink';
  if (wish.spatialLayer < ideal) return 'saving';
  return facts.enlarged >= visiblyEnlarged ? 'layer-limit' : null;
}

/** A score of nothing is that of a stream that is only beginning, or paused. */
function poor(score: number): boolean {
  return score > 0 && score < poorScore;
}

/** What holds a sender back, by its outbound streams (W3C webrtc-stats, qualityLimitationReason). */
export function limitationOf(
  streams: readonly { active?: boolean; qualityLimitationReason?: string }[],
): Limitation {
  const reasons = streams
    .filter(({ active }) => active !== false)
    .map((stream) => stream.qualityLimitationReason);
  if (reasons.includes('cpu')) return 'cpu';
  return reasons.includes('bandwidth') ? 'bandwidth' : 'none';
}
