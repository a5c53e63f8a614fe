/** What the screens draw at this moment, and how large: said by the pictures, asked by the call. */
import { largestView, type View } from '../state/picture-wish.ts';

/** One place that draws a track. */
export interface Viewer {
  /** Undefined until it is known, which is not the same as out of sight. */
  show(view: View): void;
  close(): void;
}

const unseen: View = { width: 0, height: 0, visible: false, staged: false };

export class Views {
  readonly #viewers = new Map<MediaStreamTrack, Map<object, View>>();
  readonly #listeners = new Set<() => void>();
  #attended = 0;

  /**
   * From now on what nobody draws counts as out of sight, until the returned function is called.
   * Before, nothing is known of who looks at what.
   */
  attend(): () => void {
    this.#attended += 1;
    this.#changed();
    return () => {
      this.#attended -= 1;
      this.#changed();
    };
  }

  open(track: MediaStreamTrack): Viewer {
    const viewer = {};
    const put = (view: View) => {
      const views = this.#viewers.get(track) ?? new Map<object, View>();
      this.#viewers.set(track, views.set(viewer, view));
      this.#changed();
    };
    return {
      show: put,
      close: () => {
        const views = this.#viewers.get(track);
        if (!views?.delete(viewer)) return;
        if (views.size === 0) this.#viewers.delete(track);
        this.#changed();
      },
    };
  }

  /** Whether anything draws it, in sight or not. */
  draws(track: MediaStreamTrack): boolean {
    return this.#viewers.has(track);
  }

  /** How a track is drawn; undefined where nobody attends who could say. */
  of(track: MediaStreamTrack): View | undefined {
    const views = this.#viewers.get(track);
    return views ? largestView([...views.values()]) : this.#attended > 0 ? unseen : undefined;
  }

  /** Calls the listener after each change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
