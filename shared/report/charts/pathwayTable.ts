import type { PathwayStep, TreatmentPathways } from '../../features/characterisationApi.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { ChartTable } from './chartTable.ts';
import { shareText } from './countText.ts';
import { treatmentName } from './treatmentColors.ts';

/** Every branch of the tree: the path to it, and how many persons' paths begin with that. */
export function pathwayTable(pathways: TreatmentPathways, locale: Locale): ChartTable {
  const rows: { path: string; persons: number }[] = [];
  const walk = (steps: readonly PathwayStep[], before: readonly string[]) => {
    for (const { events, persons, next } of steps) {
      const path = [...before, treatmentName(events, pathways.events, locale)];
      rows.push({ path: path.join(' → '), persons });
      walk(next, path);
    }
  };
  walk(pathways.steps, []);
  const none = pathways.none;
  return {
    columns: [
      { label: translate(locale, 'chart.pathway.path'), align: 'start' },
      { label: translate(locale, 'chart.persons'), align: 'end' },
      { label: translate(locale, 'chart.share'), align: 'end' },
    ],
    rows: [
      ...rows.map(({ path, persons }) => [
        { text: path },
        { count: persons },
        { text: shareText(locale, persons, pathways.persons) },
      ]),
      ...(none === null
        ? []
        : [
            [
              { text: translate(locale, 'chart.pathway.none') },
              { count: none },
              { text: shareText(locale, none, pathways.persons) },
            ],
          ]),
    ],
  };
}
