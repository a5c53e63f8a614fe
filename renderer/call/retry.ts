/** Trying again until it works, it cannot work, or it has taken too long. */
import { CallFailure, isFinal, toCallFailure } from './call-failure.ts';

export interface RetryOptions {
  /** Makes the attempt of this number, counted from 1. */
  attempt: (number: number) => Promise<void>;
  /** Ends the trying, by a rejection with its reason. */
  signal: AbortSignal;
  /** Its `wake` event cuts a wait short: the network has come back, or the machine has woken up. */
  wakes: EventTarget;
  /** How long to try, in ms. */
  patience?: number;
}

/**
 * The first wait, the longest of the first minute and of later ones, and how much by chance longer or
 * shorter, in ms and as a share. A server that was only started again is found within three seconds.
 */
const backoff = { first: 100, longest: 1_500, later: 5_000, jitter: 0.3 };
const firstMinute = 60_000;
/** An attempt counts for no more than this, in ms: a laptop that slept through one has not tried. */
const longestAttempt = 15_000;

/** Rejects with a final failure as it is, and with UNREACHABLE when `patience` is at its end. */
export async function retry({ attempt, signal, wakes, patience = 300_000 }: RetryOptions) {
  let spent = 0;
  for (let number = 1; ; number += 1) {
    const begun = performance.now();
    const failure = await failureOf(attempt(number));
    if (!failure) return;
    signal.throwIfAborted();
    const wait = waitAfter(number, spent);
    spent += Math.min(performance.now() - begun, longestAttempt) + wait;
    if (isFinal(failure)) throw failure;
    if (spent > patience) throw new CallFailure('UNREACHABLE', failure.message);
    await delay(wait, signal, wakes);
  }
}

async function failureOf(attempt: Promise<void>): Promise<CallFailure | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    return toCallFailure(error);
  }
}

function waitAfter(number: number, spent: number): number {
  const longest = spent < firstMinute ? backoff.longest : backoff.later;
  const wait = Math.min(backoff.first * 2 ** (number - 1), longest);
  // By chance, so that not everybody comes back in the same moment.
  return wait * (1 + backoff.jitter * (2 * Math.random() - 1));
}

function delay(milliseconds: number, signal: AbortSignal, wakes: EventTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      settled.abort();
      finish();
    };
    const timer = setTimeout(() => settle(resolve), milliseconds);
    wakes.addEventListener('wake', () => settle(resolve), { signal: settled.signal });
    signal.addEventListener('abort', () => settle(() => reject(signal.reason)), {
      signal: settled.signal,
    });
  });
}
