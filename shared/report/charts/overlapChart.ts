import { isWithheld } from '../../disclosure/publishedCount.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { CohortOverlap } from '../../workbenchApi.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { barLength, countText } from './countText.ts';

/** `A`, `B`, … `Z`, `AA`: how cohorts are named inside the overlap chart. */
export function memberLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : memberLetter(Math.floor(index / 26) - 1) + last;
}

/** Overlap as an UpSet plot lying on its side: dots say which cohorts, the bar how many persons are in just those. */
export function overlapChart(overlap: CohortOverlap, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const letters = overlap.cohorts.map((_, i) => memberLetter(i));
  const matrix = Math.max(44, letters.length * 26);
  const bars = Math.max(80, width - matrix - 14);
  const domain = Math.max(1, ...overlap.combinations.map(({ persons }) => barLength(persons)));
  const combinations = overlap.combinations.map(({ persons }, order) => ({
    order,
    length: barLength(persons),
    withheld: isWithheld(persons),
    number: countText(locale, persons),
  }));
  const dots = overlap.combinations.flatMap(({ members }, order) =>
    letters.map((letter, i) => ({ order, letter, member: members[i] === true })),
  );
  const spans = overlap.combinations.map(({ members }, order) => ({
    order,
    from: letters[members.indexOf(true)] ?? null,
    to: letters[members.lastIndexOf(true)] ?? null,
  }));
  const y = { field: 'order', type: 'ordinal', axis: null };
  const letter = {
    field: 'letter',
    type: 'ordinal',
    scale: { domain: letters },
    axis: {
      orient: 'top',
      title: null,
      domain: false,
      ticks: false,
      labelAngle: 0,
      labelFontWeight: 600,
      labelColor: theme.ink,
    },
  };
  const x = {
    field: 'length',
    type: 'quantitative',
    scale: { domain: [0, domain], range: [0, bars - 70] },
    axis: null,
  };
  return chartFrame(
    {
      spacing: 14,
      resolve: { scale: { y: 'shared', x: 'independent' } },
      hconcat: [
        {
          width: matrix,
          height: { step: 26 },
          data: { values: dots },
          encoding: { y, x: letter },
          layer: [
            {
              mark: { type: 'circle', size: 70, color: theme.grid, opacity: 1 },
              transform: [{ filter: '!datum.member' }],
            },
            {
              mark: { type: 'rule', color: theme.ink2, strokeWidth: 2 },
              data: { values: spans },
              encoding: { x: { ...letter, field: 'from' }, x2: { field: 'to' } },
            },
            {
              mark: { type: 'circle', size: 90, color: theme.ink2, opacity: 1 },
              transform: [{ filter: 'datum.member' }],
            },
          ],
        },
        {
          width: bars,
          height: { step: 26 },
          data: { values: combinations },
          encoding: { y },
          layer: [
            {
              mark: { type: 'bar', height: 15, color: theme.primary, cornerRadiusEnd: 2 },
              transform: [{ filter: '!datum.withheld' }],
              encoding: { x },
            },
            {
              mark: {
                type: 'bar',
                height: 14,
                filled: false,
                stroke: theme.primary,
                strokeDash: [2, 2],
                strokeWidth: 1,
              },
              transform: [{ filter: 'datum.withheld && datum.length > 0' }],
              encoding: { x },
            },
            {
              mark: {
                type: 'text',
                align: 'left',
                baseline: 'middle',
                dx: 6,
                fontSize: 12,
                fontWeight: 600,
                color: theme.ink,
              },
              encoding: { x, text: { field: 'number', type: 'nominal' } },
            },
          ],
        },
      ],
    },
    options,
  );
}

/** One row per occurring combination: the cohorts' names and how many persons are in just those. */
export function overlapTable(overlap: CohortOverlap, locale: Locale): ChartTable {
  return {
    columns: [
      { label: translate(locale, 'chart.overlap.combination'), align: 'start' },
      { label: translate(locale, 'chart.overlap.persons'), align: 'end' },
    ],
    rows: overlap.combinations.map(({ members, persons }) => {
      const names = overlap.cohorts
        .filter((_, i) => members[i])
        .map(({ title }) => inLanguage(title, locale));
      return [{ text: names.join(' ∩ ') }, { count: persons }];
    }),
  };
}
