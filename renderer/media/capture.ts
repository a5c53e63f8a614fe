/**
 * One device of this machine, microphone or camera. However fast it is switched, and however long it
 * takes to open, the last wish is what stays, and nothing else is left open.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import { toDeviceFailure } from './device-failure.ts';
import type { Opened } from './devices.ts';
import type { DeviceState } from './media-state.ts';

export interface CaptureSetup {
  open: (deviceId: string) => Promise<Opened>;
  /**
   * Whether `off` keeps the device open with its track disabled. For a microphone: muting is instant
   * and unmuting does not cut off the first word. A camera's lamp must go out instead.
   */
  mutes: boolean;
}

export class Capture {
  readonly #state = signal<DeviceState>({ name: 'off' });
  readonly state: ReadonlySignal<DeviceState> = this.#state;
  readonly #muted = signal<MediaStreamTrack | null>(null);
  /** What is kept open while it is off; its own track stays disabled. */
  readonly muted: ReadonlySignal<MediaStreamTrack | null> = this.#muted;
  readonly #setup: CaptureSetup;
  #opened: Opened | undefined;
  #wanted = false;
  #deviceId = '';
  #opening: Promise<void> | undefined;
  /** Whether what is open has to be opened anew. */
  #stale = false;
  #closed = false;

  constructor(setup: CaptureSetup) {
    this.#setup = setup;
  }

  /** Off takes effect before it returns; resolves when the wish is fulfilled or has failed. */
  set(on: boolean): Promise<void> {
    this.#wanted = on && !this.#closed;
    if (!on) this.#turnOff();
    return this.#settle();
  }

  /** Uses another device, at once if it is on; '' is the system's default. */
  use(deviceId: string): Promise<void> {
    this.#deviceId = deviceId;
    if (!this.#wanted && this.#opened?.deviceId !== deviceId) this.#release();
    return this.#settle();
  }

  /**
   * Opens the same device anew, for what can be set only while it opens. The old track goes first:
   * while it lives, Chromium gives the new one what is set on the old one.
   */
  reopen(): Promise<void> {
    if (this.#wanted) this.#opened?.track.stop();
    else this.#release();
    this.#stale = this.#opened !== undefined;
    return this.#settle();
  }

  /** Tries again after devices have come or gone, where that may have been the trouble. */
  retry(): void {
    const state = this.#state.value;
    const mendable = state.name === 'failed' && ['missing', 'busy'].includes(state.trouble);
    if (mendable) void this.#settle();
  }

  close(): void {
    this.#closed = true;
    this.#wanted = false;
    this.#release();
    this.#state.value = { name: 'off' };
  }

  #settle(): Promise<void> {
    if (!this.#opening && this.#isDue()) this.#opening = this.#open();
    this.#show();
    return this.#opening ?? Promise.resolve();
  }

  #isDue(): boolean {
    return this.#wanted && (this.#stale || this.#opened?.deviceId !== this.#deviceId);
  }

  /** Opens until what is open is what is wanted; one at a time, so that no wish overtakes another. */
  async #open(): Promise<void> {
    while (this.#isDue()) {
      const deviceId = this.#deviceId;
      this.#stale = false;
      try {
        const opened = await this.#setup.open(deviceId);
        if (this.#wanted && deviceId === this.#deviceId) this.#adopt(opened);
        else opened.track.stop();
      } catch (error) {
        if (!this.#wanted || deviceId !== this.#deviceId) continue;
        this.#opening = undefined;
        this.#release();
        this.#state.value = { name: 'failed', trouble: toDeviceFailure(error).trouble };
        return;
      }
    }
    // Without a pause after the last look: a wish that comes now must find nothing under way.
    this.#opening = undefined;
    this.#show();
  }

  #adopt(opened: Opened): void {
    const { track, deviceId } = opened;
    // The one before goes only now, so that there is no gap.
    this.#release();
    this.#opened = opened;
    this.#deviceId = deviceId;
    // Unplugged, or forbidden meanwhile. What we stop ourselves gives no such event.
    track.addEventListener('ended', () => {
      if (this.#opened !== opened) return;
      this.#opened = undefined;
      this.#muted.value = null;
      void this.#settle();
    });
  }

  #show(): void {
    if (!this.#wanted) return;
    const shown = this.#state.value;
    if (this.#opened) {
      const { track } = this.#opened;
      track.enabled = true;
      this.#muted.value = null;
      if (shown.name !== 'on' || shown.track !== track) this.#state.value = { name: 'on', track };
    } else if (shown.name !== 'starting') {
      this.#state.value = { name: 'starting' };
    }
  }

  #turnOff(): void {
    if (this.#opened && this.#setup.mutes) this.#opened.track.enabled = false;
    else this.#release();
    this.#muted.value = this.#opened?.track ?? null;
    this.#state.value = { name: 'off' };
  }

  #release(): void {
    this.#opened?.track.stop();
    this.#opened = undefined;
    this.#muted.value = null;
  }
}
