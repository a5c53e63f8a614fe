/** What people write to each other in a room, as schemas and as the types derived from them. */
import * as z from 'zod/mini';
import { safeFileName } from './file-name.ts';
import { limits, peerId, visible } from './model.ts';

/** A message's id, given by the server. */
export const messageId = z.string().check(z.minLength(1), z.maxLength(64));

/**
 * What a client calls its own message, so that sending it again doubles nothing. Nobody else sees it.
 */
export const clientId = z.string().check(z.minLength(1), z.maxLength(64));

const lineEnds = (text: string) => text.replaceAll('\r\n', '\n').replace(/\s+$/u, '');
// Everything but line ends and tabs that is no text: terminals and files would obey it.
const control = /(?![\n\t])\p{Cc}|\p{Cs}/u;

/** Plain text: what it means, and whether it is shown as code or link, is the reader's affair. */
export const chatText = z.string().check(
  z.overwrite(lineEnds),
  z.maxLength(limits.chatTextLength),
  z.refine((text) => !control.test(text), 'must not contain control characters'),
  z.refine((text) => visible.test(text), 'must have something to see'),
);

export const fileId = z.string().check(z.minLength(1), z.maxLength(64));

/** Without folders and what could harm a reader's disk. */
const fileName = z.string().check(
  z.minLength(1),
  z.maxLength(limits.fileNameLength),
  z.overwrite((name) => safeFileName(name, limits.fileNameLength)),
);

/** `sending` while it comes in from its author, `ready` to be fetched, `gone` for good. */
export const fileState = z.enum(['sending', 'ready', 'gone']);
export type FileState = z.output<typeof fileState>;

export const sharedFile = z.object({
  fileId,
  name: z.string(),
  /** In bytes. */
  size: z.number(),
  state: fileState,
});
/** A file as those see it whom it is offered to. */
export type SharedFile = z.output<typeof sharedFile>;

/** Somebody as they were when they wrote: they may have left since. */
const author = z.object({ peerId, displayName: z.string() });

export const chatMessage = z.object({
  messageId,
  /** By the server's clock, ms since 1970; no two messages of a room have the same, later is larger. */
  time: z.number(),
  from: author,
  /** The one person who sees it beside its author; absent where everybody does. */
  to: z.exactOptional(author),
  /** Empty where a file is offered. */
  text: z.string().check(z.maxLength(limits.chatTextLength)),
  file: z.exactOptional(sharedFile),
});
/** A message as it stands in a room's history. */
export type ChatMessage = z.output<typeof chatMessage>;

/** Payloads of the requests about chat. */
export const chatRequests = {
  sendChat: z.object({ clientId, text: chatText, to: z.exactOptional(peerId) }),
  getChat: z.object({
    /** Only what came before this message. */
    before: z.exactOptional(messageId),
    limit: z.optional(z.int().check(z.gte(1), z.lte(limits.chatPage))),
  }),
  offerFile: z.object({
    clientId,
    name: fileName,
    size: z.int().check(z.gte(1)),
    to: z.exactOptional(peerId),
  }),
  openFile: z.object({ fileId }),
  withdrawFile: z.object({ fileId }),
};

/** Leave to send or fetch the bytes of one file over HTTP, for one peer as long as it is there. */
export interface FileGrant {
  /** On this server. */
  path: string;
  /** Goes into the `Authorization` header, behind `Bearer `. */
  token: string;
  size: number;
  /** How many bytes the server has: where sending goes on. */
  received: number;
}

/** Replies of the requests about chat. */
export interface ChatReplies {
  sendChat: { message: ChatMessage };
  /** Oldest first; `more` says whether there are older ones. */
  getChat: {
    messages: ChatMessage[];
    more: boolean;
    /** How large a file may be, in bytes; 0 where none are taken. */
    largestFile: number;
  };
  offerFile: { message: ChatMessage; grant: FileGrant };
  openFile: { grant: FileGrant };
  withdrawFile: Record<string, never>;
}

/** Payloads of the notifications about chat. */
export const chatNotifications = {
  chatMessage: z.object({ message: chatMessage }),
  fileChanged: z.object({ fileId, state: fileState }),
};
