import type { OutputRules } from '../disclosure/outputRules.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { addUp, answerable, answers, type Cube } from './cube.ts';
import { type ExploreModel, layerOffsets } from './exploreModel.ts';
import type { Filters } from './filters.ts';
import { publishRounded } from './publishRounded.ts';

/** Everything that the screen may show under filters. */
export interface ExploreView {
  /** The filters that the numbers are of: those asked for, unless stale. */
  readonly filters: Filters;
  /** No cube answers the filters asked for yet; these are the numbers of older ones. */
  readonly isStale: boolean;
  /** Persons selected. */
  readonly selected: PublishedCount;
  /** Published persons by layer and bin. */
  readonly counts: Readonly<Record<string, readonly PublishedCount[]>>;
}

/** The layer with one bin that everybody is in. */
export const EVERYBODY = 'everybody';

/**
 * What to show for filters, from the cubes at hand: a pure function of both, so that no chart can be older than
 * another. Any cube that answers the filters gives the same numbers.
 *
 * @param cubes the one to prefer first; at least one
 */
export function exploreView(
  model: ExploreModel,
  cubes: readonly Cube[],
  filters: Filters,
): ExploreView | null {
  const fitting = cubes.find((cube) => answers(cube, filters));
  const cube = fitting ?? cubes[0];
  if (!cube) return null;
  const answered = fitting ? filters : answerable(cube, filters);
  const sums = addUp(cube, model.layers, answered);
  const { offsets } = layerOffsets(model.layers);
  const rules: OutputRules = { minimumCell: model.minimumCell };
  const counts = Object.fromEntries(
    model.layers.map(({ id, bins }, i) => {
      const from = offsets[i] ?? 0;
      return [id, Array.from(sums.subarray(from, from + bins), (count) => publishRounded(count, rules))];
    }),
  );
  return {
    filters: answered,
    isStale: !fitting,
    selected: counts[EVERYBODY]?.[0] ?? publishRounded(0, rules),
    counts,
  };
}
