/** What people show each other without words, as schemas and as the types derived from them. */
import * as z from 'zod/mini';
import { peerId } from './model.ts';

/** By the server's clock, ms since 1970; no two hands of a room have the same, later is larger. */
const raisedAt = z.number();

/** A small set, so that one knows at a glance what is meant, and nothing can be typed into it. */
export const reaction = z.enum(['yes', 'no', 'love', 'laugh', 'celebrate']);
export type Reaction = z.output<typeof reaction>;

/** Payloads of the requests about gestures. */
export const gestureRequests = {
  raiseHand: z.object({}),
  lowerHand: z.object({}),
  react: z.object({ reaction }),
};

/** Replies of the requests about gestures. */
export interface GestureReplies {
  raiseHand: { raisedAt: number };
  lowerHand: Record<string, never>;
  react: Record<string, never>;
}

/** Payloads of the notifications about gestures. */
export const gestureNotifications = {
  handRaised: z.object({ peerId, raisedAt }),
  handLowered: z.object({ peerId }),
  reacted: z.object({ peerId, reaction }),
};
