/** Room ids that one person can say to another across a table. */
import { adjectives, animals, landscapes } from './room-words.ts';

/** A whole number from 0 up to, not including, the limit. */
export type Draw = (limit: number) => number;

/**
 * `calm-otter-river`: two million of them, so that rooms do not meet by accident. Not a secret:
 * who may enter is the host's to say.
 */
export function spokenRoomId(draw: Draw = drawByCrypto): string {
  return [adjectives, animals, landscapes].map((words) => words[draw(words.length)]).join('-');
}

/** Unbiased, because 2^32 is a multiple of the length of every list (128). */
function drawByCrypto(limit: number): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value % limit;
}
