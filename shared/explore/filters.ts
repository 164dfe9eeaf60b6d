import type { Dimension } from './exploreModel.ts';

/**
 * The one truth about what is filtered: per dimension the chosen bins as a bit mask. A person passes who is in any
 * chosen bin of every dimension that is listed. A dimension without a choice is not listed, so that equal filters are
 * equal objects by content.
 */
export type Filters = Readonly<Record<string, number>>;

export const noFilters: Filters = {};

/** Chooses exactly these bins; none lifts the filter. */
export function chooseBins(filters: Filters, dimension: string, mask: number): Filters {
  if ((filters[dimension] ?? 0) === mask) return filters;
  const { [dimension]: _, ...others } = filters;
  return mask === 0 ? others : { ...others, [dimension]: mask };
}

/** Chooses a bin in addition to those chosen, or no longer. */
export function toggleBin(filters: Filters, dimension: string, bin: number): Filters {
  return chooseBins(filters, dimension, (filters[dimension] ?? 0) ^ (1 << bin));
}

/** Chooses the run of bins between two, both included, in either order. */
export function chooseRange(filters: Filters, dimension: string, one: number, other: number): Filters {
  return chooseBins(filters, dimension, rangeMask(Math.min(one, other), Math.max(one, other)));
}

/** Lifts the filter of one dimension. */
export function liftFilter(filters: Filters, dimension: string): Filters {
  return chooseBins(filters, dimension, 0);
}

export function rangeMask(from: number, to: number): number {
  let mask = 0;
  for (let bin = from; bin <= to; bin += 1) mask |= 1 << bin;
  return mask;
}

export function binsOf(mask: number): readonly number[] {
  const bins: number[] = [];
  for (let bin = 0; bin < 31; bin += 1) if (mask & (1 << bin)) bins.push(bin);
  return bins;
}

export function sameFilters(one: Filters, other: Filters): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** The part of the filters that is on the given dimensions, or on all others. */
export function filtersOn(filters: Filters, dimensions: readonly string[], side: 'on' | 'off'): Filters {
  return Object.fromEntries(
    Object.entries(filters).filter(([dimension]) => dimensions.includes(dimension) === (side === 'on')),
  );
}

/** Only what the dimensions have: bins beyond a dimension's last and unknown dimensions are dropped. */
export function validFilters(filters: Filters, dimensions: readonly Dimension[]): Filters {
  let valid = noFilters;
  for (const { id, bins } of dimensions) {
    const mask = (filters[id] ?? 0) & rangeMask(0, bins.length - 1);
    valid = chooseBins(valid, id, mask);
  }
  return valid;
}
