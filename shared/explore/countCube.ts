import type { Cube } from './cube.ts';
import { layerOffsets } from './exploreModel.ts';
import { type Filters, filtersOn } from './filters.ts';
import type { JointCells } from './jointCells.ts';
import type { PersonTable, TableLayer } from './personTable.ts';

/**
 * Counts every person under filters, once. Whoever fails filters only of dimensions that a layer excepts is still in
 * that layer.
 *
 * @param cells persons kept apart by some dimensions; filters on those are left to whoever adds up the cells
 */
export function countCube(table: PersonTable, cells: JointCells, filters: Filters): Cube {
  const outside = filtersOn(filters, cells.dimensions, 'off');
  const active = Object.entries(outside).flatMap(([dimension, mask]) => {
    const masks = table.masks[dimension];
    return masks ? [{ dimension, mask, masks }] : [];
  });
  const { offsets, width } = layerOffsets(table.layers);
  const counts = new Int32Array(cells.count * width);

  const reached = new Map<number, readonly { readonly layer: TableLayer; readonly offset: number }[]>();
  const layersFor = (failed: number) => {
    const found = table.layers.flatMap((layer, i) => {
      const holds = active.every(
        ({ dimension }, at) => (failed & (1 << at)) === 0 || layer.except.includes(dimension),
      );
      return holds ? [{ layer, offset: offsets[i] ?? 0 }] : [];
    });
    reached.set(failed, found);
    return found;
  };

  for (let person = 0; person < table.persons; person += 1) {
    const weight = table.weights[person] ?? 0;
    if (weight === 0) continue;
    let failed = 0;
    for (let i = 0; i < active.length; i += 1) {
      const filter = active[i];
      if (filter && ((filter.masks[person] ?? 0) & filter.mask) === 0) failed |= 1 << i;
    }
    const layers = reached.get(failed) ?? layersFor(failed);
    const row = (cells.ofPerson[person] ?? 0) * width;
    for (let i = 0; i < layers.length; i += 1) {
      const reachedLayer = layers[i];
      if (!reachedLayer) continue;
      const { layer, offset } = reachedLayer;
      const { masks, runs } = layer;
      if (runs) {
        const first = runs.first[person] ?? -1;
        if (first < 0) continue;
        const after = (runs.last[person] ?? first) + 1;
        counts[row + offset + first] = (counts[row + offset + first] ?? 0) + weight;
        if (after < layer.bins) counts[row + offset + after] = (counts[row + offset + after] ?? 0) - weight;
      }
      let mask = masks?.[person] ?? 0;
      while (mask !== 0) {
        const at = row + offset + (31 - Math.clz32(mask & -mask));
        counts[at] = (counts[at] ?? 0) + weight;
        mask &= mask - 1;
      }
    }
  }
  return { joint: cells.dimensions, filters: outside, cells: cells.count, bins: cells.bins, counts };
}
