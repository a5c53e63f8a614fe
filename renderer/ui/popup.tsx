import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { besideButton } from '../state/popup-place.ts';
import './styles/popup.css';

interface PopupProps {
  /** Names what opens. */
  label: string;
  /** The button's classes. */
  look: string;
  /** Other attributes of the button. */
  button?: { 'aria-keyshortcuts'?: string; 'aria-label'?: string };
  /** What stands in the button. */
  face: ComponentChildren;
  /** What opens, given the way to close it. */
  children: (close: () => void) => ComponentChildren;
}

/**
 * A button, and what it opens beside itself: over everything, with the focus inside, until Escape, a
 * press elsewhere or the focus leaving closes it. It is no modal: the meeting goes on around it.
 */
export function Popup({ label, look, button, face, children }: PopupProps) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <>
      <button
        {...button}
        class={look}
        type="button"
        ref={opener}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <Panel id={id} label={label} opener={opener} onEscape={close} onAway={() => setOpen(false)}>
          {children(close)}
        </Panel>
      )}
    </>
  );
}

interface PanelProps {
  id: string;
  label: string;
  opener: RefObject<HTMLButtonElement | null>;
  onEscape(): void;
  onAway(): void;
  children: ComponentChildren;
}

const focusable = 'button:not([disabled]), input:not([disabled]), a[href]';

function Panel({ id, label, opener, onEscape, onAway, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [element, button] = [panel.current, opener.current];
    if (!element || !button) return;
    // In the top layer nothing cuts it off. Where a browser knows no popovers it stands in the page.
    element.showPopover?.();
    const place = besideButton(button.getBoundingClientRect(), element.getBoundingClientRect(), {
      width: document.documentElement.clientWidth,
      height: document.documentElement.clientHeight,
    });
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
    const chosen = element.querySelector<HTMLElement>('input:checked');
    (chosen ?? element.querySelector<HTMLElement>(focusable))?.focus({ preventScroll: true });
  }, [opener]);
  useEffect(() => {
    const isOutside = (target: EventTarget | null) =>
      target instanceof Node &&
      !panel.current?.contains(target) &&
      !opener.current?.contains(target);
    const onPress = ({ target }: Event) => {
      if (isOutside(target)) onAway();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('focusin', onPress);
    window.addEventListener('resize', onAway);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('focusin', onPress);
      window.removeEventListener('resize', onAway);
    };
  });
  return (
    <div
      class="popup"
      popover="manual"
      role="dialog"
      id={id}
      ref={panel}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onEscape();
      }}
    >
      {children}
    </div>
  );
}
