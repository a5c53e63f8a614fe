/** Trying again until it works, it cannot work, or it has taken too long. */
import { CallFailure, isFinal, toCallFailure } from './call-failure.ts';

export interface RetryOptions {
  /** Makes the attempt of this number, counted from 1. */
  attempt: (number: number) => Promise<void>;
  /** Ends the trying, by a rejection with its reason. */
  signal: AbortSignal;
  /** Its `online` event cuts a wait short: the network has come back. */
  page: EventTarget;
  /** How long to try, in ms. */
  patience?: number;
}

/** The first wait, its longest, and how much by chance longer or shorter, in ms and as a share. */
const backoff = { first: 100, longest: 5_000, jitter: 0.3 };
/** An attempt counts for no more than this, in ms: a laptop that slept through one has not tried. */
const longestAttempt = 15_000;

/** Rejects with a final failure as it is, and with UNREACHABLE when `patience` is at its end. */
export async function retry({ attempt, signal, page, patience = 60_000 }: RetryOptions) {
  let spent = 0;
  for (let number = 1; ; number += 1) {
    const begun = performance.now();
    const failure = await failureOf(attempt(number));
    if (!failure) return;
    signal.throwIfAborted();
    const wait = waitAfter(number);
    spent += Math.min(performance.now() - begun, longestAttempt) + wait;
    if (isFinal(failure)) throw failure;
    if (spent > patience) throw new CallFailure('UNREACHABLE', failure.message);
    await delay(wait, signal, page);
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

function waitAfter(number: number): number {
  const wait = Math.min(backoff.first * 2 ** (number - 1), backoff.longest);
  // By chance, so that not everybody comes back in the same moment.
  return wait * (1 + backoff.jitter * (2 * Math.random() - 1));
}

function delay(milliseconds: number, signal: AbortSignal, page: EventTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      settled.abort();
      finish();
    };
    const timer = setTimeout(() => settle(resolve), milliseconds);
    page.addEventListener('online', () => settle(resolve), { signal: settled.signal });
    signal.addEventListener('abort', () => settle(() => reject(signal.reason)), {
      signal: settled.signal,
    });
  });
}
