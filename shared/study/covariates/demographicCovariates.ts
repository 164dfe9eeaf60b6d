import { bilingual } from './bilingual.ts';
import { type Candidate, fixedName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';

const BAND_YEARS = 5;
const MS_PER_DAY = 86_400_000;

interface Category {
  readonly key: string;
  readonly japanese: string;
  readonly english: string;
}

const sexes: readonly (Category | null)[] = [
  null,
  { key: 'female', japanese: '女性', english: 'Female' },
  { key: 'sexUnknown', japanese: '性別不明', english: 'Sex unknown' },
];

/**
 * Age in years and in five-year bands, sex (male is the reference), calendar year and month of index. Age and sex stay
 * however few persons there are.
 */
export function demographicCovariates({ population, domains, collector }: CovariateContext): void {
  if (!domains.has('demographics')) return;
  const { age, sex, indexDay } = population;
  const dates = Array.from(indexDay, (day) => new Date(day * MS_PER_DAY));
  const years = dates.map((date) => date.getUTCFullYear());
  const months = dates.map((date) => date.getUTCMonth() + 1);
  const candidates = [
    { ...common('age', '年齢', 'Age'), kind: 'continuous', persons: null, column: denseColumn(age) } as const,
    ...categories(sex, (value) => sexes[value] ?? null).map((each) => ({ ...each, persons: null })),
    ...categories(age.map(bandOf), (from) => ({
      key: `age${from}`,
      japanese: `${from}～${from + BAND_YEARS - 1}歳`,
      english: `Age ${from}–${from + BAND_YEARS - 1}`,
    })),
    ...categories(years, (year) => ({
      key: `year${year}`,
      japanese: `${year}年に開始`,
      english: `Index in ${year}`,
    })),
    ...categories(months, (month) => ({
      key: `month${month}`,
      japanese: `${month}月に開始`,
      english: `Index month ${month}`,
    })),
  ];
  for (const candidate of candidates) collector.offer(candidate);
}

function bandOf(age: number): number {
  return Math.floor(age / BAND_YEARS) * BAND_YEARS;
}

function denseColumn(values: ArrayLike<number>): Candidate['column'] {
  return { kind: 'dense', values: Float64Array.from(values) };
}

function common(key: string, japanese: string, english: string) {
  const name = fixedName(bilingual(japanese, english));
  return { domain: 'demographics', key, window: null, concept: null, name } as const;
}

/** One binary covariate per value that occurs, in ascending order; values without a category are the reference. */
function categories(
  values: ArrayLike<number>,
  categoryOf: (value: number) => Category | null,
): readonly Candidate[] {
  const members = new Map<number, number[]>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    const known = members.get(value);
    if (known) known.push(row);
    else members.set(value, [row]);
  }
  return [...members]
    .sort(([a], [b]) => a - b)
    .flatMap(([value, having]): Candidate[] => {
      const category = categoryOf(value);
      if (!category) return [];
      return [
        {
          ...common(category.key, category.japanese, category.english),
          kind: 'binary',
          persons: having.length,
          column: { kind: 'sparse', rows: Int32Array.from(having) },
        },
      ];
    });
}
