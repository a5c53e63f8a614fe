import { X } from 'lucide';
import { useRef } from 'preact/hooks';
import type { PastRoom } from '../../shell/shell.ts';
import { Icon } from '../icon.tsx';
import { OpenProblem } from '../problem.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { Guide } from './guide.tsx';
import type { Opening } from './opening.ts';
import { RoomRow } from './room-row.tsx';

/** The rooms one has been in, or, where there are none yet, how a meeting comes about. */
export function RecentRooms({ opening }: { opening: Opening }) {
  const { shell, notices } = useSurroundings();
  const heading = useRef<HTMLHeadingElement>(null);
  const rooms = shell.recent.value;
  if (rooms.length === 0) return <Guide />;

  const forget = (room: PastRoom) => {
    shell.forget(room);
    notices.say(words.recent.forgot(room.roomName));
    // The button that had the focus is gone.
    heading.current?.focus();
  };
  const { busy, refused } = opening;
  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title" tabIndex={-1} ref={heading}>
        {words.recent.title}
      </h2>
      {refused?.way.startsWith('recent ') && <OpenProblem error={refused.error} />}
      <ul class="rooms">
        {rooms.map((room) => (
          <RoomRow
            key={room.key}
            roomName={room.roomName}
            detail={`${room.where} · ${words.recent.when(room.joinedAt, Date.now())}`}
            action={words.join}
            path={room.path}
            busy={busy === `recent ${room.key}`}
            onOpen={() => opening.open(`recent ${room.key}`, () => shell.openRecent(room))}
          >
            <button
              class="button-icon"
              type="button"
              aria-label={words.recent.forget(room.roomName)}
              onClick={() => forget(room)}
            >
              <Icon node={X} />
            </button>
          </RoomRow>
        ))}
      </ul>
    </section>
  );
}
