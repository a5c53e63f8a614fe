import { Users } from 'lucide';
import type { Participant } from '../../call/call-state.ts';
import { raisedHands } from '../../state/hands.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';
import type { MeetingView } from './view.ts';

interface PeopleButtonProps {
  view: MeetingView;
  people: readonly Participant[];
  onToggle(): void;
}

/** Opens and closes the list of people, and says how many of them want to speak. */
export function PeopleButton({ view, people, onToggle }: PeopleButtonProps) {
  const open = view.people.value;
  const hands = raisedHands(people).length;
  return (
    <button
      class="control people-button"
      type="button"
      aria-expanded={open}
      aria-keyshortcuts="P"
      onClick={onToggle}
    >
      <Icon node={Users} />
      {hands > 0 && (
        <span class="badge" aria-hidden="true">
          {hands}
        </span>
      )}
      <span class="tip">
        {words.view.people}
        {hands > 0 && `, ${words.view.handsUp(hands)}`}
        <span class="keys" aria-hidden="true">
          P
        </span>
      </span>
    </button>
  );
}
