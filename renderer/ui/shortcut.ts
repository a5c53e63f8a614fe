import { useEffect } from 'preact/hooks';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How a shortcut is written for people, and for `aria-keyshortcuts`. */
export function shortcutNames(key: string): { shown: string; aria: string } {
  const letter = key.toUpperCase();
  const shown = isApple ? `⌘ ${letter}` : `Ctrl ${letter}`;
  return { shown, aria: `Control+${letter} Meta+${letter}` };
}

/** Does something on a key with Ctrl, or Cmd on Apple's keyboards. */
export function useShortcut(key: string, act: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
      if (!command || event.key.toLowerCase() !== key) return;
      // The browser would bookmark the page, list its downloads or go to its search field.
      event.preventDefault();
      if (!event.repeat) act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
