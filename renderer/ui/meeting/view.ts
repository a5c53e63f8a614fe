import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Shell } from '../../shell/shell.ts';
import type { LayoutChoice, StageWish } from '../../state/casting.ts';
import type { VideoMode } from '../../state/picture-wish.ts';
import { volumeOf, withVolume } from '../../state/volumes.ts';
import { useSurroundings } from '../surroundings.ts';

/** How this person looks at the meeting. What is a habit is remembered, the rest ends with it. */
export class MeetingView {
  readonly #pinned = signal<readonly string[]>([]);
  readonly #page = signal(0);
  readonly #people = signal(false);
  readonly #floating = signal(false);
  readonly #speaker = signal<string | undefined>(undefined);
  /** Names of those who are not heard here. */
  readonly #silenced = signal<ReadonlySet<string>>(new Set());
  readonly page: ReadonlySignal<number> = this.#page;
  /** Whether the list of people is open. */
  readonly people: ReadonlySignal<boolean> = this.#people;
  /** Whether the small window that stays above others is open. */
  readonly floating: ReadonlySignal<boolean> = this.#floating;
  /** Whoever of the others spoke last, by peerId. */
  readonly speaker: ReadonlySignal<string | undefined> = this.#speaker;
  readonly #shell: Shell;

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  /** Reactive. */
  get wish(): StageWish {
    const { layout, hideSelf, hideWithoutVideo } = this.#shell.preferences.value;
    return { layout, hideSelf, hideWithoutVideo, pinned: this.#pinned.value };
  }

  change(wish: Partial<Omit<StageWish, 'pinned'>>): void {
    batch(() => {
      this.#page.value = 0;
      this.#shell.changePreferences(wish);
    });
  }

  /** How much video of the others is received. Reactive. */
  get videoMode(): VideoMode {
    return this.#shell.preferences.value.videoMode;
  }

  set videoMode(videoMode: VideoMode) {
    this.#shell.changePreferences({ videoMode });
  }

  /** The next of the ways to stand, for those who press a key. */
  nextLayout(choices: readonly LayoutChoice[]): LayoutChoice {
    const { layout } = this.#shell.preferences.peek();
    const next = choices[(choices.indexOf(layout) + 1) % choices.length] ?? layout;
    this.change({ layout: next });
    return next;
  }

  togglePin(peerId: string): void {
    const pinned = this.#pinned.peek();
    this.#pinned.value = pinned.includes(peerId)
      ? pinned.filter((each) => each !== peerId)
      : [...pinned, peerId];
  }

  turnTo(page: number): void {
    this.#page.value = Math.max(0, page);
  }

  float(floating: boolean): void {
    this.#floating.value = floating;
  }

  noteSpeaker(peerId: string | undefined): void {
    this.#speaker.value = peerId;
  }

  showPeople(shown: boolean): void {
    this.#people.value = shown;
  }

  /** How loud somebody is set to be, 1 as it comes; reactive. */
  volumeOf(name: string): number {
    return volumeOf(this.#shell.preferences.value.volumes, name);
  }

  setVolume(name: string, volume: number): void {
    const { volumes } = this.#shell.preferences.peek();
    this.#shell.changePreferences({ volumes: withVolume(volumes, name, volume) });
  }

  /** Whether somebody is not heard here, until the end of this meeting; reactive. */
  isSilenced(name: string): boolean {
    return this.#silenced.value.has(name);
  }

  toggleSilenced(name: string): void {
    const silenced = new Set(this.#silenced.peek());
    if (!silenced.delete(name)) silenced.add(name);
    this.#silenced.value = silenced;
  }
}

export function useMeetingView(): MeetingView {
  const { shell } = useSurroundings();
  return useMemo(() => new MeetingView(shell), [shell]);
}
