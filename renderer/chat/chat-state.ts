/** What the screens may know of a room's chat and ask of it. `RoomChat` in room-chat.ts does it. */
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { FileState } from '../../sfu/protocol/chat.ts';
import type { CallErrorCode } from '../call/call-state.ts';

/** Somebody as they were called when they wrote. */
export interface ChatPerson {
  readonly peerId: string;
  readonly displayName: string;
}

/** How far the bytes of a file are on their way to the server, or from it. */
export interface TransferView {
  /** `waiting` for a connection; `done` when it was fetched to its end. */
  readonly state: 'running' | 'waiting' | 'failed' | 'done';
  /** Bytes. */
  readonly done: number;
  readonly error?: CallErrorCode;
}

export interface FileView {
  /** Absent until the server knows of it. */
  readonly fileId?: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly state: FileState;
  /** What this person has under way with it. */
  readonly transfer?: TransferView;
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
  /** Empty where a file is offered. */
  readonly text: string;
  readonly file?: FileView;
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
  /** Whom the next message or file is for; undefined for everybody. */
  readonly recipient: Signal<ChatPerson | undefined>;
  /** How large a file may be, in bytes; 0 where none can be sent. */
  readonly largestFile: ReadonlySignal<number>;
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
  /** Offers a file and sends it to the server. Never rejects: what becomes of it shows in `items`. */
  sendFile(file: File, to?: ChatPerson): void;
  /** Resolves to the file's bytes; to undefined where it failed, which shows, or was cancelled. */
  fetchFile(fileId: string): Promise<Blob | undefined>;
  /** Breaks off what is being sent or fetched; what one has offered is taken back. */
  cancelFile(item: ChatItem): void;
  /** Fetches the page before the oldest. Never rejects: `more` stays until it has worked. */
  loadOlder(): Promise<void>;
}
