/**
 * This machine's screen, or a part of it. However fast it is started and stopped, and however long
 * the person takes to choose, the last wish is what stays, and nothing is captured that is not shared.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type {
  ScreenDetail,
  ScreenShare,
  ScreenState,
  ScreenSurface,
  ScreenTrouble,
} from './media-state.ts';

/** What is used of `navigator.mediaDevices`; phones have no `getDisplayMedia`. */
export type ScreenAccess = Pick<MediaDevices, 'getDisplayMedia' | 'getSupportedConstraints'>;

/** What W3C screen-capture section 5.4 has and TypeScript's library does not. */
interface ScreenWish extends DisplayMediaStreamOptions {
  audio: MediaTrackConstraints & {
    restrictOwnAudio: boolean;
    suppressLocalAudioPlayback: boolean;
  };
  selfBrowserSurface: 'exclude';
  surfaceSwitching: 'include';
  systemAudio: 'include' | 'exclude';
}

export class MachineScreen implements ScreenShare {
  readonly available: boolean;
  readonly #state = signal<ScreenState>({ name: 'off' });
  readonly state: ReadonlySignal<ScreenState> = this.#state;
  readonly #access: Partial<ScreenAccess> | undefined;
  /** Counts starts and stops, so that a choice that comes too late is known as such. */
  #turn = 0;
  #closed = false;

  constructor(access: Partial<ScreenAccess> | undefined) {
    this.#access = access;
    this.available = access?.getDisplayMedia !== undefined;
  }

  async start(detail: ScreenDetail): Promise<void> {
    const { name } = this.#state.value;
    if (this.#closed || name === 'choosing' || name === 'on') return;
    this.#turn += 1;
    const turn = this.#turn;
    this.#state.value = { name: 'choosing' };
    try {
      const stream = await this.#choose(detail);
      if (turn === this.#turn) this.#adopt(stream, detail);
      else stopAll(stream);
    } catch (error) {
      if (turn === this.#turn) this.#state.value = outcomeOf(error);
    }
  }

  tune(detail: ScreenDetail): void {
    const state = this.#state.value;
    if (state.name !== 'on' || state.detail === detail) return;
    state.video.contentHint = detail;
    // A browser that cannot change it while it runs still has the hint.
    state.video.applyConstraints(videoWish(detail)).catch(() => {});
    this.#state.value = { ...state, detail };
  }

  stop(): void {
    this.#turn += 1;
    const state = this.#state.value;
    if (state.name === 'on') for (const track of [state.video, state.audio]) track?.stop();
    if (state.name !== 'off') this.#state.value = { name: 'off' };
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }

  async #choose(detail: ScreenDetail): Promise<MediaStream> {
    const { getDisplayMedia, getSupportedConstraints } = this.#access ?? {};
    if (!getDisplayMedia) throw new DOMException('No screens here.', 'NotSupportedError');
    const supported = getSupportedConstraints?.call(this.#access) ?? {};
    // Before anything is awaited: the browser asks only whoever has just clicked.
    return getDisplayMedia.call(this.#access, wishFor(detail, 'restrictOwnAudio' in supported));
  }

  #adopt(stream: MediaStream, detail: ScreenDetail): void {
    const [video] = stream.getVideoTracks();
    const [audio = null] = stream.getAudioTracks();
    if (!video) {
      stopAll(stream);
      this.#state.value = { name: 'failed', trouble: 'missing' };
      return;
    }
    video.contentHint = detail;
    if (audio) audio.contentHint = 'music';
    // The browser's own bar, or a window that was closed. What we stop ourselves gives no such event.
    video.addEventListener('ended', () => {
      if (isOn(this.#state.value, video)) this.stop();
    });
    audio?.addEventListener('ended', () => {
      const state = this.#state.value;
      if (isOn(state, video)) this.#state.value = { ...state, audio: null };
    });
    this.#state.value = { name: 'on', video, audio, surface: surfaceOf(video), detail };
  }
}

function wishFor(detail: ScreenDetail, ownAudioCanBeLeftOut: boolean): ScreenWish {
  return {
    video: videoWish(detail),
    audio: {
      // The others do not want to hear themselves back, nor music as a telephone would carry it.
      restrictOwnAudio: true,
      suppressLocalAudioPlayback: false,
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: 2,
    },
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
    systemAudio: ownAudioCanBeLeftOut ? 'include' : 'exclude',
  };
}

/** The surface's own size, to 4K: beyond it machines spend more on encoding than anybody sees. */
function videoWish(detail: ScreenDetail): MediaTrackConstraints {
  const framesPerSecond = detail === 'motion' ? 30 : 15;
  return {
    width: { max: 3840 },
    height: { max: 2160 },
    frameRate: { ideal: framesPerSecond, max: framesPerSecond },
  };
}

const surfaces: Record<string, ScreenSurface> = { window: 'window', browser: 'tab' };

function surfaceOf(video: MediaStreamTrack): ScreenSurface {
  return surfaces[video.getSettings().displaySurface ?? ''] ?? 'screen';
}

/** The names of errors that getDisplayMedia rejects with (W3C screen-capture section 5.1). */
const troubles: Record<string, ScreenTrouble> = {
  NotFoundError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

function outcomeOf(error: unknown): ScreenState {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name !== 'NotAllowedError') return { name: 'failed', trouble: troubles[name] ?? 'unknown' };
  // Chromium tells only by its sentence whether the person or the system has said no.
  return /system/i.test(message) ? { name: 'failed', trouble: 'denied' } : { name: 'off' };
}

function isOn(
  state: ScreenState,
  video: MediaStreamTrack,
): state is Extract<ScreenState, { name: 'on' }> {
  return state.name === 'on' && state.video === video;
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
