import { Paperclip, SendHorizontal, Smile } from 'lucide';
import type { RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { limits } from '../../../sfu/protocol/model.ts';
import type { ChatPerson, ChatView } from '../../chat/chat-state.ts';
import { Icon } from '../icon.tsx';
import { chatWords } from './chat-words.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { MentionList, useMentions } from './mention-list.tsx';
import { Recipient } from './recipient.tsx';
import { useSendFiles } from './send-files.ts';

interface ComposerProps {
  chat: ChatView;
  others: readonly ChatPerson[];
  input: RefObject<HTMLTextAreaElement | null>;
}

/** Enter sends, Shift and Enter begin a line. What is typed stays when the panel goes. */
export function Composer({ chat, others, input }: ComposerProps) {
  const to = chat.recipient.value;
  const picker = useRef<HTMLInputElement>(null);
  const sendFiles = useSendFiles(chat);
  const [picking, setPicking] = useState(false);
  const id = useId();
  const text = chat.draft.value;
  const change = (next: string, caret = next.length) => {
    chat.draft.value = next;
    // After the text is in the field, which would move the caret to its end.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(caret, caret);
    });
  };
  const mentions = useMentions({
    input,
    text,
    names: others.map((each) => each.displayName),
    change,
  });
  const problem = problemOf(text, to, others);

  useEffect(() => input.current?.focus(), [input]);
  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    // The height of its content, which `field-sizing` would give in browsers that know it.
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
    if (field.value !== text) field.value = text;
  }, [input, text]);

  const send = () => {
    if (text.trim() === '' || problem) return;
    chat.send(text, to);
    chat.draft.value = '';
    setPicking(false);
    input.current?.focus();
  };
  const insert = (emoji: string) => {
    const caret = input.current?.selectionStart ?? text.length;
    change(text.slice(0, caret) + emoji + text.slice(caret), caret + emoji.length);
    setPicking(false);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <MentionList mentions={mentions} />
      {picking && (
        <EmojiPicker
          onPick={insert}
          onClose={() => change(text)}
          onGone={() => setPicking(false)}
        />
      )}
      <Recipient
        to={to}
        others={others}
        onChange={(next) => {
          chat.recipient.value = next;
        }}
      />
      <textarea
        class="field composer-text"
        ref={input}
        rows={1}
        value={text}
        placeholder={chatWords.placeholder}
        aria-label={chatWords.message}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        {...mentions.aria}
        onInput={(event) => {
          chat.draft.value = event.currentTarget.value;
          mentions.look();
        }}
        onClick={mentions.look}
        onPaste={(event) => {
          const files = [...(event.clipboardData?.files ?? [])];
          if (files.length === 0) return;
          event.preventDefault();
          if (!problem) sendFiles(files);
        }}
        onBlur={mentions.close}
        onKeyDown={(event) => {
          if (mentions.takeKey(event)) return;
          // While characters are being composed, Enter ends that.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      {problem && (
        <p class="field-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
      <div class="composer-actions">
        <button
          class="button-icon"
          type="button"
          aria-label={chatWords.emoji}
          title={chatWords.emoji}
          aria-expanded={picking}
          onClick={() => setPicking(!picking)}
        >
          <Icon node={Smile} />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            sendFiles([...(event.currentTarget.files ?? [])]);
            // So that the same file can be chosen again.
            event.currentTarget.value = '';
          }}
        />
        <button
          class="button-icon"
          type="button"
          aria-label={chatWords.attach}
          title={chatWords.attach}
          disabled={problem !== undefined}
          onClick={() => picker.current?.click()}
        >
          <Icon node={Paperclip} />
        </button>
        <button
          class="button button-primary composer-send"
          type="submit"
          aria-disabled={text.trim() === '' || problem !== undefined}
        >
          <Icon node={SendHorizontal} small />
          {chatWords.send}
        </button>
      </div>
    </form>
  );
}

/** Somebody who has gone is never silently taken for everybody. */
function problemOf(
  text: string,
  to: ChatPerson | undefined,
  others: readonly ChatPerson[],
): string | undefined {
  if (to && !others.some(({ peerId }) => peerId === to.peerId)) {
    return chatWords.toNobody(to.displayName);
  }
  const over = text.trimEnd().length - limits.chatTextLength;
  return over > 0 ? chatWords.tooLong(over) : undefined;
}
