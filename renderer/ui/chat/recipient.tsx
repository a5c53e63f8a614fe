import { useId } from 'preact/hooks';
import type { ChatPerson } from '../../chat/chat-state.ts';
import { chatWords } from './chat-words.ts';

interface RecipientProps {
  to: ChatPerson | undefined;
  others: readonly ChatPerson[];
  onChange(to: ChatPerson | undefined): void;
}

/** Everybody, or one of the others. */
export function Recipient({ to, others, onChange }: RecipientProps) {
  const id = useId();
  const here = to === undefined || others.some(({ peerId }) => peerId === to.peerId);
  return (
    <div class="composer-to" data-private={to !== undefined}>
      <label for={id}>{chatWords.to}</label>
      <select
        id={id}
        value={to?.peerId ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange(others.find(({ peerId }) => peerId === value));
        }}
      >
        <option value="">{chatWords.everybody}</option>
        {!here && <option value={to.peerId}>{chatWords.notHere(to.displayName)}</option>}
        {others.map(({ peerId, displayName }) => (
          <option key={peerId} value={peerId}>
            {displayName}
          </option>
        ))}
      </select>
    </div>
  );
}
