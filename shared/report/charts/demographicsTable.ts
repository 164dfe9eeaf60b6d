import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { CohortCharacteristics, ValueStatistics } from '../../features/characterisationApi.ts';
import { differenceOfMeans, differenceOfShares } from '../../features/standardisedDifference.ts';
import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { ChartTable, ChartTableCell } from './chartTable.ts';
import { shareText } from './countText.ts';
import { differenceText } from './lovePlot.ts';

/** Persons, age and sex of one cohort, or of two with their standardised differences. */
export function demographicsTable(
  first: CohortCharacteristics,
  second: CohortCharacteristics | null,
  locale: Locale,
): ChartTable {
  const label = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  const both = second ? [first, second] : [first];
  const difference = (value: number | null): ChartTableCell[] =>
    second ? [{ text: value === null ? null : differenceText(locale, value) }] : [];
  const counted = (
    name: string,
    of: (cohort: CohortCharacteristics) => PublishedCount,
    isWhole = false,
  ): ChartTableCell[] => [
    { text: name },
    ...both.flatMap((cohort): ChartTableCell[] => [
      { count: of(cohort) },
      { text: isWhole ? null : shareText(locale, of(cohort), cohort.persons) },
    ]),
    ...difference(
      second && !isWhole ? differenceOfShares(of(first), first.persons, of(second), second.persons) : null,
    ),
  ];
  const told = (name: string, of: (age: ValueStatistics) => string, smd: number | null): ChartTableCell[] => [
    { text: name },
    ...both.flatMap(({ age }): ChartTableCell[] => [{ text: age ? of(age) : '—' }, { text: null }]),
    ...difference(smd),
  ];
  const bands = [
    ...new Map(both.flatMap(({ ages }) => ages.map(({ from, to }) => [from, to] as const))),
  ].sort(([a], [b]) => a - b);
  const letters = second ? ['A', 'B'] : [''];
  return {
    columns: [
      { label: label('demographics.item'), align: 'start' },
      ...letters.flatMap((letter) => [
        { label: `${label('chart.persons')} ${letter}`.trim(), align: 'end' as const },
        { label: `${label('chart.share')} ${letter}`.trim(), align: 'end' as const },
      ]),
      ...(second ? [{ label: label('features.differenceShort'), align: 'end' as const }] : []),
    ],
    rows: [
      counted(label('demographics.persons'), ({ persons }) => persons, true),
      told(
        label('demographics.age'),
        (age) => meanText(locale, age),
        second ? differenceOfMeans(first.age, second.age) : null,
      ),
      told(label('demographics.ageMedian'), (age) => medianText(locale, age), null),
      ...(['male', 'female'] as const).map((sex) =>
        counted(
          label(`chart.sex.${sex}`),
          (cohort) => cohort.sex.find((row) => row.sex === sex)?.persons ?? 0,
        ),
      ),
      ...bands.map(([from, to]) =>
        counted(
          to === null
            ? translate(locale, 'demographics.yearsOpen', { from })
            : translate(locale, 'demographics.years', { from, to }),
          (cohort) => cohort.ages.find((band) => band.from === from)?.persons ?? 0,
        ),
      ),
    ],
  };
}

/** `58.9 ± 22.8`. */
export function meanText(locale: Locale, { mean, sd }: ValueStatistics): string {
  const digits = digitsFor(sd ?? mean);
  return sd === null
    ? formatNumber(locale, mean, digits)
    : `${formatNumber(locale, mean, digits)} ± ${formatNumber(locale, sd, digits)}`;
}

/** `64 [45–76]`. */
export function medianText(locale: Locale, { lower, median, upper }: ValueStatistics): string {
  const digits = digitsFor(upper - lower);
  const number = (value: number) => formatNumber(locale, value, digits);
  return `${number(median)} [${number(lower)}–${number(upper)}]`;
}

/** Decimals that tell values of this spread apart. */
function digitsFor(spread: number): number {
  return Math.abs(spread) >= 10 ? 1 : Math.abs(spread) >= 1 ? 2 : 3;
}
