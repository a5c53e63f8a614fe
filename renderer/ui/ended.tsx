import type { EndedWhy, RoomPreview } from '../call/call-state.ts';
import type { ChatView } from '../chat/chat-state.ts';
import type { RoomPlace } from '../shell/shell.ts';
import { chatWords } from './chat/chat-words.ts';
import { saveChat } from './chat/save-chat.ts';
import { useHosting } from './desktop/hosting.ts';
import { Mark } from './mark.tsx';
import { CallProblem } from './problem.tsx';
import { useScreen } from './screen.ts';
import { useSurroundings } from './surroundings.ts';
import { words } from './words.ts';

interface EndedProps {
  why: EndedWhy;
  /** False for who never got in. */
  wasIn: boolean;
  room: RoomPreview;
  place: RoomPlace;
  /** What was written, which can be kept. */
  chat: ChatView;
  onJoinAgain(): void;
}

export function Ended({ why, wasIn, room, place, chat, onJoinAgain }: EndedProps) {
  const { router } = useSurroundings();
  const { title, text } = sentencesFor(why, wasIn);
  const heading = useScreen(title);
  const hosting = useHosting();
  const isOpen = hosting.running?.origin === place.origin;
  return (
    <main class="plain">
      <Mark />
      <p class="eyebrow">{room.roomName}</p>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {text && <p class="muted">{text}</p>}
      {isOpen && <p class="muted">{words.hosting.staysOpen}</p>}
      {why.kind === 'failed' && <CallProblem error={why.error} />}
      <div class="actions">
        <button class="button button-primary" type="button" onClick={onJoinAgain}>
          {words.ended.joinAgain}
        </button>
        <button class="button" type="button" onClick={() => router.goHome()}>
          {words.backToHome}
        </button>
        {chat.items.value.length > 0 && (
          <button
            class="button"
            type="button"
            onClick={() => saveChat(chat.items.peek(), room.roomName)}
          >
            {chatWords.save}
          </button>
        )}
        {isOpen && (
          <button class="button" type="button" onClick={hosting.askToStop}>
            {words.hosting.stop}
          </button>
        )}
      </div>
    </main>
  );
}

function sentencesFor(why: EndedWhy, wasIn: boolean): { title: string; text?: string } {
  switch (why.kind) {
    case 'left':
      return words.ended.left;
    case 'server-closing':
      return words.ended.closing;
    case 'failed':
      return { title: wasIn ? words.ended.failed : words.ended.refused };
  }
}
