/** What people write to each other in a room, as schemas and as the types derived from them. */
import * as z from 'zod/mini';
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

/** Somebody as they were when they wrote: they may have left since. */
const author = z.object({ peerId, displayName: z.string() });

export const chatMessage = z.object({
  messageId,
  /** By the server's clock, ms since 1970; no two messages of a room have the same, later is larger. */
  time: z.number(),
  from: author,
  /** The one person who sees it beside its author; absent where everybody does. */
  to: z.exactOptional(author),
  text: z.string().check(z.maxLength(limits.chatTextLength)),
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
};

/** Replies of the requests about chat. */
export interface ChatReplies {
  sendChat: { message: ChatMessage };
  /** Oldest first; `more` says whether there are older ones. */
  getChat: { messages: ChatMessage[]; more: boolean };
}

/** Payloads of the notifications about chat. */
export const chatNotifications = {
  chatMessage: z.object({ message: chatMessage }),
};
