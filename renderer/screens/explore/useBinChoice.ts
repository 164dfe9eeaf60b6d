import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useRef,
  useState,
} from 'react';
import { rangeMask } from '../../../shared/explore/filters.ts';

/** How a chart's bins are chosen. */
export interface BinChoice {
  readonly kind: 'range' | 'any';
  /** The bins chosen at the moment, as a mask. */
  readonly chosen: () => number;
  /** Another choice is shown while the gesture goes on, and made when it ends; `before` is the one when it began. */
  readonly onShow: (mask: number) => void;
  readonly onChoose: (mask: number, before: number) => void;
  readonly onApproach: () => void;
}

/**
 * Choosing bins by pointer and keyboard, as a list box: a press chooses one, a drag a range; arrow keys move, Space
 * chooses, Shift extends, Escape lifts. Bins are elements with `data-bin`.
 *
 * @param next which way the next bin lies
 */
export function useBinChoice(
  container: RefObject<HTMLDivElement | null>,
  count: number,
  next: 'right' | 'down' | 'up',
  { kind, chosen, onShow, onChoose, onApproach }: BinChoice,
) {
  const [active, setActive] = useState(0);
  const anchor = useRef<number | null>(null);
  const drag = useRef<{ readonly from: number; readonly before: number; moved: boolean } | null>(null);
  const focused = Math.min(active, count - 1);

  function focusBin(bin: number): void {
    setActive(bin);
    container.current?.querySelector<HTMLElement>(`[data-bin="${bin}"]`)?.focus();
  }

  function onFocus(event: FocusEvent<HTMLDivElement>): void {
    const bin = event.target.dataset.bin;
    if (bin !== undefined) setActive(Number(bin));
    onApproach();
  }

  function pressed(bin: number, before: number): number {
    if (kind === 'any') return before ^ (1 << bin);
    return before === 1 << bin ? 0 : 1 << bin;
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const bin = binUnder(event);
    if (event.button !== 0 || bin === null) return;
    drag.current = { from: bin, before: chosen(), moved: false };
    anchor.current = bin;
    if (kind === 'range') event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const dragging = drag.current;
    if (!dragging || kind !== 'range') return;
    const bin = binUnder(event) ?? dragging.from;
    if (bin === dragging.from && !dragging.moved) return;
    dragging.moved = true;
    onShow(rangeMask(Math.min(dragging.from, bin), Math.max(dragging.from, bin)));
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>): void {
    const dragging = drag.current;
    drag.current = null;
    if (!dragging) return;
    const bin = binUnder(event) ?? dragging.from;
    focusBin(bin);
    if (dragging.moved)
      onChoose(rangeMask(Math.min(dragging.from, bin), Math.max(dragging.from, bin)), dragging.before);
    else onChoose(pressed(bin, dragging.before), dragging.before);
  }

  function onPointerCancel(): void {
    const dragging = drag.current;
    drag.current = null;
    if (dragging?.moved) onShow(dragging.before);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const to = target(event.key, focused, count, next);
    if (to !== null) {
      event.preventDefault();
      focusBin(to);
      if (event.shiftKey) {
        anchor.current ??= focused;
        const from = anchor.current;
        onChoose(rangeMask(Math.min(from, to), Math.max(from, to)), chosen());
      }
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      anchor.current = focused;
      onChoose(pressed(focused, chosen()), chosen());
    } else if (event.key === 'Escape' && chosen() !== 0) {
      event.preventDefault();
      event.stopPropagation();
      anchor.current = null;
      onChoose(0, chosen());
    }
  }

  return {
    containerProps: {
      'aria-multiselectable': true,
      'aria-orientation': next === 'right' ? ('horizontal' as const) : ('vertical' as const),
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel,
      onPointerEnter: onApproach,
      onFocus,
      onKeyDown,
    },
    /** Only one bin is in the tab order: the one that the arrow keys have reached. */
    tabIndexOf: (bin: number) => (bin === focused ? 0 : -1),
  };
}

/** The bin that a pointer is over; beyond the ends, the nearest. */
function binUnder(event: PointerEvent<HTMLDivElement>): number | null {
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-bin]')];
  let nearest: { readonly bin: number; readonly distance: number } | null = null;
  for (const option of options) {
    const box = option.getBoundingClientRect();
    const distance = Math.hypot(
      Math.max(box.left - event.clientX, 0, event.clientX - box.right),
      Math.max(box.top - event.clientY, 0, event.clientY - box.bottom),
    );
    if (nearest === null || distance < nearest.distance) {
      nearest = { bin: Number(option.dataset.bin), distance };
    }
  }
  return nearest?.bin ?? null;
}

function target(key: string, from: number, count: number, next: 'right' | 'down' | 'up'): number | null {
  const forward = { right: ['ArrowRight', 'ArrowUp'], down: ['ArrowDown'], up: ['ArrowUp'] }[next];
  const back = { right: ['ArrowLeft', 'ArrowDown'], down: ['ArrowUp'], up: ['ArrowDown'] }[next];
  if (forward.includes(key)) return Math.min(count - 1, from + 1);
  if (back.includes(key)) return Math.max(0, from - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
