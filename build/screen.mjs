/**
 * What the person at the keyboard sees of a long step: on a terminal one line that changes, in a
 * log a line for every tenth of the way.
 */

/** @typedef {{ write(text: string): unknown, isTTY?: boolean }} Output */

const wipeLine = '\r\u001b[2K';

export class Line {
  #output;
  #head;
  #unfinished = false;
  #lastTenth = -1;

  /**
   * @param {Output} output
   * @param {string} head
   */
  constructor(output, head) {
    this.#output = output;
    this.#head = head;
  }

  /**
   * A line that stays.
   * @param {string} text
   */
  say(text) {
    this.end();
    this.#output.write(`${this.#head}: ${text}\n`);
  }

  /**
   * A line that the next one replaces.
   * @param {string} text
   * @param {number} share between 0 and 1
   */
  progress(text, share) {
    if (this.#output.isTTY) {
      this.#output.write(`${wipeLine}${this.#head}: ${text}`);
      this.#unfinished = true;
      return;
    }
    const tenth = Math.floor(share * 10);
    if (tenth <= this.#lastTenth) return;
    this.#lastTenth = tenth;
    this.#output.write(`${this.#head}: ${text}\n`);
  }

  /** Leaves what was written and makes the next thing start on a line of its own. */
  end() {
    if (this.#unfinished) this.#output.write('\n');
    this.#unfinished = false;
    this.#lastTenth = -1;
  }
}
