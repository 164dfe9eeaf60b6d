import type { PixelBox } from './pixelMarks.ts';
import { shortened, textWidth } from './textBox.ts';

interface Bubble {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const HEIGHT = 14;
const widest = 170;

/**
 * Names beside their bubbles, inside a box, over no other name and none of the bubbles: right, left, above or below.
 * First come, first served; for whom no place is left goes without. Texts are aligned left.
 */
export function placeLabels(
  named: readonly (Bubble & { readonly name: string })[],
  bubbles: readonly Bubble[],
  box: PixelBox,
): { readonly x: number; readonly y: number; readonly text: string }[] {
  const taken: PixelBox[] = [];
  return named.flatMap(({ x, y, radius, name }) => {
    const text = shortened(name, Math.min(widest, (box.right - box.left) * 0.42), 11);
    const width = textWidth(text, 11);
    const candidates = [
      { x: x + radius + 5, y },
      { x: x - radius - 5 - width, y },
      { x: x - width / 2, y: y - radius - 9 },
      { x: x - width / 2, y: y + radius + 9 },
      { x: x + radius + 2, y: y - radius - 5 },
      { x: x + radius + 2, y: y + radius + 5 },
    ];
    for (const at of candidates) {
      const own = { left: at.x, right: at.x + width, top: at.y - HEIGHT / 2, bottom: at.y + HEIGHT / 2 };
      const inside = own.left >= box.left && own.right <= box.right && own.bottom <= box.bottom;
      const isFree =
        !taken.some((other) => overlaps(own, other)) &&
        !bubbles.some(
          (bubble) =>
            (bubble.x !== x || bubble.y !== y) &&
            overlaps(own, {
              left: bubble.x - bubble.radius,
              right: bubble.x + bubble.radius,
              top: bubble.y - bubble.radius,
              bottom: bubble.y + bubble.radius,
            }),
        );
      if (!inside || !isFree) continue;
      taken.push(own);
      return [{ x: Math.round(at.x), y: Math.round(at.y), text }];
    }
    return [];
  });
}

function overlaps(one: PixelBox, other: PixelBox): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
