import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { PlacedPoint } from '../../../../shared/report/charts/safetyVolcanoLayout.ts';

export interface BrushBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface VolcanoBrush {
  /** In the order of their p: what the keyboard goes through. */
  readonly points: readonly PlacedPoint[];
  readonly picked: readonly string[] | null;
  readonly onChoose: (id: string) => void;
  readonly onPick: (ids: readonly string[] | null) => void;
  readonly focusOn: (id: string) => void;
}

/** Pointers miss by so many pixels. */
const NEAR = 6;
/** A press that moves less is a click. */
const MOVED = 4;

/**
 * Pointing at, choosing and picking out points: a press chooses, a drag picks what it encloses, a press beside them
 * lifts the picking. Left and right go by ratio, up and down by p; Enter chooses, Space picks, Shift with an arrow picks
 * along the way, Escape lifts.
 */
export function useVolcanoBrush({ points, picked, onChoose, onPick, focusOn }: VolcanoBrush) {
  const [box, setBox] = useState<BrushBox | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null);

  function placeOf(event: PointerEvent<HTMLElement>): { readonly x: number; readonly y: number } {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    start.current = placeOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const at = placeOf(event);
    const from = start.current;
    if (!from) {
      setOver(nearest(points, at)?.id ?? null);
      return;
    }
    if (box === null && Math.hypot(at.x - from.x, at.y - from.y) < MOVED) return;
    setOver(null);
    setBox({
      left: Math.min(from.x, at.x),
      right: Math.max(from.x, at.x),
      top: Math.min(from.y, at.y),
      bottom: Math.max(from.y, at.y),
    });
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    const from = start.current;
    start.current = null;
    setBox(null);
    if (!from) return;
    if (box) {
      const inside = points.filter(
        ({ x, y }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
      );
      onPick(inside.length === 0 ? null : inside.map(({ id }) => id));
      return;
    }
    const found = nearest(points, placeOf(event));
    if (found) {
      onChoose(found.id);
      focusOn(found.id);
    } else if (picked !== null) onPick(null);
  }

  function stop(): void {
    start.current = null;
    setBox(null);
    setOver(null);
  }

  function onKeyDown(event: KeyboardEvent, id: string): void {
    const own = new Set(picked ?? []);
    const to = targetOf(points, id, event.key);
    if (to) {
      focusOn(to);
      if (event.shiftKey) onPick([...own.add(id).add(to)]);
    } else if (event.key === 'Enter') onChoose(id);
    else if (event.key === ' ') {
      if (!own.delete(id)) own.add(id);
      onPick(own.size === 0 ? null : [...own]);
    } else if (event.key === 'Escape' && picked !== null) onPick(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const surface = { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: stop, onPointerLeave: stop };
  return { box, over, surface, onKeyDown };
}

/** The point under a pointer; of several the smallest, which lies on top. */
function nearest(
  points: readonly PlacedPoint[],
  at: { readonly x: number; readonly y: number },
): PlacedPoint | null {
  const under = points
    .map((point) => ({ point, distance: Math.hypot(point.x - at.x, point.y - at.y) - point.radius }))
    .filter(({ distance }) => distance <= NEAR)
    .toSorted((a, b) => Math.max(0, a.distance) - Math.max(0, b.distance) || a.point.radius - b.point.radius);
  return under[0]?.point ?? null;
}

function targetOf(points: readonly PlacedPoint[], id: string, key: string): string | null {
  const byRatio = key === 'ArrowLeft' || key === 'ArrowRight';
  const ordered = byRatio
    ? points.toSorted((a, b) => a.x - b.x || (a.id < b.id ? -1 : 1))
    : points.toSorted((a, b) => a.p - b.p || (a.id < b.id ? -1 : 1));
  const at = ordered.findIndex((point) => point.id === id);
  const last = ordered.length - 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: last,
  };
  const step = steps[key];
  return step === undefined ? null : (ordered[Math.min(last, Math.max(0, step))]?.id ?? null);
}
