import fc from 'fast-check';
import type { ExploreModel } from '../../shared/explore/exploreModel.ts';
import { EVERYBODY } from '../../shared/explore/exploreView.ts';
import type { Filters } from '../../shared/explore/filters.ts';
import { createMasks, type PersonTable, type Runs } from '../../shared/explore/personTable.ts';

/** Events in rows, as a table would have them: a person and one bin of one dimension. */
export interface RandomRows {
  readonly dimensions: readonly { readonly id: string; readonly bins: number }[];
  readonly weights: readonly number[];
  readonly rows: readonly { readonly person: number; readonly dimension: number; readonly bin: number }[];
}

const bins = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom(9, 16, 31));

export const randomRows: fc.Arbitrary<RandomRows> = fc
  .record({
    bins: fc.tuple(bins, bins, bins, bins),
    weights: fc.array(fc.constantFrom(1, 1, 1, 0, 2), { minLength: 1, maxLength: 40 }),
  })
  .chain(({ bins: sizes, weights }) =>
    fc
      .array(fc.record({ person: fc.nat(weights.length - 1), dimension: fc.nat(3), bin: fc.nat(30) }), {
        maxLength: 150,
      })
      .map((rows) => ({
        dimensions: sizes.map((size, i) => ({ id: 'abcd'.charAt(i), bins: size })),
        weights,
        rows: rows.map((row) => ({ ...row, bin: row.bin % (sizes[row.dimension] ?? 1) })),
      })),
  );

/** One layer for each dimension, one for everybody, and one (`ab`) that excepts two dimensions as the pyramid does. */
export function modelOf({ dimensions }: RandomRows): ExploreModel {
  const bins = (count: number) => Array.from({ length: count }, () => ({ label: { ja: '', en: '' } }));
  return {
    minimumCell: 10,
    dimensions: dimensions.map(({ id, bins: count }) => ({ id, choice: 'any', bins: bins(count) })),
    layers: [
      { id: EVERYBODY, bins: 1, except: [] },
      ...dimensions.map(({ id, bins: count }) => ({ id, bins: count, except: [id] })),
      { id: 'ab', bins: dimensions[0]?.bins ?? 1, except: ['a', 'b'] },
      { id: 'runs', bins: dimensions[0]?.bins ?? 1, except: ['a'], running: true },
    ],
    charts: [],
    joints: [],
    missingShares: [],
    provenance: {
      releaseId: '',
      releaseDigest: '',
      method: '',
      engine: '',
      akashiVersion: '',
      generatedAt: '',
      milliseconds: 0,
    },
  };
}

export function tableOf({ dimensions, weights, rows }: RandomRows): PersonTable {
  const masks = Object.fromEntries(
    dimensions.map(({ id, bins }, at) => {
      const own = createMasks(bins, weights.length);
      for (const { person, dimension, bin } of rows) {
        if (dimension === at) own[person] = (own[person] ?? 0) | (1 << bin);
      }
      return [id, own];
    }),
  );
  const nothing = createMasks(1, weights.length);
  return {
    persons: weights.length,
    weights: Uint8Array.from(weights),
    masks,
    layers: [
      { id: EVERYBODY, bins: 1, except: [], masks: createMasks(1, weights.length).fill(1) },
      ...dimensions.map(({ id, bins }) => ({ id, bins, except: [id], masks: masks[id] ?? nothing })),
      { id: 'ab', bins: dimensions[0]?.bins ?? 1, except: ['a', 'b'], masks: masks.a ?? nothing },
      {
        id: 'runs',
        bins: dimensions[0]?.bins ?? 1,
        except: ['a'],
        masks: null,
        runs: runsOf(rows, weights.length),
      },
    ],
  };
}

/** From the first to the last bin of the first dimension. */
function runsOf(rows: RandomRows['rows'], persons: number): Runs {
  const runs = { first: new Int16Array(persons).fill(-1), last: new Int16Array(persons).fill(-1) };
  for (const { person, dimension, bin } of rows) {
    if (dimension !== 0) continue;
    const [first = -1, last = -1] = [runs.first[person], runs.last[person]];
    runs.first[person] = first < 0 ? bin : Math.min(first, bin);
    runs.last[person] = Math.max(last, bin);
  }
  return runs;
}

/** What every layer should count, worked out from the rows with sets of persons. */
export function recount(
  { dimensions, weights, rows }: RandomRows,
  model: ExploreModel,
  filters: Filters,
): Record<string, readonly number[]> {
  const binsOf = (person: number, dimension: string) =>
    new Set(
      rows
        .filter((row) => row.person === person && dimensions[row.dimension]?.id === dimension)
        .map(({ bin }) => bin),
    );
  const passes = (person: number, except: readonly string[]) =>
    Object.entries(filters).every(
      ([dimension, mask]) =>
        except.includes(dimension) ||
        [...binsOf(person, dimension)].some((bin) => Math.floor(mask / 2 ** bin) % 2 === 1),
    );
  return Object.fromEntries(
    model.layers.map(({ id, bins, except }) => {
      const counts = new Array<number>(bins).fill(0);
      weights.forEach((weight, person) => {
        if (!passes(person, except)) return;
        const has = id === EVERYBODY ? [0] : [...binsOf(person, id === 'ab' || id === 'runs' ? 'a' : id)];
        const [from, to] = [Math.min(...has), Math.max(...has)];
        const own = id === 'runs' ? counts.flatMap((_, bin) => (bin >= from && bin <= to ? [bin] : [])) : has;
        for (const bin of own) counts[bin] = (counts[bin] ?? 0) + weight;
      });
      return [id, counts];
    }),
  );
}
