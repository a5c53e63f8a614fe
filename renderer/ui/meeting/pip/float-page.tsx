import { LogOut } from 'lucide';
import { render } from 'preact';
import { hueOf, initials } from '../../../state/person.ts';
import { Avatar } from '../../avatar.tsx';
import { DeviceButton } from '../../device-toggle.tsx';
import { Icon } from '../../icon.tsx';
import { Picture } from '../../picture.tsx';
import { type Session, type Surroundings, SurroundingsContext } from '../../surroundings.ts';
import { ViewsContext } from '../../use-view.ts';
import { words } from '../../words.ts';
import type { MeetingView } from '../view.ts';
import './float-page.css';

interface FloatPage {
  session: Session;
  view: MeetingView;
  surroundings: Surroundings;
}

/** Draws the small window's page with the styles of this one; answers how to take it away. */
export function drawFloatPage(floating: Window, page: FloatPage): () => void {
  const { document: own } = floating;
  for (const style of document.querySelectorAll('link[rel=stylesheet], style')) {
    own.head.append(style.cloneNode(true));
  }
  const { lang, dataset } = document.documentElement;
  own.documentElement.lang = lang;
  Object.assign(own.documentElement.dataset, dataset);
  own.title = words.product;
  render(
    <SurroundingsContext.Provider value={page.surroundings}>
      <ViewsContext.Provider value={page.session.meeting.views}>
        <FloatView {...page} />
      </ViewsContext.Provider>
    </SurroundingsContext.Provider>,
    own.body,
  );
  return () => render(null, own.body);
}

/** Whoever speaks, or the screen that is shared, and what one needs while working elsewhere. */
function FloatView({ session: { meeting, media }, view }: FloatPage) {
  const people = meeting.participants.value;
  const others = people.filter(({ self }) => !self);
  const sharer = others.findLast(({ screen }) => screen !== null);
  const spoken = others.find(({ peerId }) => peerId === view.speaker.value);
  const person = sharer ?? spoken ?? others[0] ?? people[0];
  const track = sharer?.screen ?? person?.camera ?? null;
  return (
    <main class="float">
      {person && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset groups what is filled in, this is a person
        <div
          class="float-person"
          role="group"
          aria-label={sharer ? words.screen.of(person.displayName) : person.displayName}
          data-speaking={person.speaking}
          data-screen={sharer !== undefined}
        >
          <Avatar initials={initials(person.displayName)} hue={hueOf(person.displayName)} large />
          {track && <Picture track={track} mirrored={person.self} />}
          <p class="tile-name">
            <span class="tile-name-text">
              {sharer ? words.screen.of(person.displayName) : person.displayName}
            </span>
          </p>
        </div>
      )}
      <section class="float-controls" aria-label={words.meeting.controls}>
        <DeviceButton kind="microphone" media={media} />
        <DeviceButton kind="camera" media={media} />
        <button
          class="button button-danger float-leave"
          type="button"
          aria-label={words.meeting.leave}
          onClick={() => void meeting.leave()}
        >
          <Icon node={LogOut} />
        </button>
      </section>
    </main>
  );
}
