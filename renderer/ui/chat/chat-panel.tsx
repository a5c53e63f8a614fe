import { Download, X } from 'lucide';
import { useRef } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import type { ChatPerson, ChatView } from '../../chat/chat-state.ts';
import { Icon } from '../icon.tsx';
import { chatWords } from './chat-words.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { saveChat } from './save-chat.ts';
import './chat.css';

export interface ChatPanelProps {
  chat: ChatView;
  roomName: string;
  people: readonly Participant[];
  onClose(): void;
}

/** What is written in the room: beside the people where there is room, and over them where not. */
export function ChatPanel({ chat, roomName, people, onClose }: ChatPanelProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const others: ChatPerson[] = people.filter(({ self }) => !self);
  const self = people.find((person) => person.self)?.displayName ?? '';
  return (
    <aside
      class="chat"
      aria-label={chatWords.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header class="chat-head">
        <h2>{chatWords.title}</h2>
        <button
          class="button-icon"
          type="button"
          aria-label={chatWords.save}
          title={chatWords.save}
          disabled={chat.items.value.length === 0}
          onClick={() => saveChat(chat.items.peek(), roomName)}
        >
          <Icon node={Download} />
        </button>
        <button class="button-icon" type="button" aria-label={chatWords.close} onClick={onClose}>
          <Icon node={X} />
        </button>
      </header>
      <MessageList chat={chat} self={self} people={people} />
      <Composer chat={chat} others={others} input={input} />
    </aside>
  );
}
