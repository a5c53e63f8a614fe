import { Lock } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { hueOf, initials } from '../../state/person.ts';
import { Avatar } from '../avatar.tsx';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';

interface RoomRowProps {
  roomName: string;
  detail: string;
  /** What a press does, as a word. */
  action: string;
  /** Where the room has an address of its own, other tabs may open it too. */
  path?: string | undefined;
  /** Somebody keeps it open at this moment. */
  live?: boolean;
  locked?: boolean;
  busy: boolean;
  onOpen(): void;
  /** What else can be done with the room. */
  children?: ComponentChildren;
}

/** The whole row opens the room. */
export function RoomRow(props: RoomRowProps) {
  const { roomName, detail, action, live = false, locked = false, busy, children } = props;
  const detailId = useId();
  return (
    <li class="room" aria-busy={busy}>
      {live && <span class="live" />}
      <Avatar initials={initials(words.home.hostOf(roomName))} hue={hueOf(roomName)} />
      <span class="room-text">
        <RoomName {...props} detailId={detailId} />
        <span class="room-detail" id={detailId}>
          {detail}
        </span>
      </span>
      <span class="room-action" aria-hidden="true">
        {locked && <Icon node={Lock} small />}
        {busy ? words.opening : action}
      </span>
      {children}
    </li>
  );
}

function RoomName(props: RoomRowProps & { detailId: string }) {
  const { roomName, action, path, busy, onOpen, detailId } = props;
  if (path === undefined) {
    return (
      <button
        class="room-name"
        type="button"
        aria-label={`${action} ${roomName}`}
        aria-describedby={detailId}
        aria-disabled={busy}
        onClick={() => {
          if (!busy) onOpen();
        }}
      >
        {roomName}
      </button>
    );
  }
  return (
    <a
      class="room-name"
      href={path}
      onClick={(event) => {
        // Another tab or window is the browser's business.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {roomName}
    </a>
  );
}
