import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { MeetingReport } from '../../preload/contract.ts';
import type { CallState, RoomPreview } from '../call/call-state.ts';
import type { RoomPlace } from '../shell/shell.ts';
import { isWanted } from '../state/device.ts';
import { inviteLinks } from '../state/invite-links.ts';
import { type Presence, type Session, useSurroundings } from './surroundings.ts';

const nowhere: MeetingReport = { state: 'none' };
const silence = JSON.stringify(nowhere);

/** Lets everybody else know of this visit: the shell by reports, the menus by `presence`. */
export function usePresence(session: Session, place: RoomPlace, room: RoomPreview): void {
  const { shell, presence } = useSurroundings();
  useEffect(() => {
    const here: Presence = { session, place, roomName: room.roomName };
    presence.value = here;
    return () => {
      if (presence.peek() === here) presence.value = undefined;
    };
  }, [presence, session, place, room.roomName]);

  const last = useRef(silence);
  useEffect(
    () =>
      effect(() => {
        const report = reportOf(session, place, room);
        const text = JSON.stringify(report);
        if (text !== last.current) shell.report(report);
        last.current = text;
      }),
    [shell, session, place, room],
  );
  useEffect(
    () => () => {
      if (last.current !== silence) shell.report(nowhere);
    },
    [shell],
  );
}

const states: Partial<Record<CallState['name'], 'joining' | 'joined' | 'reconnecting'>> = {
  connecting: 'joining',
  joined: 'joined',
  reconnecting: 'reconnecting',
};

function reportOf({ meeting, media }: Session, place: RoomPlace, room: RoomPreview): MeetingReport {
  const state = states[meeting.state.value.name];
  if (!state) return nowhere;
  return {
    state,
    origin: place.origin,
    roomId: room.roomId,
    roomName: room.roomName,
    muted: !isWanted(media.microphone.value),
    cameraOn: isWanted(media.camera.value),
    people: Math.max(1, meeting.participants.value.length),
    invite: inviteLinks(room.roomId, room.server, new URL(place.origin)).web,
  };
}

/** Whether leaving this visit would take somebody out of a meeting. */
export function isInMeeting({ session }: Presence): boolean {
  return states[session.meeting.state.value.name] !== undefined;
}
