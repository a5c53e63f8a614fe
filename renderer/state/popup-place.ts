/** Where what a button opens stands: above or below it, and always inside of the window. */

interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Between the button and what it opens, and to the edges of the window, in pixels. */
const gap = 8;

export function besideButton(
  button: Rectangle,
  panel: { width: number; height: number },
  window: { width: number; height: number },
): { left: number; top: number } {
  const centred = button.left + button.width / 2 - panel.width / 2;
  const left = within(centred, window.width - panel.width);
  const below = button.top + button.height + gap;
  const above = button.top - gap - panel.height;
  const isBelow = below + panel.height + gap <= window.height;
  return { left, top: within(isBelow ? below : above, window.height - panel.height) };
}

function within(wanted: number, most: number): number {
  return Math.round(Math.max(gap, Math.min(wanted, most - gap)));
}
