/** One remote producer at this end: from the moment it is known until it is gone. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Consumer } from 'mediasoup-client/types';
import type { Playback } from '../media/audio-playback.ts';
import type { AwaitFrame } from './first-frame.ts';

/** What can be drawn of a remote camera or screen. */
export type Picture =
  /** It is announced; `track` is null until the consumer is there. */
  | { readonly name: 'starting'; readonly track: MediaStreamTrack | null }
  | { readonly name: 'flowing'; readonly track: MediaStreamTrack }
  /** This browser cannot receive it. */
  | { readonly name: 'refused' };

const announced: Picture = { name: 'starting', track: null };

export class Reception {
  readonly #picture = signal<Picture>(announced);
  readonly picture: ReadonlySignal<Picture> = this.#picture;
  readonly #playback: Playback;
  readonly #awaitFrame: AwaitFrame;
  #consumer: Consumer | undefined;
  #paused = false;
  #closed = false;
  #stopWaiting: (() => void) | undefined;

  constructor(playback: Playback, awaitFrame: AwaitFrame) {
    this.#playback = playback;
    this.#awaitFrame = awaitFrame;
  }

  /** Undefined until the server has made one. */
  get consumer(): Consumer | undefined {
    return this.#consumer;
  }

  /** Plays or shows a consumer, and closes it with itself. False if it came too late. */
  begin(consumer: Consumer, peerId: string): boolean {
    if (this.#closed || this.#consumer) {
      consumer.close();
      return false;
    }
    this.#consumer = consumer;
    if (consumer.kind === 'audio') this.#playback.add(consumer.track, peerId);
    else this.#show();
    return true;
  }

  get consumerId(): string | undefined {
    return this.#consumer?.id;
  }

  /** Whether its sender has paused it. */
  get paused(): boolean {
    return this.#paused;
  }

  /** Lets go of a consumer that is of no more use, for another. */
  release(): void {
    this.#stopWaiting?.();
    this.#consumer?.close();
    this.#consumer = undefined;
  }

  /** Whether there is no consumer yet, so that one is to be asked for again. */
  retry(): boolean {
    if (this.#consumer || this.#closed) return false;
    this.#picture.value = announced;
    return true;
  }

  refuse(): void {
    this.#picture.value = { name: 'refused' };
  }

  /** Follows the remote producer: a picture that was paused starts anew. */
  setPaused(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    if (this.#consumer?.kind === 'video') this.#show();
  }

  close(): void {
    this.#closed = true;
    this.#stopWaiting?.();
    if (this.#consumer?.kind === 'audio') this.#playback.remove(this.#consumer.track);
    this.#consumer?.close();
  }

  #show(): void {
    const consumer = this.#consumer;
    if (!consumer) return;
    const { track } = consumer;
    this.#stopWaiting?.();
    this.#picture.value = { name: 'starting', track };
    if (this.#paused) return;
    this.#stopWaiting = this.#awaitFrame(consumer, () => {
      this.#picture.value = { name: 'flowing', track };
    });
  }
}
