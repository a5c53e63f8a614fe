import { Copy } from 'lucide';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

interface LinkFieldProps {
  label: string;
  link: string;
  /** The button's name, and what is said once the link is copied. */
  copy: string;
  copied: string;
  primary?: boolean;
}

/**
 * A link to read, select and copy. Where the clipboard is closed, it is selected instead. It says so
 * beside itself, because a notice would lie behind a dialog.
 */
export function LinkField({ label, link, copy, copied, primary = false }: LinkFieldProps) {
  const { shell } = useSurroundings();
  const [outcome, setOutcome] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const press = async () => {
    const isCopied = await shell.copy(link);
    if (!isCopied) {
      input.current?.focus();
      input.current?.select();
    }
    setOutcome(isCopied ? copied : words.invite.select);
  };
  return (
    <div class="link-field">
      <div class="link-head">
        <label class="eyebrow" for={id}>
          {label}
        </label>
        <span class="link-outcome" role="status">
          {outcome}
        </span>
      </div>
      <input
        class="field"
        id={id}
        ref={input}
        readOnly
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button
        class={primary ? 'button button-primary' : 'button'}
        type="button"
        onClick={() => void press()}
      >
        <Icon node={Copy} />
        {copy}
      </button>
    </div>
  );
}
