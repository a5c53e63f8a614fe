/** What the screens may know of a room's chat and ask of it. `RoomChat` in room-chat.ts does it. */
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { CallErrorCode } from '../call/call-state.ts';

/** Somebody as they were called when they wrote. */
export interface ChatPerson {
  readonly peerId: string;
  readonly displayName: string;
}

/** A message as it is shown. */
export interface ChatItem {
  /** Stays the same from the first try on. */
  readonly key: string;
  /** ms since 1970: by the server's clock, or this machine's while it is on its way. */
  readonly time: number;
  readonly from: ChatPerson;
  readonly own: boolean;
  /** The one person who sees it beside its author. */
  readonly to?: ChatPerson;
  readonly text: string;
  readonly state: 'sent' | 'sending' | 'failed';
  /** Why it has failed. */
  readonly error?: CallErrorCode;
}

export interface ChatView {
  /** Oldest first; own messages that are still on their way stand last. */
  readonly items: ReadonlySignal<readonly ChatItem[]>;
  /** How many of others came since `read` was last called. */
  readonly unread: ReadonlySignal<number>;
  /** The time of the newest message that was there when `read` was last called. */
  readonly readUntil: ReadonlySignal<number>;
  /** Whether the server has older ones than are shown. */
  readonly more: ReadonlySignal<boolean>;
  /** What is typed and not yet sent: it outlives the panel and a lost connection. */
  readonly draft: Signal<string>;
  /** Everything up to now has been seen. */
  read(): void;
  /** Hears every message of others in the moment it comes, and none of those from before. */
  onArrival(listener: (item: ChatItem) => void): () => void;
  /** Never rejects: what becomes of it shows in `items`. */
  send(text: string, to?: ChatPerson): void;
  /** Tries again to send what has failed. */
  retry(key: string): void;
  /** Takes away what has failed. */
  discard(key: string): void;
  /** Fetches the page before the oldest. Never rejects: `more` stays until it has worked. */
  loadOlder(): Promise<void>;
}
