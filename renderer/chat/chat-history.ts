/** The messages of a room in their order. Pure. */
import type { ChatMessage, SharedFile } from '../../sfu/protocol/chat.ts';
import type { ChatItem, TransferView } from './chat-state.ts';

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

/** @param transfer what is under way with the message's file */
export function toItem(
  message: ChatMessage,
  own: boolean,
  key: string,
  transfer?: TransferView,
): ChatItem {
  const { time, from, to, text } = message;
  const file = message.file && { ...message.file, ...(transfer && { transfer }) };
  return { key, time, from, own, text, state: 'sent', ...(to && { to }), ...(file && { file }) };
}

/** With a file's new state; the same list where no message offers it. */
export function withFileState(
  known: readonly ChatMessage[],
  { fileId, state }: Pick<SharedFile, 'fileId' | 'state'>,
): readonly ChatMessage[] {
  if (!known.some(({ file }) => file?.fileId === fileId)) return known;
  return known.map((message) =>
    message.file?.fileId === fileId ? { ...message, file: { ...message.file, state } } : message,
  );
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
  {
    title,
    to,
    size,
  }: { title: string; to: (name: string) => string; size: (bytes: number) => string },
): string {
  const sent = items.filter(({ state }) => state === 'sent');
  const lines = sent.map((item) => {
    const name = item.from.displayName + (item.to ? ` (${to(item.to.displayName)})` : '');
    const said = item.file ? `${item.file.name} (${size(item.file.size)})` : item.text;
    return `[${stamp.format(item.time)}] ${name}\n${said}\n`;
  });
  return `${title}\n\n${lines.join('\n')}`;
}
