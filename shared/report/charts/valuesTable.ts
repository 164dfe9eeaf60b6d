import type { CohortCharacteristics, MeasuredValue } from '../../features/characterisationApi.ts';
import { differenceOfMeans } from '../../features/standardisedDifference.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { ChartTable, ChartTableCell } from './chartTable.ts';
import { meanText, medianText } from './demographicsTable.ts';
import { differenceText } from './lovePlot.ts';

/** Measured values before and after index, each measurement and unit a row; two cohorts beside each other. */
export function valuesTable(
  first: CohortCharacteristics,
  second: CohortCharacteristics | null,
  locale: Locale,
): ChartTable {
  const label = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  const keyOf = ({ concept, unit }: MeasuredValue) => `${concept.id} ${unit?.id ?? 0}`;
  const others = new Map((second?.values ?? []).map((value) => [keyOf(value), value]));
  const own = new Set(first.values.map(keyOf));
  const rows = [
    ...first.values.map((value) => ({ value, a: value, b: others.get(keyOf(value)) ?? null })),
    ...(second?.values ?? [])
      .filter((value) => !own.has(keyOf(value)))
      .map((value) => ({ value, a: null, b: value })),
  ].sort((x, y) => (x.value.concept.name < y.value.concept.name ? -1 : 1));
  const sides = ['before', 'after'] as const;
  const letters = second ? (['A', 'B'] as const) : ([''] as const);
  return {
    columns: [
      { label: label('values.concept'), align: 'start' },
      { label: label('values.unit'), align: 'start' },
      ...sides.flatMap((side) => [
        ...letters.flatMap((letter) =>
          (['n', 'mean', 'median'] as const).map((column) => ({
            label: `${label(`values.${side}`)} ${letter} ${label(`values.${column}`)}`.replace('  ', ' '),
            align: 'end' as const,
          })),
        ),
        ...(second
          ? [
              {
                label: `${label(`values.${side}`)} ${label('features.differenceShort')}`,
                align: 'end' as const,
              },
            ]
          : []),
      ]),
    ],
    rows: rows.map(({ value, a, b }) => [
      { text: inLanguage(value.concept.name, locale) },
      { text: value.unit?.code ?? '' },
      ...sides.flatMap((side): ChartTableCell[] => {
        const cells = (one: MeasuredValue | null): ChartTableCell[] => {
          const statistics = one?.[side].statistics;
          return [
            { count: one?.[side].persons ?? 0 },
            { text: statistics ? meanText(locale, statistics) : null },
            { text: statistics ? medianText(locale, statistics) : null },
          ];
        };
        if (!second) return cells(a);
        const difference = differenceOfMeans(a?.[side].statistics ?? null, b?.[side].statistics ?? null);
        return [
          ...cells(a),
          ...cells(b),
          { text: difference === null ? null : differenceText(locale, difference) },
        ];
      }),
    ]),
  };
}
