import { type Layer, layerOffsets } from './exploreModel.ts';
import { type Filters, filtersOn, sameFilters } from './filters.ts';

/**
 * Persons counted by cell: everybody in a cell has the same bins of the `joint` dimensions. Filters on those dimensions
 * can then be applied by adding up cells, without the persons; all other filters are in the counts already.
 */
export interface Cube {
  readonly joint: readonly string[];
  /** The filters that the counts were made under: none on a joint dimension. */
  readonly filters: Filters;
  readonly cells: number;
  /** The cells' bins of each joint dimension, in the order of `joint`. */
  readonly bins: readonly Int32Array[];
  /** `cells` rows of counts: the bins of every layer, one layer after the other. */
  readonly counts: Int32Array;
}

/** Whether a cube can answer these filters. */
export function answers(cube: Cube, filters: Filters): boolean {
  return sameFilters(filtersOn(filters, cube.joint, 'off'), cube.filters);
}

/** The nearest filters that a cube can answer: its own, and the given ones on its joint dimensions. */
export function answerable(cube: Cube, filters: Filters): Filters {
  return { ...cube.filters, ...filtersOn(filters, cube.joint, 'on') };
}

/**
 * The counts of all layers' bins under filters that the cube answers. A filter does not apply to the layers that except
 * its dimension.
 */
export function addUp(cube: Cube, layers: readonly Layer[], filters: Filters): Int32Array {
  const { offsets, width } = layerOffsets(layers);
  const sums = new Int32Array(width);
  const active = cube.joint.flatMap((dimension, at) => {
    const mask = filters[dimension] ?? 0;
    const bins = cube.bins[at];
    return mask === 0 || !bins ? [] : [{ dimension, mask, bins }];
  });
  const spans = new Map<number, Int32Array>();
  for (let cell = 0; cell < cube.cells; cell += 1) {
    let failed = 0;
    for (let i = 0; i < active.length; i += 1) {
      const filter = active[i];
      if (filter && ((filter.bins[cell] ?? 0) & filter.mask) === 0) failed |= 1 << i;
    }
    let span = spans.get(failed);
    if (!span) {
      span = spansOf(layers, offsets, (layer) =>
        active.every(({ dimension }, i) => (failed & (1 << i)) === 0 || layer.except.includes(dimension)),
      );
      spans.set(failed, span);
    }
    const row = cell * width;
    for (let i = 0; i < span.length; i += 2) {
      const end = span[i + 1] ?? 0;
      for (let at = span[i] ?? 0; at < end; at += 1)
        sums[at] = (sums[at] ?? 0) + (cube.counts[row + at] ?? 0);
    }
  }
  layers.forEach(({ running, bins }, i) => {
    const from = offsets[i] ?? 0;
    if (running)
      for (let at = from + 1; at < from + bins; at += 1) sums[at] = (sums[at] ?? 0) + (sums[at - 1] ?? 0);
  });
  return sums;
}

/** Where the chosen layers lie in a row: from, to, from, to…; neighbours are joined. */
function spansOf(
  layers: readonly Layer[],
  offsets: readonly number[],
  chosen: (layer: Layer) => boolean,
): Int32Array {
  const spans: number[] = [];
  layers.forEach((layer, i) => {
    if (!chosen(layer)) return;
    const from = offsets[i] ?? 0;
    if (spans.at(-1) === from) spans[spans.length - 1] = from + layer.bins;
    else spans.push(from, from + layer.bins);
  });
  return Int32Array.from(spans);
}
