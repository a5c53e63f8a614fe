import { EllipsisVertical, EyeOff, Pin, PinOff, Volume2, VolumeX } from 'lucide';
import { useId } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import { loudest } from '../../state/volumes.ts';
import { Icon } from '../icon.tsx';
import { Popup } from '../popup.tsx';
import { words } from '../words.ts';
import type { MeetingView } from './view.ts';
import './person-menu.css';

interface PersonMenuProps {
  person: Participant;
  view: MeetingView;
  look: string;
}

/** What can be done about one person, on this screen and in these ears alone. */
export function PersonMenu({ person, view, look }: PersonMenuProps) {
  const { displayName, self } = person;
  return (
    <Popup
      label={displayName}
      look={look}
      button={{ 'aria-label': words.view.about(displayName) }}
      face={<Icon node={EllipsisVertical} />}
    >
      {(close) => (
        <div class="popup-group">
          <p class="popup-title">{displayName}</p>
          <PinItem person={person} view={view} onDone={close} />
          {self ? (
            <button
              class="popup-item"
              type="button"
              onClick={() => {
                close();
                view.change({ hideSelf: !view.wish.hideSelf });
              }}
            >
              <Icon node={EyeOff} />
              {view.wish.hideSelf ? words.view.showSelf : words.view.hideSelf}
            </button>
          ) : (
            <VolumeItems name={displayName} view={view} />
          )}
        </div>
      )}
    </Popup>
  );
}

function PinItem({ person, view, onDone }: Omit<PersonMenuProps, 'look'> & { onDone(): void }) {
  const pinned = view.wish.pinned.includes(person.peerId);
  return (
    <button
      class="popup-item"
      type="button"
      onClick={() => {
        onDone();
        view.togglePin(person.peerId);
      }}
    >
      <Icon node={pinned ? PinOff : Pin} />
      {pinned ? words.view.unpin : words.view.pin}
    </button>
  );
}

function VolumeItems({ name, view }: { name: string; view: MeetingView }) {
  const id = useId();
  const silenced = view.isSilenced(name);
  const percent = Math.round(view.volumeOf(name) * 100);
  return (
    <>
      <button
        class="popup-item"
        type="button"
        aria-pressed={silenced}
        onClick={() => view.toggleSilenced(name)}
      >
        <Icon node={silenced ? Volume2 : VolumeX} />
        {silenced ? words.view.hearAgain : words.view.muteForMe}
      </button>
      <div class="volume">
        <label for={id}>{words.view.volume}</label>
        <output for={id}>{words.view.percent(percent)}</output>
        <input
          id={id}
          type="range"
          min={0}
          max={loudest * 100}
          step={5}
          value={percent}
          disabled={silenced}
          aria-valuetext={words.view.percent(percent)}
          onInput={({ currentTarget }) => view.setVolume(name, currentTarget.valueAsNumber / 100)}
        />
      </div>
    </>
  );
}
