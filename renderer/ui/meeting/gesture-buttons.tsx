import { FaceSlightlySmilingPlus, Hand } from 'lucide';
import type { Reaction } from '../../../sfu/protocol/gestures.ts';
import type { Meeting } from '../../call/call-state.ts';
import { Icon } from '../icon.tsx';
import { Popup } from '../popup.tsx';
import { type Surroundings, useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { allReactions, reactionIcons } from './reaction-icons.ts';

/** Raises and lowers the own hand; the name says what a press will do. */
export function HandButton({ meeting }: { meeting: Meeting }) {
  const { notices } = useSurroundings();
  const up = isHandUp(meeting);
  return (
    <button
      class="control"
      type="button"
      data-on={up}
      aria-keyshortcuts="H"
      onClick={() => void toggleHand(meeting, notices)}
    >
      <Icon node={Hand} />
      <span class="tip">
        {up ? words.view.lowerHand : words.view.raiseHand}
        <span class="keys" aria-hidden="true">
          H
        </span>
      </span>
    </button>
  );
}

export async function toggleHand(
  meeting: Meeting,
  notices: Surroundings['notices'],
): Promise<void> {
  try {
    await meeting.setHand(!isHandUp(meeting));
  } catch {
    notices.say(words.view.handFailed);
  }
}

function isHandUp({ participants }: Meeting): boolean {
  return participants.value.some(({ self, handRaisedAt }) => self && handRaisedAt !== null);
}

/** A feeling for a moment, without a word. */
export function ReactionMenu({ meeting }: { meeting: Meeting }) {
  return (
    <Popup
      label={words.view.reactions}
      look="control"
      face={
        <>
          <Icon node={FaceSlightlySmilingPlus} />
          <span class="tip">{words.view.reactions}</span>
        </>
      }
    >
      {(close) => <ReactionChoices meeting={meeting} onDone={close} />}
    </Popup>
  );
}

interface ReactionChoicesProps {
  meeting: Meeting;
  onDone(): void;
}

export function ReactionChoices({ meeting, onDone }: ReactionChoicesProps) {
  const { notices } = useSurroundings();
  const react = (reaction: Reaction) => {
    meeting.react(reaction).catch(() => notices.say(words.view.reactionFailed));
    onDone();
  };
  return (
    <div class="reaction-choices">
      {allReactions.map((each) => (
        <button
          key={each}
          class="button-icon reaction"
          type="button"
          data-reaction={each}
          aria-label={words.view.reaction[each]}
          title={words.view.reaction[each]}
          onClick={() => react(each)}
        >
          <Icon node={reactionIcons[each]} />
        </button>
      ))}
    </div>
  );
}
