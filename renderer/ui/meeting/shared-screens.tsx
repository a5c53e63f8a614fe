import { Monitor } from 'lucide';
import { useState } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import type { Box } from '../../state/screen-layout.ts';
import { Icon } from '../icon.tsx';
import { Picture } from '../picture.tsx';
import { words } from '../words.ts';
import { boxStyle } from './box-style.ts';
import { Zoomable } from './zoomable.tsx';
import './shared-screens.css';

interface SharedScreensProps {
  /** In the order in which they began. */
  sharers: readonly Participant[];
  shown: string | undefined;
  box: Box;
  onShow(peerId: string): void;
}

/** The screens of others: one on the stage, the rest a press away and ready to be drawn at once. */
export function SharedScreens({ sharers, shown, box, onShow }: SharedScreensProps) {
  return (
    <div class="shared-screens" style={boxStyle(box)}>
      {sharers.length > 1 && (
        <fieldset class="share-choice">
          <legend class="visually-hidden">{words.screen.all}</legend>
          {sharers.map(({ peerId, displayName }) => (
            <button
              key={peerId}
              class="chip"
              type="button"
              aria-pressed={peerId === shown}
              onClick={() => onShow(peerId)}
            >
              <Icon node={Monitor} small />
              {words.screen.of(displayName)}
            </button>
          ))}
        </fieldset>
      )}
      <div class="shared-space">
        {sharers.map((person) => (
          <SharedScreen
            key={person.peerId}
            person={person}
            shown={person.peerId === shown}
            named={sharers.length === 1}
          />
        ))}
      </div>
    </div>
  );
}

interface SharedScreenProps {
  person: Participant;
  shown: boolean;
  /** Whether it carries its name itself. */
  named: boolean;
}

function SharedScreen({ person, shown, named }: SharedScreenProps) {
  const [drawn, setDrawn] = useState<MediaStreamTrack>();
  const { displayName, screen } = person;
  const starting = person.screenStarting || drawn !== screen;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups what is filled in, this is a screen
    <div
      class="shared-screen"
      role="group"
      aria-label={words.screen.of(displayName)}
      data-shown={shown}
    >
      {named && (
        <p class="shared-name">
          <Icon node={Monitor} small />
          <span>{words.screen.of(displayName)}</span>
        </p>
      )}
      <div class="shared-picture">
        {starting && <p class="shared-starting">{words.screen.starting}</p>}
        {screen && (
          <Zoomable label={words.screen.of(displayName)}>
            <Picture track={screen} mirrored={false} away={!shown} onDrawn={setDrawn} />
          </Zoomable>
        )}
      </div>
    </div>
  );
}
