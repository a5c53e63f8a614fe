/** Trouble that was foreseen: one sentence that says what is wrong, one that says what to do. */
export class Problem extends Error {
  /**
   * @param {string} sentence
   * @param {string} remedy
   */
  constructor(sentence, remedy) {
    super(sentence);
    this.name = 'Problem';
    this.remedy = remedy;
  }
}

/**
 * The person at the keyboard ended the run: not a failure, and nothing to explain.
 */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.signal = signal;
  }
}

/**
 * What went wrong, in the words of the innermost error: fetch() hides them in `cause`.
 * @param {unknown} error
 * @returns {string}
 */
export function reason(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reason(error.cause);
}
