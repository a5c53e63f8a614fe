/** When a video that should flow stands still, and why. Pure: from what the browser has counted. */
import type { HealedCause } from '../../sfu/protocol/signalling.ts';

/** What has come in of one video so far (W3C webrtc-stats, inbound-rtp). */
export interface Progress {
  packets: number;
  frames: number;
}

export interface Stillness {
  /** Since when no new frame has come, in ms, and what had come in until then. */
  readonly since: number;
  readonly then: Progress;
  /** How often it was tried to set it going since. */
  readonly attempts: number;
}

/** How long no frame may come before something is done, and again before more is done, in ms. */
const patience = 2_000;
/** A few stray packets, such as probes, make no picture. */
const strayPackets = 5;

export function begin(now: number, then: Progress): Stillness {
  return { since: now, then, attempts: 0 };
}

/**
 * Goes on from the last look to this one.
 * @param still a screen, of which no packets need to come as long as it does not change
 */
export function look(
  before: Stillness,
  now: number,
  progress: Progress,
  still: boolean,
): { next: Stillness; cause?: HealedCause } {
  if (progress.frames !== before.then.frames) return { next: begin(now, progress) };
  if (now - before.since < patience * (before.attempts + 1)) return { next: before };
  const cause = causeOf(progress.packets - before.then.packets, progress.frames);
  if (cause === 'no-packets' && still) return { next: before };
  return { next: { ...before, attempts: before.attempts + 1 }, cause };
}

function causeOf(packets: number, frames: number): HealedCause {
  if (packets <= strayPackets) return 'no-packets';
  return frames === 0 ? 'no-key-frame' : 'frozen-decoder';
}
