import { randomBytes } from 'node:crypto';
import { ChatFiles } from './chat-files.ts';
import { ChatPeople } from './chat-people.ts';
import type { Files } from './files.ts';
import type { Peer } from './peer.ts';
import type { ChatMessage, FileState, SharedFile } from './protocol/chat.ts';
import { SignallingError } from './protocol/errors.ts';
import { limits } from './protocol/model.ts';
import type { CheckedPayload, Reply } from './protocol/signalling.ts';
import { RateLimit } from './rate-limit.ts';
import type { Room } from './room.ts';

/** A message with what only the server knows of it. */
export interface ChatEntry {
  /** Replaced when its file changes. */
  message: ChatMessage;
  /** What its author calls it. */
  readonly clientId: string;
  /** Whose it is, and whom it is for, whatever peer they are at the time. */
  readonly author: string;
  readonly recipient?: string;
}

export interface ChatOptions {
  /** What was kept of the room's chat, oldest first. */
  entries?: readonly ChatEntry[];
  people?: ChatPeople;
  /** Told of every change. */
  onChanged?: () => void;
  now?: () => number;
}

interface Draft {
  clientId: string;
  text: string;
  to?: string;
}

const pageBytes = 64 * 1024;
const usualPage = 50;

/** What was written in one room: bounded, in one order for everybody, and each to whom it was meant. */
export class Chat {
  readonly people: ChatPeople;
  readonly files: ChatFiles;
  readonly #entries: ChatEntry[] = [];
  readonly #byClient = new Map<string, ChatEntry>();
  readonly #rates = new WeakMap<Peer, RateLimit>();
  readonly #onChanged: () => void;
  readonly #now: () => number;
  readonly #largestFile: number;
  #bytes = 0;
  #lastTime = 0;
  /** Where its people were last seen: the chat may outlive a room. */
  #room: Room | undefined;

  constructor(files: Files, options: ChatOptions = {}) {
    const { entries = [], people = new ChatPeople(), onChanged = () => {} } = options;
    this.people = people;
    this.files = new ChatFiles(this, files);
    this.#largestFile = files.largest;
    this.#onChanged = onChanged;
    this.#now = options.now ?? Date.now;
    for (const entry of entries) this.#keep(entry);
  }

  /** Oldest first. */
  get entries(): readonly ChatEntry[] {
    return this.#entries;
  }

  /**
   * Writes to everybody, or to one. The same message sent again is answered with what became of it.
   * @throws SignallingError RATE_LIMITED, PEER_NOT_FOUND
   */
  send(peer: Peer, draft: CheckedPayload<'sendChat'>): Reply<'sendChat'> {
    return { message: this.post(peer, draft).message };
  }

  /**
   * The same, and what becomes of it here.
   * @param attach makes the file that the message offers, once nothing else is in the way
   * @throws SignallingError RATE_LIMITED, PEER_NOT_FOUND, or what `attach` throws
   */
  post(peer: Peer, { clientId, text, to }: Draft, attach?: () => SharedFile): ChatEntry {
    this.#room = peer.room;
    const author = this.people.of(peer);
    const known = this.#byClient.get(keyOf(author, clientId));
    if (known) return known;
    const recipient = to === undefined ? undefined : presentPeer(peer, to);
    this.#takeRate(peer);
    const file = attach?.();
    const message: ChatMessage = {
      messageId: randomBytes(9).toString('base64url'),
      time: this.#nextTime(),
      from: nameOf(peer),
      ...(recipient && { to: nameOf(recipient) }),
      text,
      ...(file && { file }),
    };
    const entry: ChatEntry = {
      message,
      clientId,
      author,
      ...(recipient && { recipient: this.people.of(recipient) }),
    };
    this.#keep(entry);
    this.#onChanged();
    for (const other of peer.room.othersOf(peer)) {
      if (this.concerns(entry, other)) other.notify('chatMessage', { message });
    }
    return entry;
  }

  /** Everybody who sees the message is told, its author too: it may be the server's doing. */
  fileChanged(entry: ChatEntry, state: FileState): void {
    const { file } = entry.message;
    if (!file) return;
    entry.message = { ...entry.message, file: { ...file, state } };
    this.#onChanged();
    for (const peer of this.#room?.peers.values() ?? []) {
      if (this.concerns(entry, peer)) peer.notify('fileChanged', { fileId: file.fileId, state });
    }
  }

  /** Ends with its room, and its files with it. */
  close(): void {
    this.files.close();
  }

  /** A page of what this peer may read: the newest, or those before a message it has. */
  page(peer: Peer, { before, limit = usualPage }: CheckedPayload<'getChat'>): Reply<'getChat'> {
    this.#room = peer.room;
    const messages: ChatMessage[] = [];
    let bytes = 0;
    for (let index = this.#indexOf(before) - 1; index >= 0; index -= 1) {
      const entry = this.#entries[index];
      if (!entry || !this.concerns(entry, peer)) continue;
      bytes += sizeOf(entry);
      const full = messages.length === limit || (messages.length > 0 && bytes > pageBytes);
      if (full) return this.#pageOf(messages, true);
      messages.push(entry.message);
    }
    return this.#pageOf(messages, false);
  }

  #pageOf(newestFirst: ChatMessage[], more: boolean): Reply<'getChat'> {
    return { messages: newestFirst.reverse(), more, largestFile: this.#largestFile };
  }

  /** A message that is no longer kept has nothing before it that is. */
  #indexOf(before: string | undefined): number {
    if (before === undefined) return this.#entries.length;
    return this.#entries.findIndex(({ message }) => message.messageId === before);
  }

  /** Whether somebody may know of a message. */
  concerns({ author, recipient }: ChatEntry, peer: Peer): boolean {
    if (recipient === undefined) return true;
    const person = this.people.of(peer);
    return person === recipient || person === author;
  }

  #keep(entry: ChatEntry): void {
    this.#entries.push(entry);
    this.#byClient.set(keyOf(entry.author, entry.clientId), entry);
    this.#bytes += sizeOf(entry);
    this.#lastTime = entry.message.time;
    while (this.#entries.length > limits.chatMessages || this.#bytes > limits.chatBytes) {
      const oldest = this.#entries.shift();
      if (!oldest) return;
      this.#bytes -= sizeOf(oldest);
      this.#byClient.delete(keyOf(oldest.author, oldest.clientId));
      this.files.drop(oldest);
    }
  }

  #takeRate(peer: Peer): void {
    const rate = this.#rates.get(peer) ?? new RateLimit(limits.chatBurst, limits.chatPerSecond);
    this.#rates.set(peer, rate);
    if (rate.take()) return;
    throw new SignallingError('RATE_LIMITED', 'Too many messages at once. Wait a moment.');
  }

  /** Also after the clock was set back, later is larger: clients put messages in order by it. */
  #nextTime(): number {
    return Math.max(this.#now(), this.#lastTime + 1);
  }
}

function presentPeer(peer: Peer, peerId: string): Peer {
  const found = peer.room.othersOf(peer).find(({ id }) => id === peerId);
  if (found) return found;
  throw new SignallingError('PEER_NOT_FOUND', 'The person whom this is for is not in the room.');
}

function nameOf({ info }: Peer): ChatMessage['from'] {
  return { peerId: info.peerId, displayName: info.displayName };
}

const keyOf = (author: string, clientId: string) => `${author} ${clientId}`;
const sizeOf = ({ message }: ChatEntry) =>
  Buffer.byteLength(message.text) + Buffer.byteLength(message.file?.name ?? '');
