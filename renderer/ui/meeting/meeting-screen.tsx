import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RoomPreview } from '../../call/call-state.ts';
import type { RoomPlace } from '../../shell/shell.ts';
import { layoutChoices } from '../../state/casting.ts';
import { inviteLinks } from '../../state/invite-links.ts';
import { useChatNotices } from '../chat/chat-notices.ts';
import { useChatPlace } from '../chat/chat-place.ts';
import { FileDrop } from '../chat/file-drop.tsx';
import { LazyChatPanel } from '../chat/lazy-chat-panel.tsx';
import { useScreen } from '../screen.ts';
import { LazyScreenPicker } from '../screen-picker/lazy-screen-picker.tsx';
import { useScreenPick } from '../screen-picker/screen-pick.ts';
import { type Session, useSurroundings } from '../surroundings.ts';
import { ViewsContext } from '../use-view.ts';
import { words } from '../words.ts';
import { AloneCard } from './alone-card.tsx';
import { Banner } from './banner.tsx';
import { ControlBar } from './control-bar.tsx';
import { toggleHand } from './gesture-buttons.tsx';
import { Header } from './header.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { useMeetingKeys } from './meeting-keys.ts';
import { useMeetingNotices } from './meeting-notices.ts';
import { useMutedHint } from './muted-hint.ts';
import { PeoplePanel } from './people-panel.tsx';
import { canFloat } from './pip/can-float.ts';
import { Floating } from './pip/floating.tsx';
import { Reactions } from './reactions.tsx';
import { ShareBar } from './share-bar.tsx';
import { toggleShare } from './share-button.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { Stage } from './stage.tsx';
import { useVolumes } from './use-volumes.ts';
import { useMeetingView } from './view.ts';
import './meeting.css';

interface MeetingScreenProps {
  session: Session;
  room: RoomPreview;
  place: RoomPlace;
}

/** The people; everything else waits at the edge. */
export function MeetingScreen({ session, room, place }: MeetingScreenProps) {
  const { shell, notices } = useSurroundings();
  const [inviting, setInviting] = useState(false);
  const [helping, setHelping] = useState(false);
  const pick = useScreenPick(shell.desktop);
  const heading = useScreen(room.roomName);
  const shareButton = useRef<HTMLButtonElement>(null);
  const view = useMeetingView();
  const chat = useChatPlace(session.meeting.chat);
  useMeetingNotices(session, room.roomName);
  useChatNotices(session.meeting, room.roomName, chat.open);

  const { meeting, media } = session;
  useLayoutEffect(() => meeting.views.attend(), [meeting]);
  useVolumes(meeting, view);
  useMutedHint(media);
  const togglePeople = () => {
    chat.giveWay();
    view.showPeople(!view.people.peek());
  };
  useMeetingKeys(media, {
    hand: () => void toggleHand(meeting, notices),
    people: togglePeople,
    layout: () => notices.say(words.view.layoutIs(view.nextLayout(layoutChoices))),
    share: () => toggleShare(media.screen, shell),
    float: () => view.float(canFloat() && !view.floating.peek()),
    'next-page': () => view.turnTo(view.page.peek() + 1),
    'previous-page': () => view.turnTo(view.page.peek() - 1),
    help: () => setHelping(true),
  });
  const links = inviteLinks(room.roomId, room.server, new URL(place.origin));
  const people = meeting.participants.value;
  // While the people are unknown, nobody is told that nobody is there.
  const alone = people.length < 2 && meeting.state.value.name === 'joined';
  return (
    <main class="meeting" data-chat={chat.open} data-people={view.people.value}>
      <Header
        session={session}
        roomName={room.roomName}
        heading={heading}
        links={alone ? undefined : links}
        onCopyFailed={() => setInviting(true)}
      />
      <ShareBar
        screen={media.screen}
        reaching={people.some(({ self, screen }) => self && screen !== null)}
        onStop={() => {
          media.screen.stop();
          // The button that was pressed goes away with the share.
          shareButton.current?.focus();
        }}
      />
      <div class={alone ? 'meeting-middle meeting-middle-alone' : 'meeting-middle'}>
        <ViewsContext.Provider value={meeting.views}>
          <Stage people={people} view={view} dimmed={meeting.state.value.name === 'reconnecting'} />
        </ViewsContext.Provider>
        {alone && <AloneCard links={links} />}
        <Reactions reactions={meeting.reactions.value} people={people} />
        <Banner meeting={meeting} />
      </div>
      <ControlBar
        meeting={meeting}
        media={media}
        view={view}
        shareButton={shareButton}
        chat={{
          ...chat,
          onToggle: () => {
            view.showPeople(false);
            chat.onToggle();
          },
        }}
        onPeople={togglePeople}
        onInvite={() => setInviting(true)}
        onShortcuts={() => setHelping(true)}
        onLeave={() => void meeting.leave()}
      />
      <FileDrop chat={chat.view} people={people} onDropped={chat.show} />
      {chat.open && (
        <LazyChatPanel
          chat={chat.view}
          roomName={room.roomName}
          people={people}
          onClose={chat.onToggle}
        />
      )}
      {view.people.value && (
        <PeoplePanel people={people} view={view} onClose={() => view.showPeople(false)} />
      )}
      {pick && <LazyScreenPicker pick={pick} />}
      {helping && <ShortcutsDialog onClose={() => setHelping(false)} />}
      <Floating session={session} view={view} />
      {inviting && <InviteDialog links={links} onClose={() => setInviting(false)} />}
    </main>
  );
}
