import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CallState, Participant } from '../../call/call-state.ts';
import type { ScreenState } from '../../media/media-state.ts';
import { newHands } from '../../state/hands.ts';
import { rosterChanges } from '../../state/roster-changes.ts';
import { shareChanges } from '../../state/shares.ts';
import { errorWords } from '../error-words.ts';
import { useSounds } from '../sounds.ts';
import { type Session, useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { useDeviceNotices } from './device-notices.ts';

/** Says aloud what happens at the edge of the picture. */
export function useMeetingNotices(session: Session, roomName: string): void {
  useRosterNotices(session, roomName);
  useReconnectionNotice(session);
  useDeviceNotices(session.media);
  useScreenNotice(session);
  const { notices } = useSurroundings();
  useEffect(() => () => notices.clear(), [notices]);
}

function useRosterNotices({ meeting }: Session, roomName: string): void {
  const { notices, shell } = useSurroundings();
  const sound = useSounds();
  const known = useRef<readonly Participant[]>(undefined);
  useSignalEffect(() => {
    const people = meeting.participants.value;
    // While the room is rebuilt its people seem to go and come; what counts is who is there after.
    if (meeting.state.value.name !== 'joined') return;
    const before = known.current ?? people;
    known.current = people;
    const { joined, left } = rosterChanges(before, people);
    if (joined.length > 0) {
      notices.say(words.meeting.joined(joined));
      shell.notify({ title: roomName, body: words.meeting.joined(joined) });
      sound('joined');
    }
    if (left.length > 0) {
      notices.say(words.meeting.left(left));
      sound('left');
    }
    const hands = newHands(before, people);
    if (hands.length > 0) {
      notices.say(words.view.handsRaised(hands));
      sound('hand');
    }
    const { began, ended } = shareChanges(before, people);
    if (began.length > 0) notices.say(words.screen.began(began));
    if (ended.length > 0) notices.say(words.screen.ended(ended));
  });
}

function useReconnectionNotice({ meeting }: Session): void {
  const { notices } = useSurroundings();
  const before = useRef<CallState['name']>(undefined);
  useSignalEffect(() => {
    const { name } = meeting.state.value;
    if (before.current === 'reconnecting' && name === 'joined') {
      notices.say(words.meeting.reconnected);
    }
    before.current = name;
  });
}

/** The end of the own share, whoever ended it, and why one cannot begin; while it is on, a bar says so. */
function useScreenNotice({ media }: Session): void {
  const { notices } = useSurroundings();
  const before = useRef<ScreenState['name']>(undefined);
  useSignalEffect(() => {
    const state = media.screen.state.value;
    if (state.name === 'off' && before.current === 'on') notices.say(words.screen.stopped);
    if (state.name === 'failed') {
      const { what, advice } = errorWords.screens[state.trouble];
      notices.say(`${what} ${advice}`);
    }
    before.current = state.name;
  });
}
