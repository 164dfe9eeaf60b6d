import type { MatrixAxis } from '../../../../shared/study/specification/comparisonSpecification.ts';

/** What the category at a place of an axis is called (`日本語 / English` where the study gives it); null: there is none. */
export function axisCategoryName(axis: MatrixAxis, place: number): string | null {
  if ('categories' in axis) return axis.categories[place]?.name ?? null;
  const [from, to] = [axis.breaks[place - 1], axis.breaks[place]];
  if (from === undefined) return to === undefined ? null : `< ${to}`;
  return to === undefined ? `≥ ${from}` : `${from}–<${to}`;
}
