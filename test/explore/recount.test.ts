import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../propertySeed.ts';
import { countCube } from '../../shared/explore/countCube.ts';
import { addUp, answers, type Cube } from '../../shared/explore/cube.ts';
import { type ExploreModel, layerOffsets } from '../../shared/explore/exploreModel.ts';
import { EVERYBODY, exploreView } from '../../shared/explore/exploreView.ts';
import {
  chooseBins,
  chooseRange,
  type Filters,
  liftFilter,
  noFilters,
  toggleBin,
} from '../../shared/explore/filters.ts';
import { jointCells } from '../../shared/explore/jointCells.ts';
import { publishRounded } from '../../shared/explore/publishRounded.ts';
import { modelOf, type RandomRows, randomRows, recount, tableOf } from './randomRows.ts';

type Step =
  | { readonly kind: 'toggle'; readonly dimension: number; readonly bin: number }
  | { readonly kind: 'brush'; readonly dimension: number; readonly from: number; readonly to: number }
  | { readonly kind: 'lift'; readonly dimension: number }
  | { readonly kind: 'clear' };

const dimension = fc.nat(3);
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('toggle' as const), dimension, bin: fc.nat(30) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('brush' as const),
        dimension,
        from: fc.nat(30),
        to: fc.nat(30),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('lift' as const), dimension }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
  ),
  { maxLength: 12 },
);

function perform(filters: Filters, step: Step, { dimensions }: RandomRows): Filters {
  if (step.kind === 'clear') return noFilters;
  const chosen = dimensions[step.dimension % dimensions.length];
  if (!chosen) return filters;
  const bins = chosen.bins;
  switch (step.kind) {
    case 'toggle':
      return toggleBin(filters, chosen.id, step.bin % bins);
    case 'brush':
      return chooseRange(filters, chosen.id, step.from % bins, step.to % bins);
    case 'lift':
      return liftFilter(filters, chosen.id);
  }
}

/** A cube of some of the dimensions under filters. */
function cubeOf(rows: RandomRows, joint: readonly string[], filters: Filters): Cube {
  const table = tableOf(rows);
  const cells = jointCells(table, joint, 100_000);
  if (!cells) throw new Error('too many cells');
  return countCube(table, cells, filters);
}

function countsOf(model: ExploreModel, sums: Int32Array): Record<string, readonly number[]> {
  const { offsets } = layerOffsets(model.layers);
  return Object.fromEntries(
    model.layers.map(({ id, bins }, i) => [
      id,
      Array.from(sums.subarray(offsets[i] ?? 0, (offsets[i] ?? 0) + bins)),
    ]),
  );
}

test('after any filtering, every chart equals a plain recount of the rows, from any cube that answers', () => {
  fc.assert(
    fc.property(randomRows, steps, fc.nat(15), (rows, performed, jointMask) => {
      const model = modelOf(rows);
      const joint = model.dimensions.filter((_, i) => jointMask & (1 << i)).map(({ id }) => id);
      let filters = noFilters;
      let cube = cubeOf(rows, joint, filters);
      for (const step of performed) {
        filters = perform(filters, step, rows);
        if (!answers(cube, filters)) cube = cubeOf(rows, joint, filters);
        const expected = recount(rows, model, filters);
        expect(countsOf(model, addUp(cube, model.layers, filters))).toEqual(expected);
        const view = exploreView(model, [cube], filters);
        const rules = { minimumCell: model.minimumCell };
        expect(view?.isStale).toBe(false);
        expect(view?.selected).toEqual(publishRounded(expected[EVERYBODY]?.[0] ?? 0, rules));
        for (const [id, counts] of Object.entries(expected)) {
          expect(view?.counts[id]).toEqual(counts.map((count) => publishRounded(count, rules)));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('what is shown depends on the cubes and the filters alone; a cube of other filters is shown as what it is', () => {
  fc.assert(
    fc.property(randomRows, steps, steps, (rows, one, other) => {
      const model = modelOf(rows);
      const joint = [model.dimensions[0]?.id ?? ''];
      const before = one.reduce((filters, step) => perform(filters, step, rows), noFilters);
      const after = other.reduce((filters, step) => perform(filters, step, rows), before);
      const cube = cubeOf(rows, joint, before);
      const view = exploreView(model, [cube], after);
      expect(view).toEqual(exploreView(model, [cube], { ...after }));
      expect(view?.isStale).toBe(!answers(cube, after));
      const fresh = cubeOf(rows, joint, view?.filters ?? noFilters);
      expect(view?.counts).toEqual(exploreView(model, [fresh], view?.filters ?? noFilters)?.counts);
      expect(exploreView(model, [cubeOf(rows, joint, after), cube], after)?.isStale).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('filters undo each other and leave no trace', () => {
  fc.assert(
    fc.property(randomRows, steps, (rows, performed) => {
      const filters = performed.reduce((before, step) => perform(before, step, rows), noFilters);
      expect(Object.values(filters).every((mask) => mask !== 0)).toBe(true);
      const lifted = Object.keys(filters).reduce((before, id) => liftFilter(before, id), filters);
      expect(lifted).toEqual(noFilters);
      expect(toggleBin(toggleBin(filters, 'a', 0), 'a', 0)).toEqual(filters);
      expect(chooseBins(filters, 'a', filters.a ?? 0)).toBe(filters);
    }),
  );
});
