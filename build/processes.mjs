import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Interrupted, Problem } from './problem.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {import('node:child_process').SpawnOptions} SpawnOptions */
/** @typedef {{ child: ChildProcess, ended: Promise<number> }} Running */
/**
 * @typedef {object} ToolOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} log file that receives everything the tool says
 * @property {(line: string) => void} [onLine]
 * @property {AbortSignal} [abort]
 */

const graceMs = 5_000;
const parentCheckMs = 500;

/**
 * For a program that we open: it speaks for itself, and over the channel it hears when we are gone,
 * even where we had no chance to tell it.
 * @type {import('node:child_process').StdioOptions}
 */
export const programStdio = ['ignore', 'inherit', 'inherit', 'ipc'];

/** @param {NodeJS.Signals} signal */
export const exitCodeOf = (signal) => 128 + constants.signals[signal];

/**
 * Every process that this run started. Each is asked once to stop, and its whole process group is
 * ended when it does not, or when it leaves something behind.
 */
export class Processes {
  /** @type {Set<Running>} */
  #living = new Set();
  /** @type {NodeJS.Signals | undefined} */
  #stopping;
  /** @type {() => void} */
  #onIdleStop;
  /** @type {() => void} */
  #onStopped = () => {};
  /** Fulfilled when this run was asked to stop and all that lived then has ended. */
  stopped = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      this.#onStopped = resolve;
    })
  );

  /** @param {(code: number) => never} exit */
  constructor(exit) {
    this.#onIdleStop = () => exit(exitCodeOf(this.#stopping ?? 'SIGTERM'));
  }

  /** From now on what ends this process ends all that it started. */
  listen() {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => this.stop(signal));
    }
    this.#stopWithParent();
    process.on('exit', () => {
      for (const { child } of this.#living) killGroup(child);
    });
  }

  /**
   * npm passes a signal on to its shell, which ends without telling us: then another process has
   * become our parent. There is no event for it.
   */
  #stopWithParent() {
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      this.stop('SIGTERM');
    }, parentCheckMs);
    timer.unref();
  }

  /** The signal that ends this run, once there is one. */
  get stopping() {
    return this.#stopping;
  }

  /** @param {NodeJS.Signals} signal */
  stop(signal) {
    if (this.#stopping !== undefined) {
      for (const { child } of this.#living) killGroup(child);
      return;
    }
    this.#stopping = signal;
    if (this.#living.size === 0) this.#onIdleStop();
    for (const { child } of this.#living) end(child, signal);
    void Promise.allSettled([...this.#living].map(({ ended }) => ended)).then(this.#onStopped);
  }

  /**
   * A process of its own process group, so that a Ctrl+C reaches it once, through us.
   * @param {string} command
   * @param {readonly string[]} args
   * @param {SpawnOptions} options
   * @returns {Running}
   */
  start(command, args, options) {
    if (this.#stopping !== undefined) throw new Interrupted(this.#stopping);
    const child = spawn(command, args, { detached: process.platform !== 'win32', ...options });
    /** @type {Promise<number>} */
    const ended = new Promise((resolve, reject) => {
      child.once('error', (error) =>
        reject(new Problem(`${command} cannot be started: ${error.message}.`, 'Is it installed?')),
      );
      child.once('exit', () => killGroup(child));
      child.once('close', (code, signal) =>
        resolve(code ?? (signal === null ? 1 : exitCodeOf(signal))),
      );
    });
    const running = { child, ended };
    this.#living.add(running);
    const forget = () => this.#living.delete(running);
    ended.then(forget, forget);
    return running;
  }

  /**
   * Asks one process to end, and waits until it has.
   * @param {Running} running
   */
  async end(running) {
    if (this.#living.has(running)) end(running.child, 'SIGTERM');
    await running.ended.catch(() => undefined);
  }

  /** Asks all that live to end, and waits until they have. */
  async endAll() {
    await Promise.all([...this.#living].map((running) => this.end(running)));
  }

  /**
   * A program that belongs to the person, not to this run: it outlives us.
   * @param {string} command
   * @param {readonly string[]} args
   * @param {() => void} onFailure
   */
  leave(command, args, onFailure) {
    const child = spawn(command, args, { detached: true, stdio: 'ignore' });
    child.once('error', onFailure);
    child.once('exit', (code) => code !== 0 && onFailure());
    child.unref();
  }

  /**
   * A tool of the set-up: quiet, its output in a log file. Throws when the run is interrupted.
   * @param {string} command
   * @param {readonly string[]} args
   * @param {ToolOptions} options
   */
  async tool(command, args, { cwd, env, log, onLine, abort }) {
    const { child, ended } = this.start(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd !== undefined && { cwd }),
      ...(env !== undefined && { env }),
    });
    const output = new PassThrough();
    const file = createWriteStream(log, { flags: 'a' });
    output.write(`$ ${command} ${args.join(' ')}\n`);
    child.stdout?.pipe(output, { end: false });
    child.stderr?.pipe(output, { end: false });
    output.pipe(file);
    if (onLine !== undefined) createInterface({ input: output }).on('line', onLine);
    const onAbort = () => end(child, 'SIGTERM');
    abort?.addEventListener('abort', onAbort, { once: true });
    const code = await ended.finally(() => {
      abort?.removeEventListener('abort', onAbort);
      output.end();
    });
    await finished(file);
    if (this.#stopping !== undefined) throw new Interrupted(this.#stopping);
    return code;
  }
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function end(child, signal) {
  // A Windows console hands Ctrl+C to every process itself, and kill() there is always the hard one.
  if (process.platform !== 'win32') child.kill(signal);
  const timer = setTimeout(() => killGroup(child), graceMs);
  child.once('close', () => clearTimeout(timer));
}

/** @param {ChildProcess} child */
function killGroup(child) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
