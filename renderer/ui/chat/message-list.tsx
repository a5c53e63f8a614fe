import { useSignalEffect } from '@preact/signals';
import { ArrowDown } from 'lucide';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import { continues } from '../../chat/chat-history.ts';
import type { ChatItem, ChatView } from '../../chat/chat-state.ts';
import { Icon } from '../icon.tsx';
import { chatWords } from './chat-words.ts';
import { Message } from './message.tsx';

interface MessageListProps {
  chat: ChatView;
  /** The name under which one is mentioned. */
  self: string;
  people: readonly Participant[];
}

/** How far from its end a list still counts as being at it, in CSS pixels. */
const nearEnd = 48;

export function MessageList({ chat, self, people }: MessageListProps) {
  const items = chat.items.value;
  const { list, atEnd, onScroll, toEnd, older } = useScrolling(chat, items);
  // Where reading was left off when the panel was opened; it stays until it is opened again.
  const [since] = useState(() => chat.readUntil.peek());
  useReading(chat);
  const names = people.map(({ displayName }) => displayName);
  const firstNew = items.find(({ own, time }) => !own && time > since)?.key;
  return (
    <div class="chat-middle">
      <div
        class="chat-log"
        role="log"
        ref={list}
        aria-label={chatWords.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={(event) => moveFocus(event)}
      >
        {items.length === 0 && (
          <div class="chat-empty">
            <p>{chatWords.empty}</p>
            <p class="muted">{chatWords.emptyHint}</p>
          </div>
        )}
        {chat.more.value && (
          <button class="quiet-button chat-earlier" type="button" onClick={older}>
            {chatWords.earlier}
          </button>
        )}
        <ol class="chat-items">
          {items.map((item, index) => (
            <Message
              key={item.key}
              item={item}
              chat={chat}
              self={self}
              names={names}
              continued={continues(items[index - 1], item) && item.key !== firstNew}
              first={item.key === firstNew}
            />
          ))}
        </ol>
      </div>
      {!atEnd && (
        <button class="chip chat-to-end" type="button" onClick={toEnd}>
          <Icon node={ArrowDown} small />
          {chatWords.newest}
        </button>
      )}
    </div>
  );
}

/** Stays at the end while one is there, and where one reads while older messages come in above. */
function useScrolling(chat: ChatView, items: readonly ChatItem[]) {
  const list = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const fromEnd = useRef<number>(undefined);
  const newest = items.at(-1);
  const toEnd = () => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
  };
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    if (fromEnd.current !== undefined) {
      element.scrollTop = element.scrollHeight - fromEnd.current;
      fromEnd.current = undefined;
    } else if (atEnd || newest?.state === 'sending') toEnd();
  }, [items, newest]);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      if (atEnd) toEnd();
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [atEnd]);
  return {
    list,
    atEnd,
    toEnd,
    onScroll: () => {
      const element = list.current;
      if (!element) return;
      const { scrollHeight, scrollTop, clientHeight } = element;
      setAtEnd(scrollHeight - scrollTop - clientHeight < nearEnd);
    },
    older: () => {
      const element = list.current;
      if (element) fromEnd.current = element.scrollHeight - element.scrollTop;
      void chat.loadOlder();
    },
  };
}

/** What comes while somebody looks is read. */
function useReading(chat: ChatView): void {
  const readIfSeen = () => {
    if (document.visibilityState === 'visible') chat.read();
  };
  useSignalEffect(() => {
    if (chat.unread.value > 0) readIfSeen();
  });
  useEffect(() => {
    readIfSeen();
    document.addEventListener('visibilitychange', readIfSeen);
    return () => document.removeEventListener('visibilitychange', readIfSeen);
  });
}

/** Arrow keys go from message to message; Tab from there to what can be done with it. */
function moveFocus(event: KeyboardEvent): void {
  const list = event.currentTarget;
  if (!(list instanceof HTMLElement)) return;
  const all = [...list.querySelectorAll<HTMLElement>('.chat-item')];
  const at = all.findIndex((item) => item.contains(document.activeElement));
  const steps: Record<string, number> = {
    ArrowUp: at < 0 ? all.length - 1 : at - 1,
    ArrowDown: at < 0 ? 0 : at + 1,
    Home: 0,
    End: all.length - 1,
  };
  const next = steps[event.key];
  if (next === undefined) return;
  const target = all[next];
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.scrollIntoView({ block: 'nearest' });
}
