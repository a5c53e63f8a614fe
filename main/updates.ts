/**
 * Newer versions of the app: looked for in the background, brought in the background, and begun when
 * the person says so. Never during a meeting, nor while guests are in. Knows nothing of Electron.
 */
import type { HostState, MeetingReport, UpdateState } from '../preload/contract.ts';
import { guestsOf } from './departure.ts';
import { Value } from './value.ts';

/** What is needed of whatever knows how this package is replaced. */
export interface Updater {
  /** Resolves to the newer version, or to undefined where this is the newest. */
  look(): Promise<string | undefined>;
  /** Brings what was found; rejects when it was broken off. */
  fetch(signal: AbortSignal): Promise<void>;
  /** Ends the app and starts what was brought. */
  install(): void;
}

export interface UpdatesOptions {
  /** Undefined where the package names no feed; called at the first look. */
  load: (() => Promise<Updater>) | undefined;
  meeting: Pick<Value<MeetingReport>, 'get' | 'subscribe'>;
  host: Pick<Value<HostState>, 'get' | 'subscribe'>;
  /** Leaves all there is to leave, and ends the app with this. */
  leaveWith: (end: () => void) => void;
  log: (line: string) => void;
  times?: Times;
}

/** In milliseconds. */
export interface Times {
  /** After the start, and after what it had to wait for. */
  first: number;
  every: number;
}

const usual: Times = { first: 30_000, every: 4 * 3_600_000 };

export class Updates {
  readonly state: Value<UpdateState>;
  readonly #options: UpdatesOptions;
  readonly #times: Times;
  #updater: Updater | undefined;
  #running: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: UpdatesOptions) {
    this.#options = options;
    this.#times = options.times ?? usual;
    this.state = new Value<UpdateState>({ name: options.load ? 'waiting' : 'off' });
  }

  /** Whether a restart would take somebody out of a meeting. */
  get busy(): boolean {
    const meeting = this.#options.meeting.get();
    return meeting.state !== 'none' || guestsOf(this.#options.host.get(), meeting) > 0;
  }

  /** From now on looks by itself, every few hours. */
  start(): void {
    if (!this.#options.load) return;
    const follow = () => {
      if (!this.busy || !this.#running) return;
      // The network belongs to the meeting. What was begun is begun again after it.
      this.#running.abort();
      this.#wait(this.#times.first);
    };
    this.#options.meeting.subscribe(follow);
    this.#options.host.subscribe(follow);
    this.#wait(this.#times.first);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  /** Looks now, and brings what is found. Never rejects: `state` tells. */
  async look(): Promise<void> {
    const { load } = this.#options;
    if (!load || this.#running || this.busy || this.state.get().name === 'ready') return;
    const running = new AbortController();
    this.#running = running;
    try {
      this.state.set(await this.#bring(load, running.signal));
    } catch (error) {
      this.state.set(running.signal.aborted ? { name: 'waiting' } : this.#failed(error));
    } finally {
      this.#running = undefined;
    }
  }

  /** Answers whether the app is about to restart. */
  restart(): boolean {
    const updater = this.#updater;
    if (!updater || this.state.get().name !== 'ready' || this.busy) return false;
    this.#options.leaveWith(() => updater.install());
    return true;
  }

  async #bring(load: () => Promise<Updater>, signal: AbortSignal): Promise<UpdateState> {
    this.state.set({ name: 'looking' });
    this.#updater ??= await load();
    const version = await this.#updater.look();
    signal.throwIfAborted();
    if (version === undefined) return { name: 'newest' };
    this.state.set({ name: 'fetching', version });
    await this.#updater.fetch(signal);
    this.#options.log(`version ${version} is ready`);
    return { name: 'ready', version };
  }

  #failed(error: unknown): UpdateState {
    this.#options.log(`no update could be had: ${String(error)}`);
    // Of a library's error the first line is the fact, and what follows is for the log.
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return { name: 'failed', message: reason.slice(0, 300) || 'The feed did not answer.' };
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // While somebody is in a meeting it is asked again soon.
      const busy = this.busy;
      void this.look();
      this.#wait(busy ? this.#times.first : this.#times.every);
    }, ms);
    // Nothing that the app should live for.
    this.#timer.unref();
  }
}
