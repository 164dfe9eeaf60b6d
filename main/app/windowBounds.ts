/** A rectangle on the desktop, in device-independent pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const defaultSize = { width: 1280, height: 800 } as const;
export const minimumSize = { width: 800, height: 560 } as const;

/** How much of the window's top edge must lie on a display for the user to be able to get hold of it. */
const HANDLE_PX = 96;

/**
 * Where to open the window: where it was, if that can still be seen and grabbed, no larger than the display it is on;
 * otherwise the default size, placed by the system.
 */
export function saneBounds(
  remembered: Bounds | null,
  workAreas: readonly Bounds[],
): Bounds | typeof defaultSize {
  if (remembered === null) return defaultSize;
  const area = workAreas.find((display) => isGrabbable(remembered, display));
  if (area === undefined) return defaultSize;
  const width = Math.min(Math.max(remembered.width, minimumSize.width), area.width);
  const height = Math.min(Math.max(remembered.height, minimumSize.height), area.height);
  return { x: remembered.x, y: remembered.y, width, height };
}

function isGrabbable(window: Bounds, display: Bounds): boolean {
  const overlap =
    Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  const topVisible = window.y >= display.y && window.y <= display.y + display.height - HANDLE_PX;
  return overlap >= HANDLE_PX && topVisible;
}
