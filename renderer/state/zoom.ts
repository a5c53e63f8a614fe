/** How near one looks at a picture: how many times larger, and how far its middle is moved, in pixels. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

interface Size {
  width: number;
  height: number;
}

export const whole: Zoom = { scale: 1, x: 0, y: 0 };
export const nearest = 8;
/** What a press of a key or button does. */
export const zoomStep = 1.5;

/** Comes nearer by a factor, so that the point stays where it is; seen from the middle of the box. */
export function zoomAt(
  zoom: Zoom,
  factor: number,
  point: { x: number; y: number },
  box: Size,
): Zoom {
  const scale = Math.min(nearest, Math.max(1, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  return inside(
    { scale, x: point.x - (point.x - zoom.x) * ratio, y: point.y - (point.y - zoom.y) * ratio },
    box,
  );
}

export function panBy(zoom: Zoom, x: number, y: number, box: Size): Zoom {
  return inside({ scale: zoom.scale, x: zoom.x + x, y: zoom.y + y }, box);
}

/** No edge of the picture comes into the box, or one would look past it. */
export function inside({ scale, x, y }: Zoom, { width, height }: Size): Zoom {
  const within = (moved: number, side: number) => {
    const most = (side * (scale - 1)) / 2;
    // Never -0, which is no other place and yet another value.
    return Math.max(-most, Math.min(most, moved)) + 0;
  };
  return { scale, x: within(x, width), y: within(y, height) };
}
