/** The files that this person sends and fetches in a room, and how far each is. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ChatMessage } from '../../sfu/protocol/chat.ts';
import { toCallFailure } from '../call/call-failure.ts';
import type { CallErrorCode, CallState } from '../call/call-state.ts';
import type { Signalling } from '../signalling/signalling.ts';
import type { TransferView } from './chat-state.ts';
import { type FileOrder, fetchFile, sendFile, type TransferPlace } from './file-transfer.ts';

export interface RoomFilesOptions {
  signalling: Pick<Signalling, 'request'>;
  state: ReadonlySignal<CallState>;
  origin: string;
  fetch: typeof fetch;
  onOffered(clientId: string, message: ChatMessage): void;
  /** A file could not even be offered, or not be sent to its end. */
  onFailed(clientId: string, code: CallErrorCode): void;
}

export class RoomFiles {
  /** By the `clientId` of what is sent, and the `fileId` of what is fetched. */
  readonly transfers = signal<ReadonlyMap<string, TransferView>>(new Map());
  readonly #options: RoomFilesOptions;
  readonly #place: TransferPlace;
  readonly #running = new Map<string, AbortController>();
  readonly #orders = new Map<string, FileOrder>();

  constructor(options: RoomFilesOptions) {
    const { signalling, origin, fetch, state } = options;
    this.#options = options;
    this.#place = { signalling, origin, fetch, joined: (ended) => joined(state, ended) };
  }

  /** Never rejects. */
  async send(order: FileOrder): Promise<void> {
    const { clientId } = order;
    this.#orders.set(clientId, order);
    const progress = this.#begin(clientId);
    try {
      await sendFile(order, this.#place, {
        ...progress,
        onOffered: (message) => this.#options.onOffered(clientId, message),
      });
      this.#orders.delete(clientId);
      this.#end(clientId);
    } catch (error) {
      if (progress.signal.aborted) return;
      const { code } = toCallFailure(error);
      this.#show(clientId, { state: 'failed', error: code });
      this.#options.onFailed(clientId, code);
    }
  }

  /** Again, from where it broke off. */
  resend(clientId: string): void {
    const order = this.#orders.get(clientId);
    if (order) void this.send(order);
  }

  /** Resolves to what came, or to undefined where it failed or was cancelled. Never rejects. */
  async fetch(fileId: string): Promise<Blob | undefined> {
    if (this.#running.has(fileId)) return undefined;
    const progress = this.#begin(fileId);
    try {
      const blob = await fetchFile(fileId, this.#place, progress);
      this.#end(fileId);
      this.#show(fileId, { state: 'done', done: blob.size });
      return blob;
    } catch (error) {
      if (!progress.signal.aborted) {
        this.#running.delete(fileId);
        this.#show(fileId, { state: 'failed', error: toCallFailure(error).code });
      }
      return undefined;
    }
  }

  /** Breaks off what goes on under this name, and forgets it. */
  cancel(key: string): void {
    this.#running.get(key)?.abort(new Error('It was cancelled.'));
    this.#orders.delete(key);
    this.#end(key);
  }

  close(): void {
    for (const key of [...this.#running.keys()]) this.cancel(key);
  }

  #begin(key: string) {
    this.#running.get(key)?.abort(new Error('It began anew.'));
    const control = new AbortController();
    this.#running.set(key, control);
    this.#show(key, { state: 'running', done: this.transfers.peek().get(key)?.done ?? 0 });
    return {
      signal: control.signal,
      onDone: (done: number) => this.#show(key, { state: 'running', done }),
      onWaiting: () => this.#show(key, { state: 'waiting' }),
    };
  }

  #end(key: string): void {
    this.#running.delete(key);
    const left = new Map(this.transfers.peek());
    if (left.delete(key)) this.transfers.value = left;
  }

  #show(key: string, change: Partial<TransferView>): void {
    const { error: _, ...before } = this.transfers.peek().get(key) ?? { state: 'running', done: 0 };
    this.transfers.value = new Map(this.transfers.peek()).set(key, { ...before, ...change });
  }
}

function joined(state: ReadonlySignal<CallState>, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let release = () => {};
    const settle = (finish: () => void) => {
      // Not within the subscription, which may call before it has given its end.
      queueMicrotask(() => release());
      finish();
    };
    ended.addEventListener('abort', () => settle(() => reject(ended.reason)), { once: true });
    if (ended.aborted) return settle(() => reject(ended.reason));
    release = state.subscribe(({ name }) => {
      if (name === 'joined') settle(resolve);
    });
  });
}
