import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Box } from '../../state/screen-layout.ts';

/**
 * Lets an element that was put elsewhere glide there. It stands in its new place and size at once, and
 * only a transform leads there from the old ones, so that nothing is laid out while it moves.
 */
export function useGlide(element: RefObject<HTMLElement | null>, box: Box, gliding: boolean): void {
  const before = useRef<Box>(undefined);
  useLayoutEffect(() => {
    const [moved, from] = [element.current, before.current];
    before.current = box;
    if (!moved || !from || !gliding || isSame(from, box) || box.width === 0) return;
    const style = getComputedStyle(moved);
    const duration = Number.parseFloat(style.getPropertyValue('--calm'));
    if (!duration) return;
    const start = drawnNow(from, style.transform);
    for (const animation of moved.getAnimations()) animation.cancel();
    const scale = `scale(${start.width / box.width}, ${start.height / box.height})`;
    const transform = `translate(${start.left - box.left}px, ${start.top - box.top}px) ${scale}`;
    moved.animate([{ transform }, { transform: 'none' }], {
      duration,
      easing: style.getPropertyValue('--ease').trim() || 'ease',
    });
  });
}

/** Where it is seen, which is on its way where it has not arrived yet. */
function drawnNow(box: Box, transform: string): Box {
  if (transform === 'none' || transform === '') return box;
  const { a, d, e, f } = new DOMMatrix(transform);
  return {
    left: box.left + e,
    top: box.top + f,
    width: box.width * a,
    height: box.height * d,
  };
}

function isSame(one: Box, other: Box): boolean {
  return (
    one.left === other.left &&
    one.top === other.top &&
    one.width === other.width &&
    one.height === other.height
  );
}
