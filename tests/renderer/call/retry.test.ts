import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { retry } from '../../../renderer/call/retry.ts';
import { ClientError } from '../../../renderer/signalling/client-error.ts';
import { SignallingError } from '../../../sfu/protocol/errors.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Retries in a page of its own; `fails` tells what an attempt ends in, or nothing if it works. */
function retrying(
  fails: (number: number) => Error | undefined | Promise<Error | undefined>,
  patience?: number,
) {
  const attempts: number[] = [];
  const ended = new AbortController();
  const wakes = new EventTarget();
  const outcome = retry({
    attempt: async (number) => {
      attempts.push(performance.now());
      const failure = await fails(number);
      if (failure) throw failure;
    },
    signal: ended.signal,
    wakes,
    ...(patience !== undefined && { patience }),
  }).then(
    () => 'worked',
    (error) => error.code ?? error,
  );
  return { attempts, ended, wakes, outcome };
}

const unreachable = () => new ClientError('UNREACHABLE', 'No.');

test('stops at the first attempt that works', async () => {
  const { attempts, outcome } = retrying((number) => (number < 3 ? unreachable() : undefined));
  await vi.runAllTimersAsync();
  await expect(outcome).resolves.toBe('worked');
  expect(attempts).toHaveLength(3);
});

test('waits twice as long each time, up to 1.5 seconds, and never quite as long as others', async () => {
  const { attempts, ended } = retrying(unreachable);
  await vi.advanceTimersByTimeAsync(30_000);
  ended.abort();
  const waits = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
  for (const [index, wait] of waits.entries()) {
    const middle = Math.min(100 * 2 ** index, 1_500);
    expect(wait).toBeGreaterThanOrEqual(middle * 0.7 - 1);
    expect(wait).toBeLessThanOrEqual(middle * 1.3 + 1);
  }
  expect(waits.length).toBeGreaterThan(6);
});

test('tries less often after a minute, and gives up as UNREACHABLE after five', async () => {
  const { attempts, outcome } = retrying(unreachable);
  await vi.runAllTimersAsync();
  await expect(outcome).resolves.toBe('UNREACHABLE');
  expect(attempts.at(-1)).toBeGreaterThan(280_000);
  expect(attempts.at(-1)).toBeLessThan(320_000);
  expect((attempts.at(-1) ?? 0) - (attempts.at(-2) ?? 0)).toBeGreaterThan(3_000);
});

test('a laptop that slept through an attempt has not used up its patience', async () => {
  const { attempts, outcome } = retrying(async (number) => {
    if (number === 2) await new Promise((resolve) => setTimeout(resolve, 3_600_000));
    return number < 4 ? unreachable() : undefined;
  }, 20_000);
  await vi.runAllTimersAsync();
  await expect(outcome).resolves.toBe('worked');
  expect(attempts).toHaveLength(4);
});

test('a failure that time cannot mend is final', async () => {
  const { attempts, outcome } = retrying(() => new SignallingError('VERSION_MISMATCH', 'No.'));
  await vi.runAllTimersAsync();
  await expect(outcome).resolves.toBe('VERSION_MISMATCH');
  expect(attempts).toHaveLength(1);
});

test('waking up cuts the wait short', async () => {
  const { attempts, wakes, ended } = retrying(unreachable);
  await vi.advanceTimersByTimeAsync(20_000);
  const before = attempts.length;
  wakes.dispatchEvent(new Event('wake'));
  await vi.advanceTimersByTimeAsync(1);
  expect(attempts.length).toBe(before + 1);
  ended.abort();
});

test('ends with the call, and waits for nothing then', async () => {
  const { attempts, ended, outcome } = retrying(unreachable);
  await vi.advanceTimersByTimeAsync(1_000);
  const before = attempts.length;
  ended.abort('over');
  await expect(outcome).resolves.toBe('over');
  expect(vi.getTimerCount()).toBe(0);
  expect(attempts).toHaveLength(before);
});
