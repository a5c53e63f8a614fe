import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from './words.ts';

/**
 * Names the window after the screen and brings the focus to its heading, so that a keyboard starts
 * at the top and a screen reader says where one has come to.
 */
export function useScreen(title?: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = words.title(title);
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
