import { Heart, type IconNode, Laugh, PartyPopper, ThumbsDown, ThumbsUp } from 'lucide';
import type { Reaction } from '../../../sfu/protocol/gestures.ts';

/** In the order in which they are offered. */
export const reactionIcons: Record<Reaction, IconNode> = {
  yes: ThumbsUp,
  love: Heart,
  laugh: Laugh,
  celebrate: PartyPopper,
  no: ThumbsDown,
};

export const allReactions = Object.keys(reactionIcons) as Reaction[];
