import { Chat, type ChatOptions } from './chat.ts';
import { ChatStore } from './chat-store.ts';
import type { Files } from './files.ts';
import type { Log } from './log.ts';
import type { RoomEnd } from './room.ts';

export interface ChatsOptions {
  dataFolder: string;
  /** How long chat outlives the server on disk, in ms; 0 keeps it in memory alone. */
  chatKept: number;
  /** How long the chat of a room waits for people whose worker has died, in ms. */
  roomGrace: number;
  files: Files;
  log: Log;
}

interface KeptChat {
  readonly chat: Chat;
  /** Runs while there is no room for it. */
  ending?: NodeJS.Timeout | undefined;
  saving?: NodeJS.Timeout | undefined;
}

const saveAfterMs = 500;
const shortestWaitMs = 60_000;

/**
 * The chat of every room. It is its own owner's, and not the room's, because it outlives a room whose
 * worker or server died; with a room that ends because everybody has left, it ends too.
 */
export class Chats {
  readonly #chats = new Map<string, KeptChat>();
  readonly #store: ChatStore;
  #refreshing: NodeJS.Timeout | undefined;

  private constructor(private readonly options: ChatsOptions) {
    this.#store = new ChatStore(options.dataFolder, options.log);
  }

  /** With what an earlier server has left, as long as that may be kept. */
  static async open(options: ChatsOptions): Promise<Chats> {
    const chats = new Chats(options);
    const { chatKept } = options;
    for (const { roomId, openAt, entries, people } of await chats.#store.read(chatKept)) {
      const kept = chats.#add(roomId, { entries, people });
      chats.#endAfter(roomId, kept, openAt + chatKept - Date.now());
    }
    if (chatKept > 0) chats.#keepFresh(Math.max(chatKept / 4, 1000));
    return chats;
  }

  /** The chat of a room that is being made. */
  obtain(roomId: string): Chat {
    const kept = this.#chats.get(roomId) ?? this.#add(roomId, {});
    clearTimeout(kept.ending);
    kept.ending = undefined;
    return kept.chat;
  }

  roomClosed(roomId: string, reason: RoomEnd): void {
    const kept = this.#chats.get(roomId);
    if (!kept) return;
    if (reason === 'deserted' || kept.chat.entries.length === 0) {
      this.#end(roomId, kept);
      return;
    }
    if (reason === 'server-closing' && this.options.chatKept > 0) this.#save(roomId, kept);
    // Its people come back to a new room, and look for what they wrote.
    this.#endAfter(roomId, kept, Math.max(this.options.roomGrace, shortestWaitMs));
  }

  /** Writes down what is to outlive the server, and resolves when it is written. */
  async close(): Promise<void> {
    clearInterval(this.#refreshing);
    for (const { ending } of this.#chats.values()) clearTimeout(ending);
    this.#chats.clear();
    await this.#store.settled();
  }

  #add(roomId: string, known: Pick<ChatOptions, 'entries' | 'people'>): KeptChat {
    const kept: KeptChat = {
      chat: new Chat(this.options.files, {
        ...known,
        onChanged: () => this.#changed(roomId, kept),
      }),
    };
    this.#chats.set(roomId, kept);
    return kept;
  }

  #changed(roomId: string, kept: KeptChat): void {
    if (this.options.chatKept === 0 || this.#chats.get(roomId) !== kept) return;
    kept.saving ??= setTimeout(() => this.#save(roomId, kept), saveAfterMs).unref();
  }

  /** What was last written to an open room long ago must outlive a crash just as well. */
  #keepFresh(milliseconds: number): void {
    const refresh = () => {
      for (const [roomId, { chat, ending }] of this.#chats) {
        if (!ending && chat.entries.length > 0) void this.#store.touch(roomId);
      }
    };
    this.#refreshing = setInterval(refresh, milliseconds).unref();
  }

  #save(roomId: string, kept: KeptChat): void {
    clearTimeout(kept.saving);
    kept.saving = undefined;
    void this.#store.save(roomId, kept.chat);
  }

  #endAfter(roomId: string, kept: KeptChat, milliseconds: number): void {
    clearTimeout(kept.ending);
    kept.ending = setTimeout(() => this.#end(roomId, kept), milliseconds).unref();
  }

  #end(roomId: string, kept: KeptChat): void {
    clearTimeout(kept.ending);
    clearTimeout(kept.saving);
    if (this.#chats.get(roomId) === kept) this.#chats.delete(roomId);
    kept.chat.close();
    if (this.options.chatKept > 0) void this.#store.remove(roomId);
  }
}
