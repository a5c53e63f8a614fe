import { Settings } from 'lucide';
import { Icon } from '../icon.tsx';
import { Mark } from '../mark.tsx';
import { useScreen } from '../screen.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { NearbyRooms } from './nearby-rooms.tsx';
import { useOpening } from './opening.ts';
import { RecentRooms } from './recent-rooms.tsx';
import { Start } from './start.tsx';
import './home.css';

/** Host a room, or join one. */
export function Home() {
  const heading = useScreen();
  const { shell, wishes } = useSurroundings();
  const opening = useOpening();
  const { desktop, hostComputer } = shell;
  return (
    <main class="home">
      <div class="home-start">
        <p class="brand">
          <Mark />
          {words.product}
        </p>
        <h1 tabIndex={-1} ref={heading}>
          {words.home.headline}
        </h1>
        <Start opening={opening} />
        <p class="fine-print">
          {hostComputer === undefined ? words.home.runsHere : words.home.runsOn(hostComputer)}
        </p>
        <button
          class="quiet-button"
          type="button"
          aria-haspopup="dialog"
          onClick={() => {
            wishes.settings.value = true;
          }}
        >
          <Icon node={Settings} />
          {words.settings}
        </button>
      </div>
      <div class="home-aside">
        {desktop && <NearbyRooms desktop={desktop} opening={opening} />}
        <RecentRooms opening={opening} />
      </div>
    </main>
  );
}
