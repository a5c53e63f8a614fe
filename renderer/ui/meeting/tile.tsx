import { Mic, MicOff, Pin, VolumeX, WifiOff } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import { hueOf, initials } from '../../state/person.ts';
import type { Seat } from '../../state/stage-layout.ts';
import { Avatar } from '../avatar.tsx';
import { Icon } from '../icon.tsx';
import { Picture } from '../picture.tsx';
import { QualityMark, SignalBars } from '../quality/quality-mark.tsx';
import { words } from '../words.ts';
import { useGlide } from './glide.ts';
import { HandMark } from './hand-mark.tsx';
import { PersonMenu } from './person-menu.tsx';
import type { MeetingView } from './view.ts';

interface TileProps {
  person: Participant;
  /** Of the raised hands, from 1; undefined while the hand is down. */
  turn: number | undefined;
  seat: Seat;
  view: MeetingView;
  gliding: boolean;
}

/**
 * One person who is visible. The picture fades in over the initials, which are also what is left
 * without it. `data-peer` and `data-place` say what is drawn, for whoever measures it.
 */
export function Tile({ person, turn, seat, view, gliding }: TileProps) {
  const tile = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<MediaStreamTrack>();
  const { displayName, camera, self } = person;
  const { box } = seat;
  const muted = person.microphone === 'off';
  const starting = person.cameraStarting || (camera !== null && drawn !== camera);
  useGlide(tile, box, gliding);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups what is filled in, this is a person
    <div
      class="tile"
      role="group"
      ref={tile}
      aria-label={displayName}
      data-peer={person.peerId}
      data-place={seat.place}
      data-speaking={person.speaking}
      data-reconnecting={person.reconnecting}
      style={{
        width: `${box.width}px`,
        height: `${box.height}px`,
        translate: `${box.left}px ${box.top}px`,
      }}
    >
      <div class="tile-person" data-starting={starting}>
        <Avatar initials={initials(displayName)} hue={hueOf(displayName)} large />
      </div>
      {camera && <Picture track={camera} mirrored={self} onDrawn={setDrawn} />}
      {turn !== undefined && <HandMark turn={turn} />}
      <p class="tile-name">
        <Icon node={muted ? MicOff : Mic} small off={muted} />
        <span class="tile-name-text">{displayName}</span>
        {person.reconnecting && (
          <span class="tile-reconnecting">
            <Icon node={WifiOff} small />
            {words.meeting.personReconnecting}
          </span>
        )}
        {self && <span class="tile-you">{words.meeting.you}</span>}
        <SignalBars person={person} />
        {!self && view.isSilenced(displayName) && <Icon node={VolumeX} small off />}
        {view.wish.pinned.includes(person.peerId) && <Icon node={Pin} small />}
      </p>
      <QualityMark person={person} />
      <p class="visually-hidden">{stateOf(person, starting)}</p>
      <PersonMenu person={person} view={view} look="tile-menu" />
    </div>
  );
}

function stateOf({ microphone, camera }: Participant, starting: boolean): string {
  const { microphoneOn, microphoneOff, cameraOn, cameraOff, cameraStarting } = words.meeting;
  const heard = microphone === 'on' ? microphoneOn : microphoneOff;
  const seen = starting ? cameraStarting : camera ? cameraOn : cameraOff;
  return `${heard}. ${seen}.`;
}
