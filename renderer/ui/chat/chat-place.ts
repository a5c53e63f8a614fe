import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ChatView } from '../../chat/chat-state.ts';

export interface ChatPlace {
  view: ChatView;
  open: boolean;
  button: RefObject<HTMLButtonElement | null>;
  onToggle(): void;
  show(): void;
  /** Gives its place to something else, which has the focus. */
  giveWay(): void;
}

/** Whether the chat is open; closed, the focus is back at the button that opens it. */
export function useChatPlace(view: ChatView): ChatPlace {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const onToggle = () => {
    setOpen(!open);
    // Once it can be seen again: on a narrow screen the chat covers it.
    if (open) requestAnimationFrame(() => button.current?.focus());
  };
  const giveWay = () => setOpen(false);
  return { view, open, button, onToggle, giveWay, show: () => setOpen(true) };
}
