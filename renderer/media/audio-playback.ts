/** The one place that plays what others say. */
import { type ReadonlySignal, signal } from '@preact/signals';

/** What the call needs of it. */
export interface Playback {
  /** True while the browser waits for a gesture before it plays sound. */
  readonly blocked: ReadonlySignal<boolean>;
  add(track: MediaStreamTrack): void;
  remove(track: MediaStreamTrack): void;
  /** Plays what was blocked; call it from a click handler. */
  unblock(): Promise<void>;
  /** Plays through another device from now on, where the browser can; '' is the default one. */
  setSpeaker(deviceId: string): void;
  close(): void;
}

/** What is used of an audio element. */
export interface AudioPlayer {
  play(track: MediaStreamTrack): Promise<void>;
  setSpeaker(deviceId: string): Promise<void>;
  stop(): void;
}

export class AudioPlayback implements Playback {
  readonly #blocked = signal(false);
  readonly blocked: ReadonlySignal<boolean> = this.#blocked;
  readonly #players = new Map<MediaStreamTrack, AudioPlayer>();
  readonly #createPlayer: () => AudioPlayer;
  #speaker = '';

  constructor(createPlayer: () => AudioPlayer = createElementPlayer) {
    this.#createPlayer = createPlayer;
  }

  add(track: MediaStreamTrack): void {
    if (this.#players.has(track)) return;
    const player = this.#createPlayer();
    this.#players.set(track, player);
    if (this.#speaker) this.#route(player);
    void this.#play(track, player);
  }

  remove(track: MediaStreamTrack): void {
    this.#players.get(track)?.stop();
    this.#players.delete(track);
    if (this.#players.size === 0) this.#blocked.value = false;
  }

  async unblock(): Promise<void> {
    this.#blocked.value = false;
    // All are begun before the first await: a gesture counts only for a moment.
    await Promise.all([...this.#players].map(([track, player]) => this.#play(track, player)));
  }

  setSpeaker(deviceId: string): void {
    if (deviceId === this.#speaker) return;
    this.#speaker = deviceId;
    for (const player of this.#players.values()) this.#route(player);
  }

  close(): void {
    for (const track of [...this.#players.keys()]) this.remove(track);
  }

  async #play(track: MediaStreamTrack, player: AudioPlayer): Promise<void> {
    try {
      await player.play(track);
    } catch (error) {
      // AbortError says only that the player was stopped meanwhile.
      const refused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (refused && this.#players.has(track)) this.#blocked.value = true;
    }
  }

  /** A speaker that is gone or not allowed leaves the sound where it is: better there than nowhere. */
  #route(player: AudioPlayer): void {
    player.setSpeaker(this.#speaker).catch(() => {});
  }
}

/** Chromium plays remote sound only through an element, which need not be in the page. */
function createElementPlayer(): AudioPlayer {
  const element = new Audio();
  return {
    play(track) {
      element.srcObject ??= new MediaStream([track]);
      return element.play();
    },
    async setSpeaker(deviceId) {
      await element.setSinkId?.(deviceId);
    },
    stop() {
      element.pause();
      element.srcObject = null;
    },
  };
}
