import type { RefObject } from 'preact';
import { useId, useState } from 'preact/hooks';
import {
  complete,
  completions,
  type MentionQuery,
  mentionAt,
} from '../../state/mention-completion.ts';
import { chatWords } from './chat-words.ts';

interface MentionsOptions {
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  names: readonly string[];
  change(text: string, caret: number): void;
}

interface Choice {
  query: MentionQuery;
  names: readonly string[];
  chosen: number;
}

/** Completes names behind an @: the focus stays in the field, and the keys choose in the list. */
export function useMentions({ input, text, names, change }: MentionsOptions) {
  const [choice, setChoice] = useState<Choice>();
  const id = useId();
  const close = () => setChoice(undefined);
  const look = () => {
    const field = input.current;
    const query = field ? mentionAt({ text: field.value, caret: field.selectionStart }) : undefined;
    const found = query ? completions(query, names) : [];
    setChoice(query && found.length > 0 ? { query, names: found, chosen: 0 } : undefined);
  };
  const take = (name: string) => {
    if (!choice) return;
    const caret = choice.query.start + 1 + choice.query.typed.length;
    const completed = complete({ text, caret }, choice.query, name);
    change(completed.text, completed.caret);
    close();
  };
  const takeKey = (event: KeyboardEvent): boolean => {
    if (!choice || event.isComposing) return false;
    const { length } = choice.names;
    const turn = (by: number) =>
      setChoice({ ...choice, chosen: (choice.chosen + by + length) % length });
    const keys: Record<string, () => void> = {
      ArrowDown: () => turn(1),
      ArrowUp: () => turn(-1),
      Enter: () => take(choice.names[choice.chosen] ?? ''),
      Tab: () => take(choice.names[choice.chosen] ?? ''),
      Escape: close,
    };
    const act = event.shiftKey ? undefined : keys[event.key];
    if (!act) return false;
    event.preventDefault();
    act();
    return true;
  };
  const aria = choice
    ? ({
        'aria-autocomplete': 'list',
        'aria-controls': id,
        'aria-activedescendant': `${id}-${choice.chosen}`,
      } as const)
    : {};
  return { id, choice, aria, look, take, takeKey, close };
}

export function MentionList({ mentions }: { mentions: ReturnType<typeof useMentions> }) {
  const { id, choice, take } = mentions;
  return (
    <>
      <span class="visually-hidden" role="status">
        {choice && chatWords.namesHint(choice.names.length)}
      </span>
      {choice && (
        <div class="mentions" id={id} role="listbox" aria-label={chatWords.names}>
          {choice.names.map((name, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
            <div
              class="mention"
              key={name}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === choice.chosen}
              // Before the field loses the focus, with which the list would go.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(name)}
            >
              @{name}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
