import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Chat, ChatEntry } from './chat.ts';
import { ChatPeople } from './chat-people.ts';
import { type Log, messageOf } from './log.ts';
import { type ChatMessage, chatMessage } from './protocol/chat.ts';

const savedChat = z.object({
  version: z.literal(1),
  roomId: z.string(),
  people: z.array(z.tuple([z.string(), z.string()])),
  entries: z.array(z.object({ message: chatMessage, clientId: z.string(), author: z.string() })),
});

export interface KeptChat {
  roomId: string;
  /** When its room was last known to be open, ms since 1970. */
  openAt: number;
  entries: readonly ChatEntry[];
  people: ChatPeople;
}

/**
 * The chat of rooms that are open, on disk for the case that the server comes back: one file a room,
 * for the server's own eyes, gone when the room is. What was written to one person is not in it.
 */
export class ChatStore {
  readonly #folder: string;
  readonly #log: Log;
  #last: Promise<unknown> = Promise.resolve();

  constructor(dataFolder: string, log: Log) {
    this.#folder = join(dataFolder, 'chat');
    this.#log = log;
  }

  /** What an earlier server has left, and nothing that is broken or older than `longest`, in ms. */
  async read(longest: number): Promise<KeptChat[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const kept: KeptChat[] = [];
    for (const name of names) {
      const file = join(this.#folder, name);
      const chat = await readKept(file);
      if (chat && Date.now() - chat.openAt < longest) kept.push(chat);
      else await this.#attempt(() => rm(file, { force: true, recursive: true }));
    }
    return kept;
  }

  save(roomId: string, chat: Chat): Promise<void> {
    const text = JSON.stringify({
      version: 1,
      roomId,
      people: chat.people.sessions,
      entries: chat.entries
        .filter(({ recipient }) => recipient === undefined)
        .map(({ message, clientId, author }) => ({ message: bare(message), clientId, author })),
    } satisfies z.input<typeof savedChat>);
    const file = this.#fileOf(roomId);
    return this.#attempt(async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      // Written beside and renamed, so that a crash never leaves half a chat.
      await writeFile(`${file}.new`, text, { mode: 0o600 });
      await rename(`${file}.new`, file);
    });
  }

  /** Says that the room of a saved chat is still open. */
  touch(roomId: string): Promise<void> {
    const now = new Date();
    return this.#attempt(() => utimes(this.#fileOf(roomId), now, now));
  }

  remove(roomId: string): Promise<void> {
    return this.#attempt(() => rm(this.#fileOf(roomId), { force: true }));
  }

  /** Resolves when all that was asked for is done. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** One after the other, so that a removal is never overtaken by an older saving. */
  #attempt(task: () => Promise<void>): Promise<void> {
    const done = this.#last.then(task).catch((error) => {
      this.#log.warn('chat could not be kept', { reason: messageOf(error) });
    });
    this.#last = done;
    return done;
  }

  /** Of any letters that an id may have, and also where names are the same in small letters. */
  #fileOf(roomId: string): string {
    return join(this.#folder, `${createHash('sha256').update(roomId).digest('hex')}.json`);
  }
}

/** Files end with the server, and so are gone for whoever reads of them later. */
function bare({ file, ...message }: ChatMessage): ChatMessage {
  return file ? { ...message, file: { ...file, state: 'gone' } } : message;
}

async function readKept(file: string): Promise<KeptChat | undefined> {
  try {
    const { roomId, entries, people } = z.parse(
      savedChat,
      JSON.parse(await readFile(file, 'utf8')),
    );
    const { mtimeMs: openAt } = await stat(file);
    return { roomId, entries, people: new ChatPeople(people), openAt };
  } catch {
    return undefined;
  }
}
