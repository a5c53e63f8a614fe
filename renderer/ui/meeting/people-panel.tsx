import { Mic, MicOff, Pin, Video, VideoOff, VolumeX, X } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import { handsFirst, turns } from '../../state/hands.ts';
import { hueOf, initials } from '../../state/person.ts';
import { Avatar } from '../avatar.tsx';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';
import { HandMark } from './hand-mark.tsx';
import { PersonMenu } from './person-menu.tsx';
import type { MeetingView } from './view.ts';
import './people-panel.css';

interface PeoplePanelProps {
  people: readonly Participant[];
  view: MeetingView;
  onClose(): void;
}

/** Everybody, also those who are hidden or on another page; whose hand is up comes first. */
export function PeoplePanel({ people, view, onClose }: PeoplePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const turnOf = turns(people);
  return (
    <aside
      class="people-panel"
      aria-labelledby="people-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header class="people-head">
        <h2 id="people-title" tabIndex={-1} ref={heading}>
          {words.view.peopleCount(people.length)}
        </h2>
        <button
          class="button-icon"
          type="button"
          aria-label={words.view.closePeople}
          onClick={onClose}
        >
          <Icon node={X} />
        </button>
      </header>
      <ul class="people-list">
        {handsFirst(people).map((person) => (
          <Row key={person.peerId} person={person} turn={turnOf.get(person.peerId)} view={view} />
        ))}
      </ul>
    </aside>
  );
}

interface RowProps {
  person: Participant;
  turn: number | undefined;
  view: MeetingView;
}

function Row({ person, turn, view }: RowProps) {
  const { displayName, self, camera, cameraStarting } = person;
  const muted = person.microphone === 'off';
  const seen = camera !== null || cameraStarting;
  const { microphoneOn, microphoneOff, cameraOn, cameraOff } = words.meeting;
  return (
    <li class="people-row" data-speaking={person.speaking}>
      <Avatar initials={initials(displayName)} hue={hueOf(displayName)} />
      <span class="people-name">
        {displayName}
        {self && <span class="people-you"> {words.meeting.you}</span>}
      </span>
      {turn !== undefined && <HandMark turn={turn} />}
      {view.wish.pinned.includes(person.peerId) && <Mark icon={Pin} label={words.view.pinned} />}
      {view.isSilenced(displayName) && !self && <Mark icon={VolumeX} label={words.view.silenced} />}
      <Mark icon={muted ? MicOff : Mic} label={muted ? microphoneOff : microphoneOn} off={muted} />
      <Mark icon={seen ? Video : VideoOff} label={seen ? cameraOn : cameraOff} off={!seen} />
      <PersonMenu person={person} view={view} look="button-icon" />
    </li>
  );
}

function Mark({ icon, label, off = false }: { icon: typeof Mic; label: string; off?: boolean }) {
  return (
    <span class="people-mark">
      <Icon node={icon} small off={off} />
      <span class="visually-hidden">{label}</span>
    </span>
  );
}
