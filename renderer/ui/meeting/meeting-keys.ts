import { useEffect, useRef } from 'preact/hooks';
import type { LocalMedia } from '../../media/media-state.ts';
import { type KeyTarget, type Shortcut, shortcutFor } from '../../state/shortcuts.ts';
import { useSurroundings } from '../surroundings.ts';
import { PushToTalk } from './push-to-talk.ts';

/** What each key does, apart from the one that is held. */
export type KeyActs = Record<Exclude<Shortcut, 'talk'>, () => void>;

/** Listens to the keys of the whole meeting, unless the person has switched them off. */
export function useMeetingKeys(media: LocalMedia, acts: KeyActs): void {
  const { shell } = useSurroundings();
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const talk = new PushToTalk(media);
    // A button that was clicked has the focus too, but nobody who holds Space to talk knows of it.
    let clicked: Element | null = null;
    const onPointer = ({ target }: Event) => {
      clicked = target instanceof Element ? target.closest(pressed) : null;
    };
    const onDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') clicked = null;
      if (event.defaultPrevented || !shell.preferences.peek().singleKeys) return;
      const shortcut = shortcutFor(event, targetOf(event.target, clicked));
      if (shortcut === undefined) return;
      event.preventDefault();
      if (event.repeat) return;
      if (shortcut === 'talk') talk.press();
      else latest.current[shortcut]();
    };
    const onUp = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || !talk.holding) return;
      // Else it would press the button that was clicked before.
      event.preventDefault();
      talk.release();
    };
    const onAway = () => talk.release();
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onDown);
    document.addEventListener('keyup', onUp);
    // A key that is let go over another window is not heard here.
    window.addEventListener('blur', onAway);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onDown);
      document.removeEventListener('keyup', onUp);
      window.removeEventListener('blur', onAway);
      talk.release();
    };
  }, [media, shell]);
}

const typing = 'textarea, select, [contenteditable=""], [contenteditable="true"], [role=textbox]';
const buttons = /^(?:button|checkbox|radio|range|submit|reset|file|color|image)$/;
const pressed = 'button, a[href], summary, input, [role=button], [tabindex="0"]';

function targetOf(target: EventTarget | null, clicked: Element | null): KeyTarget {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('dialog[open], .popup')) return 'dialog';
  const isField = target instanceof HTMLInputElement && !buttons.test(target.type);
  if (isField || target.closest(typing)) return 'text';
  const control = target.closest(pressed);
  return control && control !== clicked ? 'control' : 'page';
}
