import { describe, expect, test } from 'vitest';
import { oneTest, playwrightTotals, sum, totalLine, vitestTotals } from '../../build/reports.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each, failureMessages: [] })),
});
const counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

describe('vitestTotals', () => {
  test('counts tests, and what is skipped or to do as skipped', () => {
    const report = {
      ...{ numPassedTests: 2, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 },
      testResults: [
        file('failed', 'passed', 'failed', 'skipped', 'todo'),
        file('passed', 'passed'),
      ],
    };
    expect(vitestTotals(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2, flaky: 0 });
  });

  test('counts a file that failed without a failing test', () => {
    const testResults = [file('failed'), file('failed', 'passed'), file('passed', 'passed')];
    const report = { ...counts, numPassedTests: 2, testResults };
    expect(vitestTotals(report, 1)).toEqual({ passed: 2, failed: 2, skipped: 0, flaky: 0 });
  });

  test('names a test flaky that passed after failing', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{ status: 'passed', failureMessages: ['first'] }] },
    ];
    const report = { ...counts, numPassedTests: 1, testResults };
    expect(vitestTotals(report, 0)).toEqual({ passed: 1, failed: 0, skipped: 0, flaky: 1 });
  });

  test.each([
    ['wrote no report', undefined, 0],
    ['ended badly though every test passed', { ...counts, numPassedTests: 3, testResults: [] }, 1],
    ['found no test', { ...counts, testResults: [] }, 0],
  ])('is a failure when it %s', (_, report, exitCode) => {
    expect(vitestTotals(report, exitCode).failed).toBe(1);
  });
});

describe('playwrightTotals', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 2, skipped: 3 };

  test('counts flaky tests as passed', () => {
    const totals = playwrightTotals({ stats, errors: [] }, 1);
    expect(totals).toEqual({ passed: 6, failed: 1, skipped: 3, flaky: 2 });
  });

  test('counts errors outside of tests', () => {
    expect(playwrightTotals({ stats, errors: [{}, {}] }, 1).failed).toBe(3);
  });

  const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  test.each([
    ['wrote no report', undefined, 1],
    ['ended badly though every test passed', { stats: { ...none, expected: 1 }, errors: [] }, 130],
    ['found no test', { stats: none, errors: [] }, 0],
  ])('is a failure when it %s', (_, report, exitCode) => {
    expect(playwrightTotals(report, exitCode).failed).toBe(1);
  });
});

describe('the total', () => {
  test('sums every part', () => {
    const parts = [oneTest(0), oneTest(2), { passed: 5, failed: 1, skipped: 2, flaky: 1 }];
    expect(sum(parts)).toEqual({ passed: 6, failed: 2, skipped: 2, flaky: 1 });
  });

  test.each([
    [{ passed: 12, failed: 0, skipped: 0, flaky: 1 }, '12 passed, 0 failed'],
    [{ passed: 1, failed: 2, skipped: 3, flaky: 0 }, '1 passed, 2 failed, 3 skipped'],
  ])('reads %o as %s', (totals, line) => {
    expect(totalLine(totals)).toBe(line);
  });
});
