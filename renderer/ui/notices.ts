import { type ReadonlySignal, signal } from '@preact/signals';

/** A short sentence that is shown and read out. */
export interface Notice {
  id: number;
  text: string;
  /** Goes when it is told to, and not by itself. */
  kept: boolean;
  /** What can be done about it. */
  act?: NoticeAct;
}

export interface NoticeAct {
  label: string;
  run(): void;
}

const shownFor = 5000;
/** With something to do about it one needs the time to get there. */
const offeredFor = 15_000;
const atOnce = 3;

export class Notices {
  readonly #shown = signal<readonly Notice[]>([]);
  #lastId = 0;

  get shown(): ReadonlySignal<readonly Notice[]> {
    return this.#shown;
  }

  /** Goes by itself. May be called from an effect, which must not come to depend on what is shown. */
  say(text: string): void {
    const id = this.#add(text, false);
    setTimeout(() => this.dismiss(id), shownFor);
  }

  /** The same with one thing that can be done about it. */
  offer(text: string, act: NoticeAct): void {
    const id = this.#add(text, false, act);
    setTimeout(() => this.dismiss(id), offeredFor);
  }

  /** Stays until it was read, because it was not the person's own doing. */
  keep(text: string, act?: NoticeAct): void {
    this.#add(text, true, act);
  }

  /** For when what was said belongs to a screen that is gone. */
  clear(): void {
    this.#shown.value = this.#shown.peek().filter(({ kept }) => kept);
  }

  dismiss(id: number): void {
    this.#shown.value = this.#shown.peek().filter((notice) => notice.id !== id);
  }

  #add(text: string, kept: boolean, act?: NoticeAct): number {
    this.#lastId += 1;
    const notice = { id: this.#lastId, text, kept, ...(act && { act }) };
    const all = [...this.#shown.peek(), notice];
    const passing = all.filter((notice) => !notice.kept);
    this.#shown.value = all.filter(
      (notice) => notice.kept || passing.indexOf(notice) >= passing.length - atOnce,
    );
    return this.#lastId;
  }
}
