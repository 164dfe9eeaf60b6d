import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bounds, defaultSize, minimumSize, saneBounds } from '../../../main/app/windowBounds.ts';

const screen: Bounds = { x: 0, y: 0, width: 1920, height: 1040 };
const second: Bounds = { x: 1920, y: -200, width: 1280, height: 1024 };

test('a first start has the default size', () => {
  expect(saneBounds(null, [screen])).toEqual(defaultSize);
});

test('a window opens where it was, on whichever display', () => {
  const onSecond = { x: 2000, y: -100, width: 900, height: 700 };
  expect(saneBounds(onSecond, [screen, second])).toEqual(onSecond);
});

test('a window whose display is gone, or whose title bar is out of reach, opens anew', () => {
  expect(saneBounds({ x: 2000, y: 0, width: 900, height: 700 }, [screen])).toEqual(defaultSize);
  expect(saneBounds({ x: 100, y: -50, width: 900, height: 700 }, [screen])).toEqual(defaultSize);
  expect(saneBounds({ x: 100, y: 1030, width: 900, height: 700 }, [screen])).toEqual(defaultSize);
});

test('whatever was remembered, the window fits its display and is not tiny', () => {
  const anyBounds = fc.record({
    x: fc.integer({ min: -5000, max: 5000 }),
    y: fc.integer({ min: -5000, max: 5000 }),
    width: fc.integer({ min: 0, max: 10_000 }),
    height: fc.integer({ min: 0, max: 10_000 }),
  });
  fc.assert(
    fc.property(anyBounds, (remembered) => {
      const { width, height } = saneBounds(remembered, [screen]);
      expect(width).toBeGreaterThanOrEqual(minimumSize.width);
      expect(width).toBeLessThanOrEqual(screen.width);
      expect(height).toBeGreaterThanOrEqual(minimumSize.height);
      expect(height).toBeLessThanOrEqual(screen.height);
    }),
  );
});
