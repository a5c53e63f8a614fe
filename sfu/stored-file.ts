import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { FileState } from './protocol/chat.ts';

export interface StoredFileSetup {
  fileId: string;
  name: string;
  /** In bytes. */
  size: number;
  /** Where its bytes are kept. */
  path: Promise<string>;
  /** How long it waits for its next byte, in ms. */
  patience: number;
  onChanged(state: FileState): void;
}

/** More bytes came than the file was said to have. */
export class TooManyBytes extends Error {}

/** One file on the way through the server: its bytes so far, and whether all are there. */
export class StoredFile {
  #state: FileState = 'sending';
  #received = 0;
  #writing: Promise<void> | undefined;
  #waiting: NodeJS.Timeout | undefined;

  constructor(private readonly setup: StoredFileSetup) {
    // A folder that cannot be made is told to whoever sends the first byte.
    setup.path.catch(() => {});
    this.#wait();
  }

  get fileId(): string {
    return this.setup.fileId;
  }

  get name(): string {
    return this.setup.name;
  }

  get size(): number {
    return this.setup.size;
  }

  get state(): FileState {
    return this.#state;
  }

  /** Bytes that are on disk. */
  get received(): number {
    return this.#received;
  }

  get busy(): boolean {
    return this.#writing !== undefined;
  }

  /**
   * Appends what comes. When it breaks off, what has come until then counts.
   * @throws TooManyBytes, or what the source or the disk throws
   */
  async append(source: AsyncIterable<Buffer>): Promise<void> {
    clearTimeout(this.#waiting);
    this.#writing = this.#append(source);
    try {
      await this.#writing;
    } finally {
      this.#writing = undefined;
      this.#wait();
    }
    if (this.#received === this.size) this.#become('ready');
  }

  /** From `start`, and not beyond the end. */
  async read(start: number): Promise<Readable> {
    return createReadStream(await this.setup.path, { start });
  }

  /** It is no longer offered, and its bytes are deleted. Idempotent. */
  close(): void {
    this.#become('gone');
    // Behind what is still being written, which notices at its next byte.
    const deleted = Promise.allSettled([this.#writing]).then(async () =>
      rm(await this.setup.path, { force: true, maxRetries: 3 }),
    );
    // What cannot be deleted now goes with the folder.
    deleted.catch(() => {});
  }

  async #append(source: AsyncIterable<Buffer>): Promise<void> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(await this.setup.path, this.#received === 0 ? 'w' : 'r+', 0o600);
      for await (const chunk of source) {
        if (this.#state !== 'sending') return;
        if (this.#received + chunk.length > this.size) throw new TooManyBytes();
        await handle.write(chunk, 0, chunk.length, this.#received);
        this.#received += chunk.length;
      }
    } finally {
      await handle?.close();
    }
  }

  /** Somebody who has gone in the middle of sending does not keep its place for ever. */
  #wait(): void {
    clearTimeout(this.#waiting);
    if (this.#state !== 'sending' || this.#received === this.size) return;
    this.#waiting = setTimeout(() => this.close(), this.setup.patience).unref();
  }

  #become(state: FileState): void {
    if (this.#state === state || this.#state === 'gone') return;
    this.#state = state;
    if (state !== 'sending') clearTimeout(this.#waiting);
    this.setup.onChanged(state);
  }
}
