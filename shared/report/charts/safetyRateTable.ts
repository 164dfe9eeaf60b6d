import { translate } from '../../i18n/translate.ts';
import type { ChartOptions } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { rateIntervalText } from './safetyMarks.ts';
import type { RatePanels } from './safetyRatePanels.ts';

/** The same rates as a table. @param heading of the column that names panel and place */
export function safetyRateTable(
  { groups, panels }: Pick<RatePanels, 'groups' | 'panels'>,
  heading: string,
  locale: ChartOptions['locale'],
): ChartTable {
  return {
    columns: [
      { label: heading, align: 'start' },
      ...groups.flatMap(({ name }) => [
        { label: `${name} · ${translate(locale, 'chart.safety.events')}`, align: 'end' as const },
        { label: `${name} · ${translate(locale, 'chart.rate.axis')}`, align: 'end' as const },
      ]),
    ],
    rows: panels.flatMap(({ title, places }) =>
      places.map(({ label, rates }) => [
        { text: title === null ? label : `${title} ${label}`.trim() },
        ...groups.flatMap((_, g) => {
          const shown = rates[g];
          return [
            shown && shown.events !== null ? { count: shown.events } : { text: null },
            { text: shown?.rate ? rateIntervalText(locale, shown.rate) : null },
          ];
        }),
      ]),
    ),
  };
}
