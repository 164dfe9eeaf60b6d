import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { Attrition } from '../../workbenchApi.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { barLength, countText, shareText } from './countText.ts';

/** One step of the way into a cohort: how many are left, and how many of the step before are not. */
export interface AttritionStep {
  readonly label: string;
  readonly remaining: PublishedCount;
  /** Persons lost since the step before; null for the first, and where a withheld count stands on either side. */
  readonly removed: number | null;
  /** Length of the step before, in persons. */
  readonly before: number;
}

/** Entry, then every rule that is switched on, in the order applied. */
export function attritionSteps(attrition: Attrition, locale: Locale): readonly AttritionStep[] {
  const named: { label: string; remaining: PublishedCount }[] = [
    { label: translate(locale, 'chart.attrition.entry'), remaining: attrition.entry },
  ];
  for (const rule of attrition.rules) {
    if (rule.enabled && rule.remaining !== null)
      named.push({ label: inLanguage(rule.name, locale), remaining: rule.remaining });
  }
  return named.map(({ label, remaining }, i) => {
    const before = named[i - 1]?.remaining;
    const removed =
      before === undefined || isWithheld(before) || isWithheld(remaining) ? null : before - remaining;
    return { label, remaining, removed, before: before === undefined ? 0 : barLength(before) };
  });
}

/** Attrition as a waterfall of horizontal bars: what is left, solid; what each rule took, dashed. */
export function attritionChart(attrition: Attrition, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const steps = attritionSteps(attrition, locale);
  const numbers = 120;
  const barWidth = Math.max(80, width - numbers);
  const domain = Math.max(1, ...steps.map((step) => Math.max(step.before, barLength(step.remaining))));
  const values = steps.map((step, order) => ({
    order,
    label: step.label,
    length: barLength(step.remaining),
    before: Math.max(step.before, barLength(step.remaining)),
    withheld: isWithheld(step.remaining),
    number: countText(locale, step.remaining),
    share: shareText(locale, step.remaining, attrition.entry) ?? '',
    removed: step.removed ? `−${formatNumber(locale, step.removed, 0)}` : '',
  }));
  const x = { type: 'quantitative', scale: { domain: [0, domain], range: [0, barWidth] }, axis: null };
  const bar = { type: 'bar', height: 14, yOffset: 8 };
  return chartFrame(
    {
      width,
      height: { step: 44 },
      data: { values },
      encoding: { y: { field: 'order', type: 'ordinal', axis: null } },
      layer: [
        {
          mark: { ...bar, filled: false, stroke: theme.neutral, strokeDash: [3, 2], strokeWidth: 1 },
          transform: [{ filter: 'datum.before > datum.length' }],
          encoding: { x: { field: 'length', ...x }, x2: { field: 'before' } },
        },
        {
          mark: { ...bar, color: theme.primary, cornerRadiusEnd: 2 },
          transform: [{ filter: '!datum.withheld' }],
          encoding: { x: { field: 'length', ...x } },
        },
        {
          mark: { ...bar, filled: false, stroke: theme.primary, strokeDash: [2, 2], strokeWidth: 1 },
          transform: [{ filter: 'datum.withheld && datum.length > 0' }],
          encoding: { x: { field: 'length', ...x } },
        },
        textLayer('label', { align: 'left', yOffset: -10, color: theme.ink, limit: barWidth }, 0),
        textLayer('number', { align: 'right', yOffset: 8, color: theme.ink, fontWeight: 600 }, width - 52),
        textLayer('share', { align: 'right', yOffset: 8, color: theme.ink2 }, width),
        textLayer('removed', { align: 'right', yOffset: -10, color: theme.ink2 }, width - 52),
      ],
    },
    options,
  );
}

function textLayer(field: string, mark: ChartSpec, x: number): ChartSpec {
  return {
    mark: { type: 'text', baseline: 'middle', fontSize: 12, ...mark },
    encoding: { text: { field, type: 'nominal' }, x: { value: x } },
  };
}

/** Every rule with what passes it, what it alone removes and what is left; rules switched off have no remaining. */
export function attritionTable(attrition: Attrition, locale: Locale): ChartTable {
  const label = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  return {
    columns: [
      { label: label('chart.attrition.step'), align: 'start' },
      { label: label('chart.attrition.passes'), align: 'end' },
      { label: label('chart.attrition.aloneRemoves'), align: 'end' },
      { label: label('chart.attrition.remaining'), align: 'end' },
      { label: label('chart.attrition.shareOfEntry'), align: 'end' },
    ],
    rows: [
      [
        { text: label('chart.attrition.entry') },
        { text: null },
        { text: null },
        { count: attrition.entry },
        { text: shareText(locale, attrition.entry, attrition.entry) },
      ],
      ...attrition.rules.map((rule) => [
        { text: inLanguage(rule.name, locale) },
        { count: rule.passes },
        { count: rule.aloneRemoves },
        rule.remaining === null ? { text: label('chart.attrition.off') } : { count: rule.remaining },
        { text: rule.remaining === null ? null : shareText(locale, rule.remaining, attrition.entry) },
      ]),
      [
        { text: label('chart.attrition.final') },
        { text: null },
        { text: null },
        { count: attrition.final },
        { text: shareText(locale, attrition.final, attrition.entry) },
      ],
    ],
  };
}
