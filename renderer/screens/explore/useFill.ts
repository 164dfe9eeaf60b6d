import { useLayoutEffect } from 'react';
import { useApp } from '../../state/AppContext.tsx';
import type { OpenExplore } from '../../state/exploreState.ts';

/**
 * Writes the numbers of the moment into elements that a component has laid out: after each of its renderings, and at
 * every change of them without one. While a brush is drawn all charts have new numbers in every frame, too often for
 * rendering them. What `fill` writes, no rendering may.
 */
export function useFill(fill: (explore: OpenExplore) => void): void {
  const app = useApp();
  useLayoutEffect(() => {
    const now = () => {
      const { explore } = app.store.getState();
      if (explore.state === 'open') fill(explore);
    };
    now();
    return app.store.subscribe((state, before) => {
      if (state.explore !== before.explore) now();
    });
  });
}

/** Writes an attribute unless it stands there already; null takes it away. */
export function setAttribute(
  element: Element | null | undefined,
  attribute: string,
  value: string | null,
): void {
  if (!element || element.getAttribute(attribute) === value) return;
  if (value === null) element.removeAttribute(attribute);
  else element.setAttribute(attribute, value);
}

/** Writes a text unless it stands there already. */
export function setText(element: Element | null | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** Moves or scales an element; style alone, so that nothing is laid out anew. */
export function setTransform(element: HTMLElement | null | undefined, transform: string): void {
  if (element && element.style.transform !== transform) element.style.transform = transform;
}

/** Shows only a part of an element, given as a CSS shape. */
export function setClip(element: HTMLElement | null | undefined, shape: string): void {
  if (element && element.dataset.clip !== shape) {
    element.dataset.clip = shape;
    element.style.clipPath = shape;
  }
}

/** The elements of a chart's bins in order. */
export function binElements(container: Element): readonly HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>('[data-bin]')].sort(
    (a, b) => Number(a.dataset.bin) - Number(b.dataset.bin),
  );
}

/** Marks a bin as kept or left out by its chart's filter. */
export function markChoice(element: HTMLElement, mask: number, bin: number): void {
  const isChosen = (mask & (1 << bin)) !== 0;
  setAttribute(element, 'aria-selected', String(isChosen));
  element.classList.toggle('is-in', isChosen);
  element.classList.toggle('is-out', mask !== 0 && !isChosen);
}
