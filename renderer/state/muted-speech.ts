/** Whether somebody speaks who is muted: of how loud it is, not of what is said. */

/** What is remembered between two looks at the level. */
export interface MutedSpeech {
  /** How long it was loud of late, in ms; silence takes it back. */
  readonly loud: number;
  /** When it was said last; before that moment has passed by, it is not said again. */
  readonly toldAt: number;
}

export const noSpeech: MutedSpeech = { loud: 0, toldAt: Number.NEGATIVE_INFINITY };

/** Speech lies above this, and keyboards and fans below, on the level meter's scale of 0 to 1. */
const loudFrom = 0.55;
/** A cough is shorter. */
const enough = 600;
/** Somebody who goes on talks to somebody else, and does not want to be told again and again. */
const pause = 30_000;

/** What is known after `elapsed` ms at this level, and whether the person is to be told now. */
export function hearMuted(
  { loud, toldAt }: MutedSpeech,
  level: number,
  elapsed: number,
  now: number,
): { next: MutedSpeech; tell: boolean } {
  const heard = Math.max(0, Math.min(enough, loud + (level >= loudFrom ? elapsed : -elapsed / 2)));
  if (heard < enough || now - toldAt < pause) return { next: { loud: heard, toldAt }, tell: false };
  return { next: { loud: 0, toldAt: now }, tell: true };
}
