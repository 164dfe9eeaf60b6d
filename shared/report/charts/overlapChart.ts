import { isWithheld } from '../../disclosure/publishedCount.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { CohortOverlap } from '../../workbenchApi.ts';
import { type ChartOptions, type ChartSpec, chartFrame, type Json } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { barLength, countText } from './countText.ts';
import { drawnAt } from './drawnAt.ts';
import { shortened } from './textBox.ts';

/** `A`, `B`, … `Z`, `AA`: how cohorts are named inside the overlap chart. */
export function memberLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : memberLetter(Math.floor(index / 26) - 1) + last;
}

/** Combinations drawn at most, the largest; the table has all. */
const DRAWN = 40;
const ROW = 24;
const BARS = 190;

/**
 * Overlap as an UpSet plot: a column per combination with how many persons are in just those cohorts, below it the dots
 * that say which; at the left each cohort's whole size.
 */
export function overlapChart(overlap: CohortOverlap, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const names = overlap.cohorts.map(({ title }, i) => `${memberLetter(i)}  ${inLanguage(title, locale)}`);
  const sizes = Math.min(110, Math.floor(width * 0.16));
  const labels = Math.min(240, Math.floor(width * 0.3));
  const drawn = overlap.combinations.slice(0, DRAWN);
  const column = Math.min(46, Math.max(12, (width - sizes - labels - 8) / Math.max(1, drawn.length)));
  const left = sizes + labels;
  const center = (order: number) => left + column * (order + 0.5);
  const rowAt = (i: number) => BARS + 26 + ROW * i + ROW / 2;
  const tallest = Math.max(1, ...drawn.map(({ persons }) => barLength(persons)));
  const largest = Math.max(1, ...overlap.cohorts.map(({ persons }) => barLength(persons)));
  const bars = drawn.map(({ persons }, order) => ({
    x: center(order) - column * 0.32,
    x2: center(order) + column * 0.32,
    middle: center(order),
    y: BARS - (BARS - 20) * (barLength(persons) / tallest),
    y2: BARS,
    withheld: isWithheld(persons),
    text: countText(locale, persons),
  }));
  const wholes = overlap.cohorts.map(({ persons }, i) => ({
    x: sizes - (sizes - 44) * (barLength(persons) / largest),
    x2: sizes,
    y: rowAt(i) - 6,
    y2: rowAt(i) + 6,
    middle: rowAt(i),
    withheld: isWithheld(persons),
    text: countText(locale, persons),
    name: shortened(names[i] ?? '', labels - 22, 12),
    nameAt: sizes + 8,
  }));
  const dots = drawn.flatMap(({ members }, order) =>
    overlap.cohorts.map((_, i) => ({ x: center(order), y: rowAt(i), member: members[i] === true })),
  );
  const spans = drawn.map(({ members }, order) => ({
    x: center(order),
    y: rowAt(members.indexOf(true)),
    y2: rowAt(members.lastIndexOf(true)),
  }));
  const stripes = overlap.cohorts.flatMap((_, i) =>
    i % 2 === 0
      ? [{ x: sizes + 4, x2: left + column * drawn.length, y: rowAt(i) - ROW / 2, y2: rowAt(i) + ROW / 2 }]
      : [],
  );
  const ends = { x: drawnAt('x'), x2: { field: 'x2' }, y: drawnAt('y'), y2: { field: 'y2' } };
  const rects = (values: readonly { readonly withheld: boolean }[], shown: boolean): ChartSpec => ({
    data: { values: values.filter(({ withheld }) => withheld !== shown) as unknown as Json },
    mark: shown
      ? { type: 'rect', color: theme.primary, cornerRadius: 1 }
      : { type: 'rect', fill: null, stroke: theme.primary, strokeDash: [2, 2], strokeWidth: 1 },
    encoding: ends,
  });
  const text = (values: Json, x: string, y: string, field: string, mark: ChartSpec): ChartSpec => ({
    data: { values },
    mark: { type: 'text', fontSize: 11, ...mark },
    encoding: { x: drawnAt(x), y: drawnAt(y), text: { field, type: 'nominal' } },
  });
  const circle = (member: boolean): ChartSpec => ({
    data: { values: dots.filter((dot) => dot.member === member) },
    mark: {
      type: 'circle',
      size: member ? 90 : 60,
      color: member ? theme.ink2 : theme.line,
      opacity: 1,
    },
    encoding: { x: drawnAt('x'), y: drawnAt('y') },
  });
  const small = column < 34 ? { angle: -90, align: 'left', dx: 4 } : { baseline: 'bottom', dy: -3 };
  return chartFrame(
    {
      width,
      height: BARS + 26 + ROW * overlap.cohorts.length + 4,
      layer: [
        {
          data: { values: stripes },
          mark: { type: 'rect', color: theme.grid, opacity: 0.6 },
          encoding: ends,
        },
        rects(bars, true),
        rects(bars, false),
        text(bars, 'middle', 'y', 'text', { color: theme.ink, fontWeight: 600, ...small }),
        rects(wholes, true),
        rects(wholes, false),
        text(wholes, 'x', 'middle', 'text', { align: 'right', baseline: 'middle', dx: -4, color: theme.ink }),
        text(wholes, 'nameAt', 'middle', 'name', {
          align: 'left',
          baseline: 'middle',
          fontSize: 12,
          color: theme.ink,
        }),
        text([{ x: sizes, y: BARS + 14, text: translate(locale, 'chart.overlap.sizes') }], 'x', 'y', 'text', {
          align: 'right',
          baseline: 'middle',
          color: theme.ink2,
        }),
        circle(false),
        {
          data: { values: spans },
          mark: { type: 'rule', color: theme.ink2, strokeWidth: 2 },
          encoding: { x: drawnAt('x'), y: drawnAt('y'), y2: { field: 'y2' } },
        },
        circle(true),
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
