import type { Dimension, ExploreChart, ExploreModel } from './exploreModel.ts';
import { EVERYBODY } from './exploreView.ts';
import { createMasks, type Masks, type PersonTable, type TableLayer } from './personTable.ts';
import type { ExploreRead, ReadDimension } from './read/readExplore.ts';

const OBSERVED_MONTHS = 'observedMonths';

const sexes = ['male', 'female', 'unknown'] as const;

/** The model and the persons behind it, from what was read. */
export function buildModel(
  read: ExploreRead,
  minimumCell: number,
  provenance: ExploreModel['provenance'],
): { readonly model: ExploreModel; readonly table: PersonTable } {
  const shown = read.dimensions.filter(
    ({ id, bins }) => bins.length > 0 || id === 'missing' || id === 'oddity',
  );
  const charts = inOrder(chartsOf(shown));
  const layers = layersOf(read, shown, charts);
  const table: PersonTable = {
    persons: read.persons,
    weights: read.weights,
    masks: Object.fromEntries(shown.map(({ id, masks }) => [id, masks])),
    layers,
  };
  const people = ['sex', 'age', 'observed'].filter((id) => shown.some((dimension) => dimension.id === id));
  const alone = shown.filter(
    ({ id, choice }) => choice === 'range' && !people.includes(id) && id !== 'recorded',
  );
  return {
    table,
    model: {
      minimumCell,
      dimensions: shown.map(({ id, choice, bins }): Dimension => ({ id, choice, bins })),
      layers: layers.map(({ id, bins, except, runs }) =>
        runs ? { id, bins, except, running: true } : { id, bins, except },
      ),
      charts,
      joints: [people, ...alone.map(({ id }) => [id])],
      missingShares: read.missingShares,
      provenance,
    },
  };
}

/** The order on screen; values and doses stand where `values` is. */
const order = [
  'age',
  'observed',
  'condition',
  'drug',
  'procedure',
  'visit',
  'department',
  'device',
  'measurement',
  'institution',
  'values',
  'daysSupply',
  'missing',
  'oddity',
];

function inOrder(charts: readonly ExploreChart[]): readonly ExploreChart[] {
  const place = ({ id }: ExploreChart) => order.indexOf(id.includes(':') ? 'values' : id);
  return [...charts].sort((a, b) => place(a) - place(b));
}

function chartsOf(dimensions: readonly ReadDimension[]): readonly ExploreChart[] {
  return dimensions.flatMap((dimension): readonly ExploreChart[] => {
    const { id } = dimension;
    const common = { id, title: dimension.title ?? null, unit: dimension.unit ?? null, dimension: id };
    switch (id) {
      case 'sex':
      case 'recorded':
        return [];
      case 'age':
        return [{ ...common, kind: 'pyramid', layers: sexLayers(dimensions) }];
      case 'observed':
        return [
          {
            ...common,
            kind: 'time',
            layers: ['observed', 'recorded'],
            finer: { layer: OBSERVED_MONTHS, steps: 12 },
          },
        ];
      case 'missing':
      case 'oddity':
        return [{ ...common, kind: 'ranked', layers: [id] }];
      case 'institution':
      case 'department':
      case 'visit':
        return [{ ...common, kind: 'ranked', layers: [id] }];
      default: {
        const kind = dimension.choice === 'range' ? 'histogram' : 'ranked';
        return [{ ...common, kind, layers: [id] }];
      }
    }
  });
}

function sexLayers(dimensions: readonly ReadDimension[]): readonly string[] {
  const sex = dimensions.find(({ id }) => id === 'sex');
  return sexes.slice(0, sex?.bins.length ?? 0).map((name) => `age:${name}`);
}

function layersOf(
  read: ExploreRead,
  dimensions: readonly ReadDimension[],
  charts: readonly ExploreChart[],
): readonly TableLayer[] {
  const everybody = createMasks(1, read.persons).fill(1);
  const sex = dimensions.find(({ id }) => id === 'sex');
  return [
    { id: EVERYBODY, bins: 1, except: [], masks: everybody },
    ...charts.flatMap((chart): readonly TableLayer[] => {
      const own = dimensions.find(({ id }) => id === chart.dimension);
      if (!own) return [];
      if (chart.kind === 'pyramid') {
        const except = ['age', 'sex'];
        return chart.layers.map((id, bin) => ({
          id,
          bins: own.bins.length,
          except,
          masks: ofSex(own.masks, sex?.masks, bin),
        }));
      }
      const except = [chart.dimension];
      const runs = chart.finer && read.observedMonths;
      return [
        ...chart.layers.flatMap((id) => {
          const layer = dimensions.find((dimension) => dimension.id === id);
          return layer ? [{ id, bins: layer.bins.length, except, masks: layer.masks }] : [];
        }),
        ...(chart.finer && runs
          ? [{ id: chart.finer.layer, bins: own.bins.length * chart.finer.steps, except, masks: null, runs }]
          : []),
      ];
    }),
  ];
}

/** The masks of the persons of one sex, 0 for all others. */
function ofSex(masks: Masks, sex: Masks | undefined, bin: number): Masks {
  const result = masks.slice();
  for (let person = 0; person < result.length; person += 1) {
    if (((sex?.[person] ?? 0) & (1 << bin)) === 0) result[person] = 0;
  }
  return result;
}
