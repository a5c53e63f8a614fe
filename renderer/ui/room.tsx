import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RoomPreview } from '../call/call-state.ts';
import type { RoomPlace } from '../shell/shell.ts';
import { Ended } from './ended.tsx';
import { MeetingScreen } from './meeting/meeting-screen.tsx';
import { PreJoin } from './pre-join/pre-join.tsx';
import { usePresence } from './presence.ts';
import { type Session, useSurroundings } from './surroundings.ts';

/** A room's address: before, during and after the meeting. */
export function Room({ place }: { place: RoomPlace }) {
  const { openSession } = useSurroundings();
  const [visit, setVisit] = useState(() => ({ number: 1, session: openSession(place) }));
  return (
    <Visit
      key={visit.number}
      place={place}
      session={visit.session}
      onJoinAgain={() => setVisit({ number: visit.number + 1, session: openSession(place) })}
    />
  );
}

interface VisitProps {
  place: RoomPlace;
  session: Session;
  onJoinAgain(): void;
}

function Visit({ place, session, onJoinAgain }: VisitProps) {
  const { meeting } = session;
  const room = useKnownRoom(place, session);
  useSessionLife(session);
  usePresence(session, place, room);
  const state = meeting.state.value;
  const wasIn = useRef(false);
  if (state.name === 'joined') wasIn.current = true;
  switch (state.name) {
    case 'idle':
    case 'connecting':
      return <PreJoin session={session} room={room} />;
    case 'joined':
    case 'reconnecting':
      return <MeetingScreen session={session} room={room} place={place} />;
    case 'ended':
      return (
        <Ended
          why={state.why}
          wasIn={wasIn.current}
          room={room}
          place={place}
          chat={meeting.chat}
          onJoinAgain={onJoinAgain}
        />
      );
  }
}

/** The room as far as it is known: what was learnt of it once outlives a lost connection. */
function useKnownRoom({ roomId, roomName = roomId }: RoomPlace, { meeting }: Session): RoomPreview {
  const known = useRef<RoomPreview>({
    roomId,
    roomName,
    peerCount: 0,
    server: { addresses: [], secure: false },
  });
  const preparation = meeting.preparation.value;
  if (preparation.name === 'ready') known.current = preparation.room;
  return known.current;
}

/** Devices start as they were left last time, and nothing stays open once this screen is gone. */
function useSessionLife({ meeting, media }: Session): void {
  const { shell } = useSurroundings();
  useEffect(() => {
    const { microphone, camera } = shell.preferences.peek();
    // Both promises end in states that the screens show.
    meeting.prepare().catch(() => undefined);
    if (microphone) void media.set('microphone', true);
    if (camera) void media.set('camera', true);
    return () => {
      void meeting.leave();
      media.close();
    };
  }, [meeting, media, shell]);
  useSignalEffect(() => {
    if (meeting.state.value.name === 'ended') media.close();
  });
}
