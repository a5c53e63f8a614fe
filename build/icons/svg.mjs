/**
 * Shapes, as the distance from a point to their edge, negative inside.
 * @typedef {{ x: number, y: number }} Point
 * @typedef {(point: Point) => number} Shape
 * @typedef {readonly [red: number, green: number, blue: number]} Colour
 * @typedef {{ shape: Shape, colour: Colour }} Painted
 */

const element = /<(?!\/|\?|!)(\w+)([^>]*)>/g;
const attribute = /([\w-]+)="([^"]*)"/g;
/** Elements that draw nothing. */
const silent = ['svg', 'title'];

/**
 * The shapes of a drawing, bottom first. Reads what our mark is made of and refuses all else, so
 * that no part of a changed mark is lost in silence.
 * @param {string} text an SVG document
 * @returns {Painted[]}
 */
export function readSvg(text) {
  return [...text.matchAll(element)].flatMap(([tag, name = '', rest = '']) => {
    if (silent.includes(name)) return [];
    const has = Object.fromEntries(
      [...rest.matchAll(attribute)].map(([, key, value]) => [key, value]),
    );
    const number = (/** @type {string} */ key) => Number(has[key] ?? 0);
    if (name === 'rect') {
      const [width, height, radius] = [number('width'), number('height'), number('rx')];
      const centre = { x: number('x') + width / 2, y: number('y') + height / 2 };
      return [{ shape: box(centre, width, height, radius), colour: colourOf(has.fill) }];
    }
    if (name === 'circle') {
      const shape = disc({ x: number('cx'), y: number('cy') }, number('r'));
      return [{ shape, colour: colourOf(has.fill) }];
    }
    if (name === 'path' && has.fill === 'none' && has['stroke-linecap'] === 'round') {
      const colour = colourOf(has.stroke);
      return arcsOf(has.d ?? '', number('stroke-width')).map((shape) => ({ shape, colour }));
    }
    throw new Error(`This cannot be drawn: ${tag}`);
  });
}

/**
 * A rectangle with round corners.
 * @param {Point} centre
 * @param {number} width
 * @param {number} height
 * @param {number} radius
 * @returns {Shape}
 */
export function box(centre, width, height, radius) {
  return ({ x, y }) => {
    const across = Math.abs(x - centre.x) - width / 2 + radius;
    const down = Math.abs(y - centre.y) - height / 2 + radius;
    const corner = Math.hypot(Math.max(across, 0), Math.max(down, 0));
    return corner + Math.min(Math.max(across, down), 0) - radius;
  };
}

/**
 * @param {Point} centre
 * @param {number} radius
 * @returns {Shape}
 */
export const disc = (centre, radius) => (point) => distance(point, centre) - radius;

/**
 * A line with round ends.
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 * @returns {Shape}
 */
export function line(from, to, width) {
  const along = { x: to.x - from.x, y: to.y - from.y };
  const square = along.x ** 2 + along.y ** 2;
  return ({ x, y }) => {
    const share = ((x - from.x) * along.x + (y - from.y) * along.y) / square;
    const at = Math.min(1, Math.max(0, share));
    const nearest = { x: from.x + at * along.x, y: from.y + at * along.y };
    return distance({ x, y }, nearest) - width / 2;
  };
}

/**
 * The strokes of a path of circular arcs: `M10 9a9 9 0 0 0 0 12`, as often as one likes.
 * @param {string} path
 * @param {number} width
 * @returns {Shape[]}
 */
function arcsOf(path, width) {
  const number = '-?\\d+(?:\\.\\d+)?';
  const arc = new RegExp(
    `M(${number})[ ,]?(${number})a(${number})[ ,]\\3[ ,]0[ ,]0[ ,]([01])[ ,](${number})[ ,]?(${number})`,
    'g',
  );
  const found = [...path.matchAll(arc)];
  if (found.map(([whole]) => whole).join('') !== path) throw new Error(`No arcs: ${path}`);
  return found.map((match) => {
    const [x = 0, y = 0, radius = 0, sweep, dx = 0, dy = 0] = match.slice(1).map(Number);
    return arcStroke({ x, y }, { x: x + dx, y: y + dy }, radius, sweep === 1, width);
  });
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {number} radius
 * @param {boolean} clockwise
 * @param {number} width
 * @returns {Shape}
 */
function arcStroke(from, to, radius, clockwise, width) {
  const chord = distance(from, to);
  // From the chord's middle to the circle's centre, which lies on the far side of the short arc.
  const height = Math.sqrt(radius ** 2 - (chord / 2) ** 2) * (clockwise ? 1 : -1);
  const centre = {
    x: (from.x + to.x) / 2 - (height * (to.y - from.y)) / chord,
    y: (from.y + to.y) / 2 + (height * (to.x - from.x)) / chord,
  };
  const outward = { x: (from.x + to.x) / 2 - centre.x, y: (from.y + to.y) / 2 - centre.y };
  const middle = Math.atan2(outward.y, outward.x);
  const half = Math.asin(chord / 2 / radius);
  return (point) => {
    const angle = Math.atan2(point.y - centre.y, point.x - centre.x) - middle;
    const beside = Math.abs(Math.atan2(Math.sin(angle), Math.cos(angle))) <= half;
    const away = beside
      ? Math.abs(distance(point, centre) - radius)
      : Math.min(distance(point, from), distance(point, to));
    return away - width / 2;
  };
}

/**
 * @param {Point} a
 * @param {Point} b
 */
const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * @param {string | undefined} text
 * @returns {Colour}
 */
export function colourOf(text = '') {
  const [, red, green, blue] = /^#(..)(..)(..)$/.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) {
    throw new Error(`No colour: ${text}`);
  }
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}
