import type { Chat, ChatEntry } from './chat.ts';
import type { Files } from './files.ts';
import type { Peer } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import type { CheckedPayload, Reply } from './protocol/signalling.ts';
import type { StoredFile } from './stored-file.ts';

/** The files of one room: each is offered by a message, and seen by whoever sees that. */
export class ChatFiles {
  readonly #stored = new Map<ChatEntry, StoredFile>();

  constructor(
    private readonly chat: Chat,
    private readonly files: Files,
  ) {}

  /**
   * Offers a file, and says where its bytes go; asked again, where they go on.
   * @throws SignallingError RATE_LIMITED, PEER_NOT_FOUND, FILE_TOO_LARGE, FILES_FULL, FILE_NOT_FOUND
   */
  offer(peer: Peer, { clientId, name, size, to }: CheckedPayload<'offerFile'>): Reply<'offerFile'> {
    const draft = { clientId, text: '', ...(to !== undefined && { to }) };
    let stored: StoredFile | undefined;
    const entry = this.chat.post(peer, draft, () => {
      stored = this.files.add(this, { name, size }, (state) => this.chat.fileChanged(entry, state));
      const { fileId, state } = stored;
      return { fileId, name, size, state };
    });
    if (stored) this.#stored.set(entry, stored);
    const file = this.#stored.get(entry);
    if (!file) throw notFound();
    return { message: entry.message, grant: this.files.grant(file, peer, 'send') };
  }

  /** @throws SignallingError FILE_NOT_FOUND */
  open(peer: Peer, { fileId }: CheckedPayload<'openFile'>): Reply<'openFile'> {
    const [, file] = this.#find(peer, fileId);
    if (file.state !== 'ready') throw notFound();
    return { grant: this.files.grant(file, peer, 'fetch') };
  }

  /** @throws SignallingError FILE_NOT_FOUND when it is not the peer's own */
  withdraw(peer: Peer, { fileId }: CheckedPayload<'withdrawFile'>): Record<string, never> {
    const [entry, file] = this.#find(peer, fileId);
    if (entry.author !== this.chat.people.of(peer)) throw notFound();
    file.close();
    return {};
  }

  /** The message is no longer kept, and what it offered with it. */
  drop(entry: ChatEntry): void {
    this.#stored.get(entry)?.close();
    this.#stored.delete(entry);
  }

  close(): void {
    for (const file of this.#stored.values()) file.close();
    this.#stored.clear();
  }

  #find(peer: Peer, fileId: string): [ChatEntry, StoredFile] {
    for (const [entry, file] of this.#stored) {
      if (file.fileId === fileId && this.chat.concerns(entry, peer)) return [entry, file];
    }
    throw notFound();
  }
}

const notFound = () =>
  new SignallingError('FILE_NOT_FOUND', 'This file is not there, or not yet, or no longer.');
