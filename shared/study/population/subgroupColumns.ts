import { firstDay, windowBits } from '../covariates/covariateWindows.ts';
import type { SubgroupSpecification } from '../specification/comparisonSpecification.ts';
import { bandOf } from './bands.ts';
import { placeOf } from './personPeriods.ts';
import type { RecordDays } from './recordDays.ts';
import type { SubgroupColumn } from './studyPopulation.ts';

/** What subgroups are told from, by row. */
export interface SubgroupRows {
  readonly person: Int32Array;
  readonly index: Int32Array;
  readonly age: Int32Array;
  readonly sex: Uint8Array;
}

type Categories = SubgroupColumn['categories'];

const sexes: Categories = [
  { id: 'male', name: '男性 / Male' },
  { id: 'female', name: '女性 / Female' },
];
const presence: Categories = [
  { id: 'with', name: 'あり / Yes' },
  { id: 'without', name: 'なし / No' },
];

/**
 * The category of each row. Windows are those of covariates; of values the last day in the window counts.
 * @param records of the subgroups that are told from records, by id
 */
export function subgroupColumns(
  subgroups: readonly SubgroupSpecification[],
  rows: SubgroupRows,
  records: ReadonlyMap<string, RecordDays>,
): SubgroupColumn[] {
  return subgroups.map((subgroup): SubgroupColumn => {
    const { id } = subgroup;
    const column = (categories: Categories, of: (row: number) => number): SubgroupColumn => ({
      id,
      categories,
      category: Int8Array.from(rows.person, (_, row) => of(row)),
    });
    if (subgroup.kind === 'sex') {
      return column(sexes, (row) => {
        const sex = rows.sex[row] ?? 2;
        return sex === 2 ? -1 : sex;
      });
    }
    if (subgroup.kind === 'age') {
      return column(bandCategories(subgroup.breaks), (row) => {
        const age = rows.age[row] ?? -1;
        return age < 0 ? -1 : bandOf(age, subgroup.breaks);
      });
    }
    const own = records.get(id);
    const last = (row: number): number =>
      own ? lastIn(own, rows.person[row] ?? 0, rows.index[row] ?? 0, reach(subgroup)) : -1;
    if (subgroup.kind === 'history') return column(presence, (row) => (last(row) >= 0 ? 0 : 1));
    return column(bandCategories(subgroup.breaks), (row) => {
      const value = own?.values?.[last(row)] ?? Number.NaN;
      return Number.isNaN(value) ? -1 : bandOf(value, subgroup.breaks);
    });
  });
}

/** First and last day of a subgroup's window after index: those of covariates. */
function reach({ domain, window }: Extract<SubgroupSpecification, { domain: unknown }>): Reach {
  const endsOnIndex = (windowBits(domain, window) & windowBits(domain, 'index')) !== 0;
  return { from: firstDay[window] ?? Number.NEGATIVE_INFINITY, to: endsOnIndex ? 0 : -1 };
}

interface Reach {
  readonly from: number;
  readonly to: number;
}

/** Place of the last record in the window that has a value, where values are there; −1: none. */
function lastIn(
  { persons, days, values }: RecordDays,
  person: number,
  index: number,
  { from, to }: Reach,
): number {
  let found = -1;
  for (let at = placeOf(persons, person); persons[at] === person; at++) {
    const day = (days[at] ?? 0) - index;
    if (day >= from && day <= to && !Number.isNaN(values?.[at] ?? 0)) found = at;
  }
  return found;
}

/** Bands between breaks, each from its lower break to below the next, by `band0` … `bandN`. */
export function bandCategories(breaks: readonly number[]): Categories {
  return [...breaks, null].map((to, band) => {
    const from = breaks[band - 1];
    const name = from === undefined ? `< ${to}` : to === null ? `≥ ${from}` : `${from} – < ${to}`;
    return { id: `band${band}`, name };
  });
}
