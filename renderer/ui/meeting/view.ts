import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Shell } from '../../shell/shell.ts';
import type { LayoutChoice, StageWish } from '../../state/casting.ts';
import type { VideoMode } from '../../state/picture-wish.ts';
import { useSurroundings } from '../surroundings.ts';

/** What stands beside the stage. */
export type SidePanelName = 'people';

/** How this person looks at the meeting. What is a habit is remembered, the rest ends with it. */
export class MeetingView {
  readonly #pinned = signal<readonly string[]>([]);
  readonly #page = signal(0);
  readonly #panel = signal<SidePanelName | undefined>(undefined);
  readonly page: ReadonlySignal<number> = this.#page;
  readonly panel: ReadonlySignal<SidePanelName | undefined> = this.#panel;
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

  togglePanel(name: SidePanelName): void {
    this.#panel.value = this.#panel.peek() === name ? undefined : name;
  }
}

export function useMeetingView(): MeetingView {
  const { shell } = useSurroundings();
  return useMemo(() => new MeetingView(shell), [shell]);
}
