import type { Meeting } from '../../call/call-state.ts';
import { good, type Quality, worstOf } from '../../state/quality.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import './quality.css';

/** How this computer's own connection is; opens what was measured. */
export function ConnectionButton({ meeting }: { meeting: Meeting }) {
  const { wishes } = useSurroundings();
  const { level } = ownQuality(meeting);
  return (
    <button
      class="connection-button"
      type="button"
      aria-haspopup="dialog"
      aria-label={words.quality.connection(level)}
      title={words.quality.connection(level)}
      onClick={() => {
        wishes.statistics.value = true;
      }}
    >
      <span class="signal-bars" data-level={level} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </button>
  );
}

/** What is this end's own doing: another's weak uplink says nothing about it. */
function ownQuality(meeting: Meeting): Quality {
  const all = [...meeting.statistics.quality.value.values()];
  return worstOf([good, ...all.filter(({ reason }) => reason !== 'their-network')]);
}
