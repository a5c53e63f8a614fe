import { MessageSquare } from 'lucide';
import type { RefObject } from 'preact';
import type { ChatView } from '../../chat/chat-state.ts';
import { Icon } from '../icon.tsx';
import { shortcutNames, useShortcut } from '../shortcut.ts';
import { chatWords } from './chat-words.ts';
import './chat-button.css';

interface ChatButtonProps {
  chat: ChatView;
  open: boolean;
  button: RefObject<HTMLButtonElement | null>;
  onToggle(): void;
}

const shortcutKey = 'j';
const mostShown = 99;

/** Opens and closes the chat, and says how much of it is unread. */
export function ChatButton({ chat, open, button, onToggle }: ChatButtonProps) {
  useShortcut(shortcutKey, onToggle);
  const shortcut = shortcutNames(shortcutKey);
  const unread = open ? 0 : chat.unread.value;
  return (
    <button
      class="control"
      type="button"
      ref={button}
      aria-expanded={open}
      aria-keyshortcuts={shortcut.aria}
      onClick={onToggle}
    >
      <Icon node={MessageSquare} />
      {unread > 0 && (
        <span class="badge" aria-hidden="true">
          {unread > mostShown ? `${mostShown}+` : unread}
        </span>
      )}
      <span class="tip">
        {chatWords.title}
        {unread > 0 && `, ${chatWords.unread(unread)}`}
        <span class="keys" aria-hidden="true">
          {shortcut.shown}
        </span>
      </span>
    </button>
  );
}
