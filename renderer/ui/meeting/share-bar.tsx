import { ScreenShare as ScreenShareIcon } from 'lucide';
import type { ScreenDetail, ScreenShare, ScreenState } from '../../media/media-state.ts';
import { Icon } from '../icon.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import './share-bar.css';

interface ShareBarProps {
  screen: ScreenShare;
  /** Whether the others get it. */
  reaching: boolean;
  onStop(): void;
}

/**
 * What of this machine the others see, for as long as they do, and the way to end it. It stands in
 * the place of a picture of the own screen, which would only hold a picture of itself.
 */
export function ShareBar({ screen, reaching, onStop }: ShareBarProps) {
  const state = screen.state.value;
  const on = state.name === 'on';
  return (
    <div class="share-bar" data-on={on}>
      {/* Always there, because a live region that comes with its text is not read out. */}
      <div class="share-what" role="status">
        {on && (
          <>
            <Icon node={ScreenShareIcon} />
            <p>{sentenceFor(state, reaching)}</p>
          </>
        )}
      </div>
      {on && (
        <>
          <DetailChoice detail={state.detail} screen={screen} />
          <button class="button share-stop" type="button" onClick={onStop}>
            {words.screen.stop}
          </button>
        </>
      )}
    </div>
  );
}

function sentenceFor(
  { surface, audio }: Extract<ScreenState, { name: 'on' }>,
  reaching: boolean,
): string {
  return reaching ? words.screen.own(surface, audio !== null) : words.screen.notReaching;
}

const details: readonly ScreenDetail[] = ['text', 'motion'];

function DetailChoice({ detail, screen }: { detail: ScreenDetail; screen: ScreenShare }) {
  const { shell } = useSurroundings();
  const choose = (chosen: ScreenDetail) => {
    shell.changePreferences({ screenDetail: chosen });
    screen.tune(chosen);
  };
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{words.screen.detail}</legend>
      {details.map((each) => (
        <label key={each} class="segment">
          <input
            class="visually-hidden"
            type="radio"
            name="screen-detail"
            checked={each === detail}
            onChange={() => choose(each)}
          />
          {words.screen.details[each]}
        </label>
      ))}
    </fieldset>
  );
}
