import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { FeatureRow } from '../../features/featureRows.ts';
import type { IndexWindowId } from '../../features/indexWindows.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { ChartTable } from './chartTable.ts';
import { shareText } from './countText.ts';
import { differenceText } from './lovePlot.ts';

/** Records around index as they leave: counts, shares and standardised differences in columns of their own. */
export function featureTable(
  rows: readonly FeatureRow[],
  windows: readonly IndexWindowId[],
  persons: { readonly first: PublishedCount; readonly second: PublishedCount | null },
  locale: Locale,
): ChartTable {
  const label = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  const { second } = persons;
  const headings = windows.flatMap((id) => {
    const window = label(`window.${id}`);
    const of = (letter: string) => [`${window} ${letter}`.trim(), `${window} ${letter} %`.replace('  ', ' ')];
    return second === null
      ? of('')
      : [...of('A'), ...of('B'), `${window} ${label('features.differenceShort')}`];
  });
  return {
    columns: [
      { label: label('features.concept'), align: 'start' },
      { label: label('features.code'), align: 'start' },
      { label: label('features.kind'), align: 'start' },
      ...headings.map((heading) => ({ label: heading, align: 'end' as const })),
    ],
    rows: rows.map((row) => [
      { text: inLanguage(row.concept.name, locale) },
      { text: row.concept.code },
      { text: label(`domain.${row.domain}`) },
      ...windows.flatMap((id) => {
        const difference = row.differences?.[id] ?? null;
        const cells = (count: PublishedCount, whole: PublishedCount) => [
          { count },
          { text: shareText(locale, count, whole) },
        ];
        return [
          ...cells(row.first[id], persons.first),
          ...(second === null
            ? []
            : [
                ...cells(row.second?.[id] ?? 0, second),
                { text: difference === null ? null : differenceText(locale, difference) },
              ]),
        ];
      }),
    ]),
  };
}
