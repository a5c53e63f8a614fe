import type { Box } from '../../state/screen-layout.ts';

/** A place that was worked out, as the style of an element that stands there. */
export function boxStyle({ left, top, width, height }: Box) {
  return { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
}
