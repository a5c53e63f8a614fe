import { RotateCcw, ZoomIn, ZoomOut } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { nearest, panBy, whole, type Zoom, zoomAt, zoomStep } from '../../state/zoom.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';
import './zoomable.css';

interface ZoomableProps {
  /** Names what is looked at. */
  label: string;
  children: ComponentChildren;
}

const middle = { x: 0, y: 0 };
/** How far an arrow key moves, in pixels. */
const stride = 80;

/** Something to look at from nearer: by wheel, by two fingers, by keys and by buttons. */
export function Zoomable({ label, children }: ZoomableProps) {
  const area = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(whole);
  const change = (next: (zoom: Zoom, box: DOMRect) => Zoom) => {
    const box = area.current?.getBoundingClientRect();
    if (box) setZoom((known) => next(known, box));
  };
  usePointers(area, change);
  const near = zoom.scale > 1;
  return (
    <div class="zoomable" data-near={near}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups what is filled in */}
      <div
        class="zoom-area"
        role="group"
        aria-label={words.view.zoomable(label)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved with the arrow keys
        tabIndex={0}
        ref={area}
        onKeyDown={(event) => {
          const next = byKey(event.key, near);
          if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
          event.preventDefault();
          change(next);
        }}
        onDblClick={() => change((now, box) => (near ? whole : zoomAt(now, 2, middle, box)))}
      >
        <div
          class="zoomed"
          style={{ transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` }}
        >
          {children}
        </div>
      </div>
      <div class="zoom-buttons">
        <Button
          icon={ZoomOut}
          label={words.view.zoomOut}
          disabled={!near}
          onPress={() => change((now, box) => zoomAt(now, 1 / zoomStep, middle, box))}
        />
        <Button
          icon={RotateCcw}
          label={words.view.zoomReset}
          disabled={!near}
          onPress={() => setZoom(whole)}
        />
        <Button
          icon={ZoomIn}
          label={words.view.zoomIn}
          disabled={zoom.scale >= nearest}
          onPress={() => change((now, box) => zoomAt(now, zoomStep, middle, box))}
        />
      </div>
      <p class="visually-hidden" role="status">
        {near && words.view.zoom(Math.round(zoom.scale * 100))}
      </p>
    </div>
  );
}

interface ButtonProps {
  icon: typeof ZoomIn;
  label: string;
  disabled: boolean;
  onPress(): void;
}

/** Stays in the tab order while it can do nothing, so that the focus is not lost with the last press. */
function Button({ icon, label, disabled, onPress }: ButtonProps) {
  return (
    <button
      class="zoom-button"
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      <Icon node={icon} />
    </button>
  );
}

type Step = (zoom: Zoom, box: DOMRect) => Zoom;

function byKey(key: string, near: boolean): Step | undefined {
  if (key === '+' || key === '=') return (zoom, box) => zoomAt(zoom, zoomStep, middle, box);
  if (key === '-') return (zoom, box) => zoomAt(zoom, 1 / zoomStep, middle, box);
  if (key === '0') return () => whole;
  const move = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
  if (!near || !move) return undefined;
  const [x = 0, y = 0] = move;
  return (zoom, box) => panBy(zoom, x * stride, y * stride, box);
}

/** Wheel and fingers: one moves, two come nearer. */
function usePointers(area: { current: HTMLDivElement | null }, change: (step: Step) => void): void {
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const held = new Map<number, PointerEvent>();
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
      latest.current((zoom, box) => zoomAt(zoom, factor, fromMiddle(event, box), box));
    };
    const onDown = (event: PointerEvent) => {
      held.set(event.pointerId, event);
      element.setPointerCapture(event.pointerId);
    };
    const onMove = (event: PointerEvent) => {
      const before = held.get(event.pointerId);
      if (!before) return;
      const other = [...held.values()].find(({ pointerId }) => pointerId !== event.pointerId);
      held.set(event.pointerId, event);
      const [x, y] = [event.clientX - before.clientX, event.clientY - before.clientY];
      if (!other) return latest.current((zoom, box) => panBy(zoom, x, y, box));
      const factor = distance(event, other) / Math.max(1, distance(before, other));
      latest.current((zoom, box) => {
        const moved = panBy(zoom, x / 2, y / 2, box);
        return zoomAt(moved, factor, fromMiddle(between(event, other), box), box);
      });
    };
    const onUp = ({ pointerId }: PointerEvent) => held.delete(pointerId);
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
    };
  }, [area]);
}

type Point = Pick<MouseEvent, 'clientX' | 'clientY'>;

function fromMiddle({ clientX, clientY }: Point, box: DOMRect): { x: number; y: number } {
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}

function between(one: Point, other: Point): Point {
  return {
    clientX: (one.clientX + other.clientX) / 2,
    clientY: (one.clientY + other.clientY) / 2,
  };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
