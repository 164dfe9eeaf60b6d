import type { ChartSpec } from './chartSpec.ts';

/** A position given in pixels of the drawing instead of on a scale. */
export function drawnAt(field: string): ChartSpec {
  return { field, type: 'quantitative', scale: null, axis: null };
}

/** A colour given by the data. */
export function colouredBy(field: string): ChartSpec {
  return { field, type: 'nominal', scale: null, legend: null };
}
