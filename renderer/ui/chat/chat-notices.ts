import { useEffect } from 'preact/hooks';
import type { Meeting } from '../../call/call-state.ts';
import type { ChatItem } from '../../chat/chat-state.ts';
import { useSounds } from '../sounds.ts';
import { useSurroundings } from '../surroundings.ts';
import { chatWords } from './chat-words.ts';

const longestShown = 160;

/**
 * Says what was written while the chat is closed, and tells it to the shell, which shows it while the
 * window is hidden. An open chat is read out by itself.
 */
export function useChatNotices({ chat }: Meeting, roomName: string, open: boolean) {
  const { notices, shell } = useSurroundings();
  const sound = useSounds();
  useEffect(
    () =>
      chat.onArrival((item) => {
        const sentence = sentenceOf(item);
        shell.notify({ title: roomName, body: sentence });
        if (open) return;
        notices.say(sentence);
        sound('message');
      }),
    [chat, notices, shell, roomName, open, sound],
  );
}

function sentenceOf({ from, to, text, file }: ChatItem): string {
  const line = (file ? chatWords.offers(file.name) : text).replace(/\s+/g, ' ');
  const shown = line.length > longestShown ? `${line.slice(0, longestShown)}…` : line;
  const say = to ? chatWords.saidToYou : chatWords.said;
  return say(from.displayName, shown);
}
