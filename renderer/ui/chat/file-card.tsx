import { File as FileIcon } from 'lucide';
import type { ChatItem, ChatView, FileView } from '../../chat/chat-state.ts';
import { errorWords } from '../error-words.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';
import { chatWords } from './chat-words.ts';
import { saveBlob } from './save-chat.ts';

interface FileCardProps {
  item: ChatItem;
  file: FileView;
  chat: ChatView;
}

/** A file that is offered: what it is, how far it is, and what can be done with it. */
export function FileCard({ item, file, chat }: FileCardProps) {
  const { name, size, transfer } = file;
  const moving = transfer?.state === 'running' || transfer?.state === 'waiting';
  const percent = Math.floor(((transfer?.done ?? 0) / size) * 100);
  return (
    <div class="file-card">
      <Icon node={FileIcon} />
      <div class="file-about">
        <p class="file-name" dir="auto">
          {name}
        </p>
        <p class="muted">
          {chatWords.size(size)} · {stateOf(item, file)}
        </p>
      </div>
      {moving && (
        <progress max={100} value={percent} aria-label={chatWords.progress(name, percent)} />
      )}
      <FileActions item={item} file={file} chat={chat} moving={moving} />
    </div>
  );
}

function FileActions({ item, file, chat, moving }: FileCardProps & { moving: boolean }) {
  const { own, key, state } = item;
  const { name, transfer, fileId } = file;
  // A message that failed as a whole has buttons of its own.
  if (file.state === 'gone' || state === 'failed') return null;
  const save = async () => {
    const blob = fileId === undefined ? undefined : await chat.fetchFile(fileId);
    if (blob) saveBlob(blob, name);
  };
  const failed = transfer?.state === 'failed';
  return (
    <div class="file-actions">
      {own && failed && (
        <button class="button" type="button" onClick={() => chat.retry(key)}>
          {words.tryAgain}
        </button>
      )}
      {!own && file.state === 'ready' && !moving && (
        <button
          class="button button-primary"
          type="button"
          aria-label={chatWords.fileSave(name)}
          onClick={() => void save()}
        >
          {chatWords.fileAct.save}
        </button>
      )}
      {moving && (
        <button
          class="button"
          type="button"
          aria-label={chatWords.fileCancel(name)}
          onClick={() => chat.cancelFile(item)}
        >
          {chatWords.fileAct.cancel}
        </button>
      )}
      {own && !moving && (
        <button
          class="button"
          type="button"
          aria-label={chatWords.fileWithdraw(name)}
          onClick={() => chat.cancelFile(item)}
        >
          {chatWords.fileAct.withdraw}
        </button>
      )}
    </div>
  );
}

function stateOf({ own, to }: ChatItem, { state, transfer }: FileView): string {
  if (state === 'gone') return chatWords.fileGone;
  if (transfer?.error) return errorWords.call[transfer.error].what;
  if (transfer?.state === 'waiting') return chatWords.fileWaiting;
  if (transfer?.state === 'done') return chatWords.fileSaved;
  if (state === 'sending') return own ? chatWords.fileSending : chatWords.fileNotYet;
  if (!own) return to ? chatWords.toYou : chatWords.offered;
  return to ? chatWords.fileOfferedToOne(to.displayName) : chatWords.fileOffered;
}
