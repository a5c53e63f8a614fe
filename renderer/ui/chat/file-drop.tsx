import { useEffect, useState } from 'preact/hooks';
import type { Participant } from '../../call/call-state.ts';
import type { ChatView } from '../../chat/chat-state.ts';
import { chatWords } from './chat-words.ts';
import { useSendFiles } from './send-files.ts';

interface FileDropProps {
  chat: ChatView;
  people: readonly Participant[];
  /** Files were dropped, and are on their way. */
  onDropped(): void;
}

/** Takes files that are dragged over the meeting, and says before the drop whom they go to. */
export function FileDrop({ chat, people, onDropped }: FileDropProps) {
  const [over, setOver] = useState(false);
  const sendFiles = useSendFiles(chat);
  const to = chat.recipient.value;
  // Who has gone is never silently taken for everybody.
  const lost = to !== undefined && !people.some(({ peerId }) => peerId === to.peerId);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Also where it is not wanted: the browser would leave the meeting to show the file.
      event.preventDefault();
      const leaves = event.type === 'dragleave' && event.relatedTarget === null;
      setOver(event.type !== 'drop' && !leaves);
      if (event.type !== 'drop') return;
      if (lost) return;
      sendFiles([...event.dataTransfer.files]);
      onDropped();
    };
    const kinds = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
    for (const kind of kinds) document.addEventListener(kind, drag);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, drag);
    };
  });
  if (!over) return null;
  return (
    <div class="file-drop">
      {lost ? chatWords.toNobody(to.displayName) : chatWords.dropHere(to?.displayName)}
    </div>
  );
}
