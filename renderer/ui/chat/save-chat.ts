import { chatAsText } from '../../chat/chat-history.ts';
import type { ChatItem } from '../../chat/chat-state.ts';
import { chatWords } from './chat-words.ts';

/** Gives the chat to the browser as a text file, named after the room and the day. */
export function saveChat(items: readonly ChatItem[], roomName: string): void {
  const { savedTitle, toOne, size } = chatWords;
  const text = chatAsText(items, { title: savedTitle(roomName), to: toOne, size });
  const day = new Date().toISOString().slice(0, 10);
  saveBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), `Parley ${roomName} ${day}.txt`);
}

/** Lets the browser save what is in memory, in the way it saves everything. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  link.click();
  // The browser reads it in its own time, and has it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
