/** The one place that plays what others say. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type AudioPlayer, createElementPlayer } from './audio-player.ts';

/** What the call needs of it. */
export interface Playback {
  /** True while the browser waits for a gesture before it plays sound. */
  readonly blocked: ReadonlySignal<boolean>;
  /** Plays what somebody says, as loud as that person is set to. */
  add(track: MediaStreamTrack, peerId: string): void;
  remove(track: MediaStreamTrack): void;
  /** Plays what was blocked; call it from a click handler. */
  unblock(): Promise<void>;
  /** Plays through another device from now on, where the browser can; '' is the default one. */
  setSpeaker(deviceId: string): void;
  /** How loud a person is from now on: 0 is silence, 1 as it comes, 2 twice that. */
  setVolume(peerId: string, volume: number): void;
  close(): void;
}

export class AudioPlayback implements Playback {
  readonly #blocked = signal(false);
  readonly blocked: ReadonlySignal<boolean> = this.#blocked;
  readonly #players = new Map<MediaStreamTrack, AudioPlayer>();
  readonly #speakers = new Map<MediaStreamTrack, string>();
  readonly #volumes = new Map<string, number>();
  readonly #createPlayer: () => AudioPlayer;
  #speaker = '';

  constructor(createPlayer: () => AudioPlayer = createElementPlayer) {
    this.#createPlayer = createPlayer;
  }

  add(track: MediaStreamTrack, peerId: string): void {
    if (this.#players.has(track)) return;
    const player = this.#createPlayer();
    this.#players.set(track, player);
    this.#speakers.set(track, peerId);
    player.setVolume(this.#volumes.get(peerId) ?? 1);
    if (this.#speaker) this.#route(player);
    void this.#play(track, player);
  }

  remove(track: MediaStreamTrack): void {
    this.#players.get(track)?.stop();
    this.#players.delete(track);
    this.#speakers.delete(track);
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

  setVolume(peerId: string, volume: number): void {
    this.#volumes.set(peerId, volume);
    for (const [track, player] of this.#players) {
      if (this.#speakers.get(track) === peerId) player.setVolume(volume);
    }
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
