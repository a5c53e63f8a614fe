import { Mic, MicOff } from 'lucide';
import { useState } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import type { GridLayout } from '../../state/grid-layout.ts';
import { hueOf, initials } from '../../state/person.ts';
import { Avatar } from '../avatar.tsx';
import { Icon } from '../icon.tsx';
import { Picture } from '../picture.tsx';
import { words } from '../words.ts';

interface TileProps {
  person: Participant;
  place: GridLayout['places'][number];
  size: GridLayout['tile'];
}

/** One person. The picture fades in over the initials, which are also what is left without it. */
export function Tile({ person, place, size }: TileProps) {
  const [drawn, setDrawn] = useState<MediaStreamTrack>();
  const { displayName, camera, self } = person;
  const muted = person.microphone === 'off';
  const starting = person.cameraStarting || (camera !== null && drawn !== camera);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups what is filled in, this is a person
    <div
      class="tile"
      role="group"
      aria-label={displayName}
      data-speaking={person.speaking}
      style={{
        width: `${size.width}px`,
        height: `${size.height}px`,
        translate: `${place.left}px ${place.top}px`,
      }}
    >
      <div class="tile-person" data-starting={starting}>
        <Avatar initials={initials(displayName)} hue={hueOf(displayName)} large />
      </div>
      {camera && <Picture track={camera} mirrored={self} onDrawn={setDrawn} />}
      <p class="tile-name">
        <Icon node={muted ? MicOff : Mic} small off={muted} />
        <span class="tile-name-text">{displayName}</span>
        {self && <span class="tile-you">{words.meeting.you}</span>}
      </p>
      <p class="visually-hidden">{stateOf(person, starting)}</p>
    </div>
  );
}

function stateOf({ microphone, camera }: Participant, starting: boolean): string {
  const { microphoneOn, microphoneOff, cameraOn, cameraOff, cameraStarting } = words.meeting;
  const heard = microphone === 'on' ? microphoneOn : microphoneOff;
  const seen = starting ? cameraStarting : camera ? cameraOn : cameraOff;
  return `${heard}. ${seen}.`;
}
