import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import { cast } from '../../state/casting.ts';
import { turns } from '../../state/hands.ts';
import type { Space } from '../../state/screen-layout.ts';
import { bringSpeaker, emptySeating, followPeople, type Seating } from '../../state/seating.ts';
import { followShares, noShares } from '../../state/shares.ts';
import { arrangeStage, type StageLayout } from '../../state/stage-layout.ts';
import { words } from '../words.ts';
import { PageTurner } from './page-turner.tsx';
import { SharedScreens } from './shared-screens.tsx';
import { Tile } from './tile.tsx';
import type { MeetingView } from './view.ts';

const gap = 8;
/** A change of this many pixels at once is a panel that opened, and no edge that is dragged. */
const leap = 160;

interface StageProps {
  people: readonly Participant[];
  view: MeetingView;
  dimmed: boolean;
}

/** All the people, as large as they can be beside what they share. */
export function Stage({ people, view, dimmed }: StageProps) {
  const [stage, size] = useSize();
  const gliding = useGliding(size);
  const { shares, show } = useShares(people);
  const sharers = shares.order.flatMap((id) => people.find(({ peerId }) => peerId === id) ?? []);
  const turnOf = turns(people);
  const { seated, layout } = useLayout(people, view, { ...size, gap }, sharers.length > 0);
  return (
    <section
      class="stage"
      aria-label={words.meeting.people}
      data-dimmed={dimmed}
      data-shape={layout.shape}
    >
      {/* Measured inside of the padding, which the ring of a speaker needs. */}
      <div class="stage-space" ref={stage}>
        {layout.screen && (
          <SharedScreens sharers={sharers} shown={shares.shown} box={layout.screen} onShow={show} />
        )}
        {/* In the order of the seats in every layout: a picture that is moved in the page flickers. */}
        {seated.flatMap((person) => {
          const seat = layout.seats.find(({ peerId }) => peerId === person.peerId);
          if (!seat) return [];
          return (
            <Tile
              key={person.peerId}
              person={person}
              turn={turnOf.get(person.peerId)}
              seat={seat}
              view={view}
              gliding={gliding}
            />
          );
        })}
        {layout.turning && (
          <PageTurner turning={layout.turning} onTurn={(page) => view.turnTo(page)} />
        )}
      </div>
    </section>
  );
}

/** The layout as it is due now, with whoever speaks on the page that is looked at. */
function useLayout(
  people: readonly Participant[],
  view: MeetingView,
  space: Space,
  sharing: boolean,
): { seated: readonly Participant[]; layout: StageLayout } {
  const [known, setKnown] = useState(emptySeating);
  const seating = followPeople(known, people);
  const { wish } = view;
  const arrange = (seats: Seating) => {
    const seated = seats.order.flatMap((id) => people.find(({ peerId }) => peerId === id) ?? []);
    const casting = cast({ people: seated, wish, speaker: seats.spoke[0], sharing });
    return { seated, layout: arrangeStage(space, casting, view.page.value) };
  };
  const first = arrange(seating);
  const { visible, hidden } = first.layout.paged;
  const self = people.find((person) => person.self)?.peerId;
  const movable = visible.filter((id) => id !== self && !wish.pinned.includes(id));
  const brought = bringSpeaker(seating, hidden, movable);
  // Drawn anew before anything is painted, so that nobody is seen to move twice.
  if (brought !== known) setKnown(brought);
  const [speaker] = brought.spoke;
  useEffect(() => view.noteSpeaker(speaker), [view, speaker]);
  return brought === seating ? first : arrange(brought);
}

/** Whose screens are shared, and the one that was chosen for the stage. */
function useShares(people: readonly Participant[]) {
  const [known, setKnown] = useState(noShares);
  const shares = followShares(known, people);
  // Drawn anew before anything is painted, so that the order is kept from the first moment on.
  if (shares !== known) setKnown(shares);
  const show = (peerId: string) => setKnown({ ...shares, shown: peerId });
  return { shares, show };
}

interface Size {
  width: number;
  height: number;
}

/** Tiles glide when people come, go or are arranged anew; while the window is dragged they keep up. */
function useGliding(size: Size): boolean {
  const drawnAt = useRef(size);
  const { width, height } = drawnAt.current;
  const isDragged = drawnAt.current !== size && Math.abs(width - size.width) < leap;
  const isFirst = width === 0 || height === 0;
  drawnAt.current = size;
  return !isDragged && !isFirst;
}

function useSize() {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = measured;
      setSize((known) =>
        known.width === width && known.height === height ? known : { width, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return [element, size] as const;
}
