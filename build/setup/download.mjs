import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * @typedef {object} DownloadLimits
 * @property {number} stallMs give up when nothing arrives for so long
 * @property {number} totalMs give up after so long, whatever arrives
 */

/** @type {DownloadLimits} */
export const patience = { stallMs: 15_000, totalMs: 5 * 60_000 };

/** Ends whatever listens to its signal when nothing moves for a while, or all takes too long. */
export class Watchdog {
  #controller = new AbortController();
  #stallMs;
  #stall;
  #total;

  /** @param {DownloadLimits} limits */
  constructor({ stallMs, totalMs }) {
    this.#stallMs = stallMs;
    this.#stall = this.#after(stallMs, `nothing arrived for ${stallMs / 1000} s`);
    this.#total = this.#after(totalMs, `not finished after ${totalMs / 1000} s`);
  }

  /** @returns {globalThis.AbortSignal} */
  get signal() {
    return this.#controller.signal;
  }

  /** Something moved: the patience for a stall begins anew. */
  moved() {
    clearTimeout(this.#stall);
    this.#stall = this.#after(this.#stallMs, `nothing arrived for ${this.#stallMs / 1000} s`);
  }

  done() {
    clearTimeout(this.#stall);
    clearTimeout(this.#total);
  }

  /**
   * @param {number} ms
   * @param {string} why
   */
  #after(ms, why) {
    return setTimeout(() => this.#controller.abort(new Error(why)), ms);
  }
}

/**
 * Fetches a file, or throws why not.
 * @param {string} url
 * @param {string} file
 * @param {DownloadLimits} limits
 * @param {(share: number) => void} onProgress
 */
export async function download(url, file, limits, onProgress) {
  const watchdog = new Watchdog(limits);
  try {
    const response = await fetch(url, { signal: watchdog.signal });
    if (!response.ok || response.body === null) {
      throw new Error(`${new URL(url).host} answers ${response.status} ${response.statusText}`);
    }
    const size = Number(response.headers.get('content-length')) || Number.POSITIVE_INFINITY;
    let received = 0;
    /** @param {AsyncIterable<Uint8Array>} chunks */
    const counted = async function* (chunks) {
      for await (const chunk of chunks) {
        watchdog.moved();
        received += chunk.length;
        onProgress(received / size);
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(response.body), counted, createWriteStream(file));
  } catch (error) {
    throw watchdog.signal.aborted ? watchdog.signal.reason : error;
  } finally {
    watchdog.done();
  }
}
