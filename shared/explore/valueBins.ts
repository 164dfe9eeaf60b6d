import type { LocalText } from './exploreModel.ts';
import type { Masks } from './personTable.ts';

export interface ValueBins {
  readonly labels: readonly LocalText[];
  readonly masks: Masks;
}

/** With one open bin at each end, no more than a narrow mask holds. */
const MOST_INNER_BINS = 14;

/** Limits closer than that could not be told apart in print. */
const SMALLEST_STEP = 1e-5;

/**
 * Bins of equal width with round limits for one value a person, open at both ends, so that no extreme shows: the outer
 * bins take whatever lies beyond the 2nd and the 98th percentile. Null for fewer than ten times the minimum cell, or
 * where all values are the same.
 *
 * @param values NaN for persons without one
 */
export function valueBins(values: Float64Array, minimumCell: number): ValueBins | null {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  if (sorted.length < 10 * minimumCell) return null;
  const few = fewValues(sorted, minimumCell);
  if (few) return ofEachValue(values, few);
  const tail = Math.max(minimumCell - 1, Math.floor(sorted.length * 0.02));
  const low = sorted[tail] ?? 0;
  const high = sorted[sorted.length - 1 - tail] ?? 0;
  if (!(high > low)) return null;
  const whole = sorted.every((value) => Number.isInteger(value));
  const step = niceStep((high - low) / MOST_INNER_BINS, whole);
  if (step < SMALLEST_STEP) return null;
  const first = Math.floor(rounded(low / step)) + 1;
  const last = Math.max(first, Math.floor(rounded(high / step)));
  const limits = Array.from({ length: last - first + 1 }, (_, i) => rounded((first + i) * step));
  const masks = new Uint16Array(values.length);
  const top = limits.length;
  values.forEach((value, person) => {
    if (!Number.isFinite(value)) return;
    const bin = Math.min(top, Math.max(0, wholeSteps(value / step) - first + 1));
    masks[person] = 1 << bin;
  });
  return { labels: labels(limits, step, whole), masks };
}

/** The different values where there are but few and enough persons have each; null otherwise. */
function fewValues(sorted: Float64Array, minimumCell: number): readonly number[] | null {
  const counts = new Map<number, number>();
  for (const value of sorted) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > MOST_INNER_BINS) return null;
  }
  const enough =
    [...counts.values()].every((count) => count >= minimumCell) &&
    new Set([...counts.keys()].map(numberText)).size === counts.size;
  return enough && counts.size > 1 ? [...counts.keys()] : null;
}

function ofEachValue(values: Float64Array, few: readonly number[]): ValueBins {
  const masks = new Uint16Array(values.length);
  values.forEach((value, person) => {
    const bin = few.indexOf(value);
    if (bin >= 0) masks[person] = 1 << bin;
  });
  return { labels: few.map((value) => both(numberText(value))), masks };
}

/** 1, 2 or 5 times a power of ten, at least `step`; for whole numbers at least 1. */
function niceStep(step: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const nice = rounded(([1, 2, 5].find((factor) => factor * power >= step * 0.999) ?? 10) * power);
  return whole ? Math.max(1, nice) : nice;
}

/** Rounded down, without the dust that decimal steps leave in binary; only beside a whole number can there be any. */
function wholeSteps(steps: number): number {
  const beside = Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, Math.abs(steps));
  return Math.floor(beside ? rounded(steps) : steps);
}

/** Without the dust that decimal steps leave in binary. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function labels(limits: readonly number[], step: number, whole: boolean): readonly LocalText[] {
  const text = numberText;
  const first = limits[0] ?? 0;
  const last = limits.at(-1) ?? 0;
  const inner = limits.slice(0, -1).map((from, i) => {
    const to = limits[i + 1] ?? from;
    if (!whole) return both(`${text(from)}–${text(to)}`);
    return both(step === 1 ? text(from) : `${text(from)}–${text(to - 1)}`);
  });
  return [both(`<${text(first)}`), ...inner, both(`≥${text(last)}`)];
}

function numberText(value: number): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6, useGrouping: false }).format(value);
}

function both(text: string): LocalText {
  return { ja: text, en: text };
}
