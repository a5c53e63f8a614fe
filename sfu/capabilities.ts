import type { RtpCapabilities } from './protocol/model.ts';

const mostKept = 64;

/**
 * Keeps one copy of capabilities that many clients state alike: those of one browser version are
 * the same to the letter, and ten kilobytes for each person is most of what an idle one costs.
 */
export class CapabilityStore {
  readonly #kept = new Map<string, RtpCapabilities>();

  /** An equal object that others may hold too; not to be changed. */
  share(rtpCapabilities: RtpCapabilities): RtpCapabilities {
    const text = JSON.stringify(rtpCapabilities);
    const known = this.#kept.get(text);
    if (known) return known;
    if (this.#kept.size >= mostKept) {
      // The oldest goes, so that odd capabilities cannot fill the memory.
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    this.#kept.set(text, rtpCapabilities);
    return rtpCapabilities;
  }
}
