import { Video } from 'lucide';
import type { Hosting } from '../desktop/hosting.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';

interface OwnRoomProps {
  room: NonNullable<Hosting['running']>;
  onStop(): void;
}

/** In place of the button that hosts: the room that is open on this computer. */
export function OwnRoom({ room, onStop }: OwnRoomProps) {
  const { roomName, people, port, movedFrom } = room;
  return (
    <div class="own-room">
      <div class="own-room-head">
        <span class="live" />
        <p class="own-room-text">
          <strong>{roomName}</strong>
          <span class="room-detail">{words.hosting.open(people)}</span>
        </p>
        <button class="button" type="button" onClick={onStop}>
          {words.hosting.stop}
        </button>
      </div>
      {movedFrom !== undefined && <p class="fine-print">{words.hosting.moved(movedFrom, port)}</p>}
      <button class="button button-primary button-large" type="submit">
        <Icon node={Video} />
        {words.hosting.enterOwn}
      </button>
    </div>
  );
}
