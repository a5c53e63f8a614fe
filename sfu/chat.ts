import { randomBytes } from 'node:crypto';
import { ChatPeople } from './chat-people.ts';
import type { Peer } from './peer.ts';
import type { ChatMessage } from './protocol/chat.ts';
import { SignallingError } from './protocol/errors.ts';
import { limits } from './protocol/model.ts';
import type { CheckedPayload, Reply } from './protocol/signalling.ts';
import { RateLimit } from './rate-limit.ts';

/** A message with what only the server knows of it. */
export interface ChatEntry {
  readonly message: ChatMessage;
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

const pageBytes = 64 * 1024;
const usualPage = 50;

/** What was written in one room: bounded, in one order for everybody, and each to whom it was meant. */
export class Chat {
  readonly people: ChatPeople;
  readonly #entries: ChatEntry[] = [];
  readonly #byClient = new Map<string, ChatEntry>();
  readonly #rates = new WeakMap<Peer, RateLimit>();
  readonly #onChanged: () => void;
  readonly #now: () => number;
  #bytes = 0;
  #lastTime = 0;

  constructor(options: ChatOptions = {}) {
    const { entries = [], people = new ChatPeople(), onChanged = () => {} } = options;
    this.people = people;
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
  send(peer: Peer, { clientId, text, to }: CheckedPayload<'sendChat'>): Reply<'sendChat'> {
    const author = this.people.of(peer);
    const known = this.#byClient.get(keyOf(author, clientId));
    if (known) return { message: known.message };
    const recipient = to === undefined ? undefined : presentPeer(peer, to);
    this.#takeRate(peer);
    const message: ChatMessage = {
      messageId: randomBytes(9).toString('base64url'),
      time: this.#nextTime(),
      from: nameOf(peer),
      ...(recipient && { to: nameOf(recipient) }),
      text,
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
      if (this.#concerns(entry, other)) other.notify('chatMessage', { message });
    }
    return { message };
  }

  /** A page of what this peer may read: the newest, or those before a message it has. */
  page(peer: Peer, { before, limit = usualPage }: CheckedPayload<'getChat'>): Reply<'getChat'> {
    const messages: ChatMessage[] = [];
    let bytes = 0;
    for (let index = this.#indexOf(before) - 1; index >= 0; index -= 1) {
      const entry = this.#entries[index];
      if (!entry || !this.#concerns(entry, peer)) continue;
      bytes += sizeOf(entry);
      const full = messages.length === limit || (messages.length > 0 && bytes > pageBytes);
      if (full) return { messages: messages.reverse(), more: true };
      messages.push(entry.message);
    }
    return { messages: messages.reverse(), more: false };
  }

  /** A message that is no longer kept has nothing before it that is. */
  #indexOf(before: string | undefined): number {
    if (before === undefined) return this.#entries.length;
    return this.#entries.findIndex(({ message }) => message.messageId === before);
  }

  #concerns({ author, recipient }: ChatEntry, peer: Peer): boolean {
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
const sizeOf = ({ message }: ChatEntry) => Buffer.byteLength(message.text);
