import { bilingual } from './bilingual.ts';
import { fixedName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';

const BAND_YEARS = 5;
const MS_PER_DAY = 86_400_000;

/** Age in years and in five-year bands, sex (male is the reference), calendar year and month of index. */
export function demographicCovariates({ population, domains, collector }: CovariateContext): void {
  if (!domains.has('demographics')) return;
  const { rows, age, sex, indexDay } = population;
  collector.offer({
    domain: 'demographics',
    key: 'age',
    window: null,
    concept: null,
    name: fixedName(bilingual('年齢', 'Age')),
    kind: 'continuous',
    persons: rows,
    column: { kind: 'dense', values: Float64Array.from(age) },
  });
  const offer = (
    of: (row: number) => number,
    label: (value: number) => { key: string; ja: string; en: string } | null,
  ) => {
    const members = new Map<number, number[]>();
    for (let row = 0; row < rows; row++) {
      const value = of(row);
      const known = members.get(value);
      if (known) known.push(row);
      else members.set(value, [row]);
    }
    for (const value of [...members.keys()].sort((a, b) => a - b)) {
      const called = label(value);
      const having = members.get(value) ?? [];
      if (!called) continue;
      collector.offer({
        domain: 'demographics',
        key: called.key,
        window: null,
        concept: null,
        name: fixedName(bilingual(called.ja, called.en)),
        kind: 'binary',
        persons: having.length,
        column: { kind: 'sparse', rows: Int32Array.from(having) },
      });
    }
  };
  offer(
    (row) => sex[row] as number,
    (value) =>
      [
        null,
        { key: 'female', ja: '女性', en: 'Female' },
        { key: 'sexUnknown', ja: '性別不明', en: 'Sex unknown' },
      ][value] ?? null,
  );
  offer(
    (row) => Math.floor((age[row] as number) / BAND_YEARS) * BAND_YEARS,
    (from) => ({
      key: `age${from}`,
      ja: `${from}～${from + BAND_YEARS - 1}歳`,
      en: `Age ${from}–${from + BAND_YEARS - 1}`,
    }),
  );
  const dates = Array.from(indexDay, (day) => new Date(day * MS_PER_DAY));
  offer(
    (row) => dates[row]?.getUTCFullYear() ?? 0,
    (year) => ({ key: `year${year}`, ja: `${year}年に開始`, en: `Index in ${year}` }),
  );
  offer(
    (row) => (dates[row]?.getUTCMonth() ?? 0) + 1,
    (month) => ({ key: `month${month}`, ja: `${month}月に開始`, en: `Index month ${month}` }),
  );
}
