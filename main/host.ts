/** The media server inside this app, and the one place that says how it stands. */

import { watchAdapters } from '../sfu/adapters.ts';
import type { ServerInfo } from '../sfu/protocol/model.ts';
import type { Sfu, SfuOptions, Stats } from '../sfu/sfu.ts';

export type LocalHostState =
  | { name: 'stopped' }
  | { name: 'starting' }
  | {
      name: 'running';
      port: number;
      /** For this computer alone: over loopback, plain. */
      localUrl: string;
      /** The wanted port is taken by another program, and `port` is another one. */
      portMoved: boolean;
      /** Where others reach it; follows the network. */
      server: ServerInfo;
    }
  | { name: 'stopping' }
  | { name: 'failed'; message: string };

/** What is needed of `sfu/sfu.ts`. */
export interface SfuModule {
  startSfu(options: SfuOptions): Promise<Sfu>;
}

export interface LocalHostOptions {
  /** Brings the media server in; called at the first start, so that mediasoup loads only then. */
  load: () => Promise<SfuModule>;
  watch?: typeof watchAdapters;
}

type Running = { sfu: Sfu; unwatch: () => void };

/**
 * Owns at most one media server in this process. `start` and `stop` may be called in any state and
 * as often as one likes: each is carried out after the one before it, and what is done already is
 * not done again.
 */
export class LocalHost {
  readonly #listeners = new Set<(state: LocalHostState) => void>();
  #state: LocalHostState = { name: 'stopped' };
  #running: Running | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: LocalHostOptions) {}

  get state(): LocalHostState {
    return this.#state;
  }

  /** Counts of rooms and people; undefined unless running. */
  stats(): Stats | undefined {
    return this.#running?.sfu.stats();
  }

  /** Tells every state from now on. Answers the function that ends the subscription. */
  subscribe(listener: (state: LocalHostState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Starts hosting; a port that is taken moves on to a free one. While it runs already nothing
   * happens, whatever the options. Never rejects: answers `running`, or `failed` with a sentence.
   */
  start(options: SfuOptions): Promise<LocalHostState> {
    return this.#next(() => this.#start(options));
  }

  /** Ends hosting and resolves when nothing of it is left. Forgets a failure. Never rejects. */
  stop(): Promise<LocalHostState> {
    return this.#next(() => this.#stop());
  }

  #next(step: () => Promise<void>): Promise<LocalHostState> {
    const done = this.#last.then(step).then(() => this.#state);
    // A listener that throws spoils its own step, and none after it.
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #start(options: SfuOptions): Promise<void> {
    if (this.#running) return;
    this.#become({ name: 'starting' });
    try {
      const { startSfu } = await this.options.load();
      const sfu = await startSfu({ ...options, portTaken: 'next' });
      const show = () => this.#become(runningState(sfu, options.port));
      const watch = this.options.watch ?? watchAdapters;
      this.#running = { sfu, unwatch: watch(show) };
      show();
    } catch (error) {
      this.#become({ name: 'failed', message: sentenceOf(error) });
    }
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    if (running) {
      this.#running = undefined;
      this.#become({ name: 'stopping' });
      running.unwatch();
      try {
        await running.sfu.close();
      } catch (error) {
        return this.#become({ name: 'failed', message: sentenceOf(error) });
      }
    }
    if (this.#state.name !== 'stopped') this.#become({ name: 'stopped' });
  }

  #become(state: LocalHostState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}

function runningState(sfu: Sfu, wantedPort: number): LocalHostState {
  return {
    name: 'running',
    port: sfu.port,
    localUrl: sfu.localUrl,
    portMoved: wantedPort !== 0 && sfu.port !== wantedPort,
    server: sfu.info(),
  };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
