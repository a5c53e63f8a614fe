/** The messages of a room in their order. Pure. */
import type { ChatMessage } from '../../sfu/protocol/chat.ts';
import type { ChatItem } from './chat-state.ts';

/** With those that were not known yet, by the server's time; the same list where there are none. */
export function withMessages(
  known: readonly ChatMessage[],
  more: readonly ChatMessage[],
): readonly ChatMessage[] {
  const ids = new Set(known.map(({ messageId }) => messageId));
  const fresh = more.filter(({ messageId }) => !ids.has(messageId));
  if (fresh.length === 0) return known;
  return [...known, ...fresh].toSorted((one, other) => one.time - other.time);
}

export function toItem(message: ChatMessage, own: boolean, key: string): ChatItem {
  const { time, from, to, text } = message;
  return { key, time, from, own, text, state: 'sent', ...(to && { to }) };
}

/** Whether a message stands under the same name as the one before it, and needs none of its own. */
export function continues(before: ChatItem | undefined, item: ChatItem): boolean {
  return (
    before !== undefined &&
    before.from.peerId === item.from.peerId &&
    before.to?.peerId === item.to?.peerId &&
    item.time - before.time < groupedFor
  );
}

const groupedFor = 5 * 60 * 1000;

const stamp = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium' });

/** The whole chat as text to keep, a message a paragraph, in the reader's own time zone. */
export function chatAsText(
  items: readonly ChatItem[],
  { title, to }: { title: string; to: (name: string) => string },
): string {
  const said = items.filter(({ state }) => state === 'sent');
  const lines = said.map((item) => {
    const name = item.from.displayName + (item.to ? ` (${to(item.to.displayName)})` : '');
    return `[${stamp.format(item.time)}] ${name}\n${item.text}\n`;
  });
  return `${title}\n\n${lines.join('\n')}`;
}
