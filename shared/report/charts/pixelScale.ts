/** From a value to its place in pixels; what lies beyond the ends is drawn at them. */
export interface PixelScale {
  readonly low: number;
  readonly high: number;
  readonly at: (value: number) => number;
}

export function linearScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): PixelScale {
  const at = (value: number): number => rounded(from + shareOf(value, low, high) * (to - from));
  return { low, high, at };
}

/** Logarithmic; 0 is drawn at the lower end. */
export function logScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): PixelScale {
  const at = (value: number): number =>
    value <= low
      ? from
      : rounded(from + shareOf(Math.log(value), Math.log(low), Math.log(high)) * (to - from));
  return { low, high, at };
}

/** Few round numbers from 0 up to `top`. */
export function roundTicks(top: number, about = 4): readonly number[] {
  const rough = top / about;
  if (!(rough > 0)) return [0];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999) ?? power;
  return Array.from({ length: Math.floor((top / step) * 1.0001) + 1 }, (_, i) =>
    Number((i * step).toPrecision(12)),
  );
}

/** 1, 2 and 5 times powers of ten within limits; fewer where there would be more than `most`. */
export function logTicks(low: number, high: number, most: number): readonly number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => Math.floor(Math.log10(low)) + i,
  );
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = powers
      .flatMap((power) => steps.map((step) => Number((step * 10 ** power).toPrecision(3))))
      .filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
    if (ticks.length <= most || steps.length === 1) return ticks;
  }
  return [];
}

function shareOf(value: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, high === low ? 0.5 : (value - low) / (high - low)));
}

function rounded(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
