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
 * The category of each row. Of values the last day before index counts (on index in the window of that day).
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
      own ? lastIn(own, rows.person[row] ?? 0, rows.index[row] ?? 0, subgroup.window) : -1;
    if (subgroup.kind === 'history') return column(presence, (row) => (last(row) >= 0 ? 0 : 1));
    return column(bandCategories(subgroup.breaks), (row) => {
      const value = own?.values?.[last(row)] ?? Number.NaN;
      return Number.isNaN(value) ? -1 : bandOf(value, subgroup.breaks);
    });
  });
}

/** Days before index that a window reaches from and to. */
const reach = {
  anyTime: [Number.POSITIVE_INFINITY, 1],
  long: [365, 1],
  medium: [180, 1],
  short: [30, 1],
  index: [0, 0],
};

/** Place of the last record in the window that has a value, where values are there; −1: none. */
function lastIn(
  { persons, days, values }: RecordDays,
  person: number,
  index: number,
  window: keyof typeof reach,
): number {
  const [from = 0, to = 0] = reach[window];
  let found = -1;
  for (let at = placeOf(persons, person); persons[at] === person; at++) {
    const before = index - (days[at] ?? 0);
    if (before > from || before < to || Number.isNaN(values?.[at] ?? 0)) continue;
    found = at;
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
