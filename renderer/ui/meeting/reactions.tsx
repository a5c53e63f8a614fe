import type { Participant, ShownReaction } from '../../call/call-state.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';
import { reactionIcons } from './reaction-icons.ts';
import './gestures.css';

interface ReactionsProps {
  reactions: readonly ShownReaction[];
  people: readonly Participant[];
}

/** What people show each other, rising at the edge of the stage, each with the name of its sender. */
export function Reactions({ reactions, people }: ReactionsProps) {
  const nameOf = (peerId: string) =>
    people.find((person) => person.peerId === peerId)?.displayName ?? '';
  const newest = reactions.at(-1);
  return (
    <div class="reactions">
      {reactions.map(({ id, peerId, reaction }) => (
        <p key={id} class="reaction-shown" aria-hidden="true">
          <span class="reaction" data-reaction={reaction}>
            <Icon node={reactionIcons[reaction]} />
          </span>
          <span class="reaction-name">{nameOf(peerId)}</span>
        </p>
      ))}
      {/* Only the newest: a screen reader is to keep up with the talk. */}
      <p class="visually-hidden" role="status">
        {newest && words.view.reacted(nameOf(newest.peerId), words.view.reaction[newest.reaction])}
      </p>
    </div>
  );
}
