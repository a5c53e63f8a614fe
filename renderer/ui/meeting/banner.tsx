import { Volume2, WifiOff } from 'lucide';
import type { Meeting } from '../../call/call-state.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';

/** What holds the whole meeting up, over the tiles, so that nothing moves when it comes. */
export function Banner({ meeting }: { meeting: Meeting }) {
  const state = meeting.state.value;
  const blocked = meeting.audioBlocked.value;
  return (
    <div class="banners">
      <div role="status">
        {state.name === 'reconnecting' && (
          <p class="banner banner-warning">
            <Icon node={WifiOff} />
            {words.meeting.reconnecting(state.attempt)}
          </p>
        )}
        {blocked && <p class="banner">{words.meeting.audioBlocked}</p>}
      </div>
      {blocked && (
        <button
          class="button button-primary"
          type="button"
          onClick={() => void meeting.playAudio().catch(() => undefined)}
        >
          <Icon node={Volume2} />
          {words.meeting.playSound}
        </button>
      )}
    </div>
  );
}
