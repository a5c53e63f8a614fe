import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { words } from './words.ts';

interface DialogProps {
  title: string;
  /** A sentence that is read out with the title, where the dialog interrupts. */
  alert?: string;
  wide?: boolean;
  /** Called once it is closed, by whichever way; the focus is back where it was. */
  onClose(): void;
  /** What stands in it, given the way to close it. */
  children: (close: () => void) => ComponentChildren;
}

export function Dialog({ title, alert, wide = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const close = () => dialog.current?.close();
  useEffect(() => {
    dialog.current?.showModal();
    heading.current?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      class={wide ? 'dialog dialog-wide' : 'dialog'}
      ref={dialog}
      role={alert === undefined ? undefined : 'alertdialog'}
      aria-labelledby={`${id}-title`}
      aria-describedby={alert === undefined ? undefined : `${id}-text`}
      onClose={onClose}
      onClick={(event) => {
        // What lies beside the content belongs to the dialog's backdrop.
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="dialog-content">
        <div class="dialog-head">
          <h2 id={`${id}-title`} tabIndex={-1} ref={heading}>
            {title}
          </h2>
          <button class="button-icon" type="button" aria-label={words.close} onClick={close}>
            <Icon node={X} />
          </button>
        </div>
        {alert !== undefined && <p id={`${id}-text`}>{alert}</p>}
        {children(close)}
      </div>
    </dialog>
  );
}
