/** What menus, the tray, shortcuts and links ask of the page: the one place where it is done. */
import { useEffect } from 'preact/hooks';
import type { Command } from '../../../preload/contract.ts';
import type { LocalKind } from '../../media/media-state.ts';
import type { OpenError, RoomPlace } from '../../shell/shell.ts';
import { openSentence } from '../error-words.ts';
import { isInMeeting } from '../presence.ts';
import { type Surroundings, useSurroundings } from '../surroundings.ts';
import { toggleDevice } from '../toggle-device.ts';
import { words } from '../words.ts';

export function useCommands(): void {
  const surroundings = useSurroundings();
  const { desktop } = surroundings.shell;
  useEffect(
    () => desktop?.listen((command) => obey(command, surroundings)),
    [desktop, surroundings],
  );
}

function obey(command: Command, surroundings: Surroundings): void {
  switch (command.name) {
    case 'toggle-microphone':
      toggle('microphone', surroundings);
      break;
    case 'toggle-camera':
      toggle('camera', surroundings);
      break;
    case 'leave':
    case 'goodbye':
      leave(surroundings);
      break;
    case 'woke':
      // The browser's own word for it, which everybody who waits for the network listens to.
      window.dispatchEvent(new Event('online'));
      break;
    case 'open-settings':
      surroundings.wishes.settings.value = true;
      break;
    case 'open-room':
      openRoom(command.room, surroundings);
      break;
    case 'open-failed':
      explain(command.error, surroundings);
      break;
    case 'host':
      host(surroundings);
      break;
    case 'pick-screen':
      // The meeting listens for it itself; after its end nobody is there to be asked.
      cancelUnlessMeeting(surroundings);
      break;
  }
}

function cancelUnlessMeeting({ presence, shell }: Surroundings): void {
  const visit = presence.peek();
  if (!visit || !isInMeeting(visit)) void shell.desktop?.chooseScreen({ id: null, audio: false });
}

function toggle(kind: LocalKind, { shell, presence }: Surroundings): void {
  const session = presence.peek()?.session;
  // After the end of a meeting its devices are closed, and a press is not meant for the next one.
  if (!session || session.meeting.state.peek().name === 'ended') return;
  toggleDevice(shell, session.media, kind);
}

function leave({ presence }: Surroundings): void {
  const visit = presence.peek();
  if (visit && isInMeeting(visit)) void visit.session.meeting.leave();
}

/** A link may come from anybody, so that none takes a person out of a meeting unasked. */
function openRoom(room: RoomPlace, { router, presence, question }: Surroundings): void {
  const visit = presence.peek();
  if (!visit || !isInMeeting(visit)) {
    router.goToRoom(room);
    return;
  }
  if (visit.place.origin === room.origin && visit.place.roomId === room.roomId) return;
  question.value = {
    title: words.question.leaveFor.title(visit.roomName),
    text: words.question.leaveFor.text(room.roomId),
    act: {
      label: words.question.leaveFor.act,
      run: () => router.goToRoom(room),
    },
  };
}

/** A meeting's link that was clicked inside of the app, as if it had been clicked outside. */
export async function followLink(link: string, surroundings: Surroundings): Promise<void> {
  const opened = await surroundings.shell.openLink(link);
  if (opened.kind === 'room') openRoom(opened.room, surroundings);
  if (opened.kind === 'refused') explain(opened.error, surroundings);
}

function explain(error: OpenError, { question }: Surroundings): void {
  question.value = { title: words.question.notOpened, text: openSentence(error) };
}

function host({ router, presence, notices, wishes }: Surroundings): void {
  const visit = presence.peek();
  if (visit && isInMeeting(visit)) {
    notices.say(words.hosting.notNow);
    return;
  }
  router.goHome();
  wishes.host.value = true;
}
