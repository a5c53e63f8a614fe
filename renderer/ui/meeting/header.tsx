import { Link } from 'lucide';
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatElapsed } from '../../state/elapsed.ts';
import type { InviteLinks } from '../../state/invite-links.ts';
import { Icon } from '../icon.tsx';
import { Mark } from '../mark.tsx';
import { ConnectionButton } from '../quality/connection-button.tsx';
import { type Session, useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

interface HeaderProps {
  session: Session;
  roomName: string;
  heading: RefObject<HTMLHeadingElement | null>;
  /** Absent while the invite stands large on the screen. */
  links: InviteLinks | undefined;
  onCopyFailed(): void;
}

export function Header({ session, roomName, heading, links, onCopyFailed }: HeaderProps) {
  const { shell, notices } = useSurroundings();
  const copyInvite = async (link: string) => {
    if (await shell.copy(link)) notices.say(words.invite.copied);
    else onCopyFailed();
  };
  return (
    <header class="meeting-header">
      <Mark />
      <h1 tabIndex={-1} ref={heading}>
        {roomName}
      </h1>
      <Elapsed />
      <ConnectionButton session={session} />
      {links && (
        <button class="chip" type="button" onClick={() => void copyInvite(links.web)}>
          <Icon node={Link} small />
          <span class="chip-text">{words.invite.copy}</span>
        </button>
      )}
    </header>
  );
}

/** Since this person came in, reconnections included. */
function Elapsed() {
  const [start] = useState(() => Date.now());
  const [now, setNow] = useState(start);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  return (
    <span class="elapsed" role="timer" aria-label={words.meeting.elapsed}>
      {formatElapsed(now - start)}
    </span>
  );
}
