/** Finds the address at which an invite's server answers. */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Invite } from '../sfu/protocol/invite.ts';
import { probe, type Reached } from './probe.ts';
import { ReachError } from './reach-error.ts';

export type { Reached } from './probe.ts';
export { ReachError, type ReachErrorCode } from './reach-error.ts';

export interface ReachOptions {
  signal?: AbortSignal;
  /** For all addresses together. */
  timeoutMs?: number;
}

const defaultTimeoutMs = 8_000;
/** The first address is the best one: a head start lets it win without a storm (RFC 8305). */
const staggerMs = 150;

/**
 * Tries all addresses side by side, each a little after the one before it or as soon as that has
 * failed, and answers the first that is right. All other attempts are closed then.
 * @throws ReachError
 */
export async function reach(invite: Invite, options: ReachOptions = {}): Promise<Reached> {
  const { signal: cancel, timeoutMs = defaultTimeoutMs } = options;
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), timeoutMs);
  const signal = cancel ? AbortSignal.any([cancel, over.signal]) : over.signal;
  // Each attempt listens, and there may be more than the ten that Node takes for a leak.
  setMaxListeners(0, signal);
  const failures: unknown[] = [];
  const attempts = race(invite, signal, failures);
  try {
    return await Promise.any(attempts);
  } catch {
    throw reasonOf(failures, cancel);
  } finally {
    clearTimeout(timer);
    over.abort();
    // Answered only when nothing of the others is left.
    await Promise.allSettled(attempts);
  }
}

function race(invite: Invite, signal: AbortSignal, failures: unknown[]): Promise<Reached>[] {
  let turn: Promise<unknown> = Promise.resolve();
  const attempts = invite.addresses.map((address) => {
    const attempt = turn.then(() => probe(address, invite, signal));
    turn = turn.then(() => nextTurn(attempt, signal));
    return attempt.catch((error: unknown) => {
      failures.push(error);
      throw error;
    });
  });
  // Nobody waits for the turn after the last one.
  turn.catch(() => undefined);
  return attempts;
}

/** Resolves when an attempt has failed or its head start is over; rejects when all is over. */
function nextTurn(attempt: Promise<Reached>, signal: AbortSignal): Promise<unknown> {
  return Promise.race([
    attempt.then(
      () => new Promise(() => {}),
      () => undefined,
    ),
    sleep(staggerMs, undefined, { signal }),
  ]);
}

function reasonOf(failures: unknown[], cancel: AbortSignal | undefined): ReachError {
  if (cancel?.aborted) return new ReachError('CANCELLED');
  const codes = failures.map((failure) => failure instanceof ReachError && failure.code);
  const telling = ['CERTIFICATE_CHANGED', 'CERTIFICATE_UNTRUSTED', 'NOT_PARLEY'] as const;
  return new ReachError(telling.find((code) => codes.includes(code)) ?? 'HOST_UNREACHABLE');
}
