import type { ChatView } from '../../chat/chat-state.ts';
import { useSurroundings } from '../surroundings.ts';
import { chatWords } from './chat-words.ts';

/** Sends files to whom the chat is for at the moment; says of each that cannot be sent why not. */
export function useSendFiles(chat: ChatView): (files: readonly File[]) => void {
  const { notices } = useSurroundings();
  return (files) => {
    const most = chat.largestFile.peek();
    for (const file of files) {
      // A folder that is dropped looks like an empty file.
      if (most === 0) notices.say(chatWords.filesOff);
      else if (file.size === 0) notices.say(chatWords.fileEmpty(file.name));
      else if (file.size > most) {
        notices.say(chatWords.fileTooLarge(file.name, chatWords.size(most)));
      } else chat.sendFile(file, chat.recipient.peek());
    }
  };
}
