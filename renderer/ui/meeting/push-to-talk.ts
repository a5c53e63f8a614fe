import { effect } from '@preact/signals';
import type { LocalMedia } from '../../media/media-state.ts';
import { isWanted } from '../../state/device.ts';

/**
 * Unmutes for as long as a key is held. Whoever is muted meanwhile by other means stays muted, and
 * letting go never unmutes anybody.
 */
export class PushToTalk {
  readonly #media: Pick<LocalMedia, 'microphone' | 'set'>;
  #stopFollowing: (() => void) | undefined;

  constructor(media: Pick<LocalMedia, 'microphone' | 'set'>) {
    this.#media = media;
  }

  get holding(): boolean {
    return this.#stopFollowing !== undefined;
  }

  /** Does nothing while the microphone is on anyway, or the key is held already. */
  press(): void {
    const { microphone } = this.#media;
    if (this.holding || isWanted(microphone.peek())) return;
    void this.#media.set('microphone', true);
    this.#stopFollowing = effect(() => {
      if (!isWanted(microphone.value)) this.#forget();
    });
  }

  release(): void {
    if (!this.holding) return;
    this.#forget();
    void this.#media.set('microphone', false);
  }

  #forget(): void {
    this.#stopFollowing?.();
    this.#stopFollowing = undefined;
  }
}
