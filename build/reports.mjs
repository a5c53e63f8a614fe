/**
 * The true totals of a test run, from the reports that the runners write for machines.
 * @typedef {{ passed: number, failed: number, skipped: number, flaky: number }} Totals
 */
/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string, failureMessages?: readonly string[] | null }[] }[]} testResults
 */
/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {readonly unknown[]} errors
 */

/** @type {Totals} */
const nothing = { passed: 0, failed: 0, skipped: 0, flaky: 0 };

/**
 * A tool that only says yes or no is one test.
 * @param {number} exitCode
 * @returns {Totals}
 */
export const oneTest = (exitCode) => ({ ...nothing, [exitCode === 0 ? 'passed' : 'failed']: 1 });

/**
 * @param {unknown} report undefined when there is none
 * @param {number} exitCode
 * @returns {Totals}
 */
export function vitestTotals(report, exitCode) {
  if (report === undefined) return atLeastOneFailure(nothing, true);
  const { testResults, ...counts } = /** @type {VitestReport} */ (report);
  // A file that cannot be loaded, holds no test or breaks in a hook has failed without a test of
  // its own that says so.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const flaky = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter((test) => test.status === 'passed' && (test.failureMessages?.length ?? 0) > 0);
  const totals = {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests + brokenFiles.length,
    skipped: counts.numPendingTests + counts.numTodoTests,
    flaky: flaky.length,
  };
  return atLeastOneFailure(totals, exitCode !== 0);
}

/**
 * @param {unknown} report undefined when there is none
 * @param {number} exitCode
 * @returns {Totals}
 */
export function playwrightTotals(report, exitCode) {
  if (report === undefined) return atLeastOneFailure(nothing, true);
  const { stats, errors } = /** @type {PlaywrightReport} */ (report);
  const totals = {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    flaky: stats.flaky,
  };
  return atLeastOneFailure(totals, exitCode !== 0);
}

/**
 * A runner that ended badly has failed even if none of its tests did, and so has one without tests.
 * @param {Totals} totals
 * @param {boolean} endedBadly
 * @returns {Totals}
 */
function atLeastOneFailure(totals, endedBadly) {
  const ranNothing = totals.passed + totals.failed + totals.skipped === 0;
  return totals.failed === 0 && (endedBadly || ranNothing) ? { ...totals, failed: 1 } : totals;
}

/**
 * @param {readonly Totals[]} all
 * @returns {Totals}
 */
export const sum = (all) =>
  all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
      flaky: total.flaky + one.flaky,
    }),
    nothing,
  );

/**
 * The line that machines read.
 * @param {Totals} totals
 */
export const totalLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
