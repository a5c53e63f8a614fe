import { Copy, Lock } from 'lucide';
import type { ChatItem, ChatView } from '../../chat/chat-state.ts';
import { mentions } from '../../state/chat-text.ts';
import { hueOf, initials } from '../../state/person.ts';
import { Avatar } from '../avatar.tsx';
import { errorWords } from '../error-words.ts';
import { Icon } from '../icon.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { chatWords } from './chat-words.ts';
import { FileCard } from './file-card.tsx';
import { MessageText } from './message-text.tsx';

interface MessageProps {
  item: ChatItem;
  chat: ChatView;
  self: string;
  names: readonly string[];
  /** Stands under the name of the one before it. */
  continued: boolean;
  /** The first that was not read when the chat was opened. */
  first: boolean;
}

export function Message({ item, chat, self, names, continued, first }: MessageProps) {
  const { own, to, text, file, state } = item;
  const mentioned = !own && mentions(text, self);
  return (
    <>
      {first && (
        <li class="chat-new">
          <span>{chatWords.newSince}</span>
        </li>
      )}
      <li
        class="chat-item"
        tabIndex={-1}
        data-continued={continued}
        data-mentioned={mentioned}
        data-private={to !== undefined}
      >
        {!continued && <Who item={item} />}
        {file ? (
          <FileCard item={item} file={file} chat={chat} />
        ) : (
          <div class="chat-body">
            <MessageText text={text} names={names} />
            <CopyButton text={text} />
          </div>
        )}
        {state === 'sending' && !file && <p class="chat-state">{chatWords.sending}</p>}
        {state === 'failed' && <Failed item={item} chat={chat} />}
      </li>
    </>
  );
}

function Who({ item: { from, own, to, time } }: { item: ChatItem }) {
  const { displayName } = from;
  return (
    <p class="chat-who">
      <Avatar initials={initials(displayName)} hue={hueOf(displayName)} />
      <strong dir="auto">{own ? chatWords.you : displayName}</strong>
      {to && (
        <span class="chat-private">
          <Icon node={Lock} small />
          {own ? chatWords.toOne(to.displayName) : chatWords.toYou}
        </span>
      )}
      <time dateTime={new Date(time).toISOString()}>{chatWords.at(time)}</time>
    </p>
  );
}

function CopyButton({ text }: { text: string }) {
  const { shell, notices } = useSurroundings();
  const copy = async () => {
    notices.say((await shell.copy(text)) ? chatWords.copied : chatWords.notCopied);
  };
  return (
    <button
      class="button-icon chat-copy"
      type="button"
      aria-label={chatWords.copy}
      title={chatWords.copy}
      onClick={() => void copy()}
    >
      <Icon node={Copy} small />
    </button>
  );
}

function Failed({ item: { key, error }, chat }: { item: ChatItem; chat: ChatView }) {
  return (
    <div class="chat-failed">
      <p role="alert">
        {chatWords.notSent} {error && errorWords.call[error].what}
      </p>
      <button class="chip" type="button" onClick={() => chat.retry(key)}>
        {words.tryAgain}
      </button>
      <button class="chip" type="button" onClick={() => chat.discard(key)}>
        {chatWords.discard}
      </button>
    </div>
  );
}
