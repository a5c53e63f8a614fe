import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import type { GridLayout } from '../../state/grid-layout.ts';
import { arrangeStage } from '../../state/screen-layout.ts';
import { followShares, noShares } from '../../state/shares.ts';
import { words } from '../words.ts';
import { boxStyle } from './box-style.ts';
import { SharedScreens } from './shared-screens.tsx';
import { Tile } from './tile.tsx';

const gap = 8;

/** All the people, as large as they can be beside what they share. */
export function Stage({ people, dimmed }: { people: readonly Participant[]; dimmed: boolean }) {
  const [stage, size] = useSize();
  const drawnAt = useRef(size);
  // Tiles glide when somebody comes or goes; while the window is dragged they keep up with it.
  const gliding = drawnAt.current === size;
  drawnAt.current = size;
  const { shares, show } = useShares(people);
  const sharers = shares.order.flatMap((id) => people.find(({ peerId }) => peerId === id) ?? []);
  const space = { ...size, count: people.length, gap };
  const { screen, people: box, grid } = arrangeStage(space, sharers.length > 0);
  return (
    <section class="stage" aria-label={words.meeting.people} data-dimmed={dimmed}>
      {/* Measured inside of the padding, which the ring of a speaker needs. */}
      <div class="stage-space" ref={stage}>
        {screen && (
          <SharedScreens sharers={sharers} shown={shares.shown} box={screen} onShow={show} />
        )}
        <div class="stage-people" style={boxStyle(box)}>
          <Tiles people={people} grid={grid} gliding={gliding} />
        </div>
      </div>
    </section>
  );
}

interface TilesProps {
  people: readonly Participant[];
  grid: GridLayout;
  gliding: boolean;
}

function Tiles({ people, grid, gliding }: TilesProps) {
  return (
    <div class="stage-tiles" data-gliding={gliding} style={{ height: `${grid.height}px` }}>
      {people.map((person, index) => (
        <Tile
          key={person.peerId}
          person={person}
          place={grid.places[index] ?? { left: 0, top: 0 }}
          size={grid.tile}
        />
      ))}
    </div>
  );
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

function useSize() {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
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
