import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { ChartTheme } from './chartTheme.ts';

/** Okabe and Ito's hues, as dark as white numbers on them need. */
const onWhite = [
  '#0072b2',
  '#c24f00',
  '#007f5c',
  '#a8517f',
  '#8a6200',
  '#2a7aa8',
  '#6f6600',
  '#5b4b8a',
  '#a6432b',
  '#3f6b2a',
  '#7a5c3e',
  '#4d6a80',
];
const onBlack = [
  '#56b4e9',
  '#e69f00',
  '#2fc79a',
  '#e29cc4',
  '#f0e442',
  '#ff8a4c',
  '#8fc7f2',
  '#b6a7e6',
  '#e0836d',
  '#9ccb83',
  '#c9a684',
  '#9db7cb',
];

/** The colour of a treatment, by its place: the same in every picture. */
export function treatmentColor(event: number, theme: ChartTheme): string {
  const palette = theme.background === '#ffffff' ? onWhite : onBlack;
  return palette[event % palette.length] ?? theme.primary;
}

/** `A`, `A + B`; null is what was merged. */
export function treatmentName(
  events: readonly number[] | null,
  titles: readonly { readonly title: string }[],
  locale: Locale,
): string {
  if (events === null) return translate(locale, 'chart.pathway.other');
  return events.map((event) => inLanguage(titles[event]?.title ?? '', locale)).join(' + ');
}

/** Colours of a step: one per treatment in it. */
export function treatmentColors(events: readonly number[] | null, theme: ChartTheme): readonly string[] {
  return events === null
    ? [theme.background === '#ffffff' ? '#6b7580' : theme.neutral]
    : events.map((event) => treatmentColor(event, theme));
}
