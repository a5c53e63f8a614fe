import type { CheckedPayload } from './protocol/signalling.ts';

/** What a sender says of how one of its videos goes out. */
export type SendingReport = Omit<CheckedPayload<'reportSending'>, 'producerId'>;

const pauseMs = 1_000;

/** The last report on a producer, passed on at once and then no more often than once a second. */
export class Sending {
  #last: SendingReport | undefined;
  #told: SendingReport | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly tell: (report: SendingReport) => void) {}

  /** For whoever comes later; undefined while nothing was said. */
  get last(): SendingReport | undefined {
    return this.#last;
  }

  report(report: SendingReport): void {
    this.#last = report;
    if (!this.#timer) this.#tell();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = undefined;
  }

  #tell(): void {
    if (!this.#last || this.#last === this.#told) return;
    this.#told = this.#last;
    this.tell(this.#last);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, pauseMs).unref();
  }
}
