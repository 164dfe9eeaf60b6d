import { inLanguage } from '../../i18n/inLanguage.ts';
import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type {
  RateEstimate,
  RatioEstimate,
  SafetyGroup,
  SafetyResult,
  SafetyRow,
} from '../../study/safety/safetyResult.ts';
import type { SafetySpecification } from '../../study/safety/specification/safetySpecification.ts';
import { estimateText } from '../study/effectText.ts';
import type { ChartSpec } from './chartSpec.ts';
import type { ChartTheme } from './chartTheme.ts';
import { pixelSymbols, pixelTexts } from './pixelMarks.ts';
import { shortened, textWidth } from './textBox.ts';
import { treatmentColor } from './treatmentColors.ts';

/** A group as pictures call it; in the order in which rows hold their groups. */
export interface NamedGroup {
  readonly group: SafetyGroup;
  readonly name: string;
}

/** The groups of a study by what is taken. */
export function namedGroups(
  { exposure }: Pick<SafetyResult, 'exposure'>,
  study: Pick<SafetySpecification, 'exposure' | 'comparator'>,
  locale: Locale,
): NamedGroup[] {
  const names: Readonly<Record<SafetyGroup, string>> = {
    exposed: inLanguage(study.exposure.name, locale),
    unexposed: translate(locale, 'chart.safety.unexposed'),
    comparator: study.comparator
      ? inLanguage(study.comparator.name, locale)
      : translate(locale, 'chart.safety.comparator'),
  };
  return exposure.groups.map(({ group }) => ({ group, name: names[group] }));
}

const shapes: Readonly<Record<SafetyGroup, string>> = {
  exposed: 'circle',
  unexposed: 'square',
  comparator: 'triangle-up',
};

/** How a group is told apart, without colour too. */
export function groupMark(
  group: SafetyGroup,
  theme: ChartTheme,
): { readonly color: string; readonly shape: string; readonly dash: readonly number[] } {
  const shape = shapes[group];
  if (group === 'exposed') return { color: theme.primary, shape, dash: [1, 0] };
  if (group === 'unexposed') return { color: theme.neutral, shape, dash: [6, 3] };
  return { color: treatmentColor(2, theme), shape, dash: [2, 3] };
}

/** Pixels of a mark and the space around it. */
const BESIDE = 26;

/** Names of the groups with their marks, beside each other from `left`. */
export function groupLegend(
  groups: readonly NamedGroup[],
  { left, right, y }: { readonly left: number; readonly right: number; readonly y: number },
  theme: ChartTheme,
): readonly ChartSpec[] {
  const widest = widestThatFit(
    groups.map(({ name }) => textWidth(name, 11)),
    right - left - groups.length * BESIDE,
  );
  let x = left + 5;
  const placed = groups.map(({ group, name }) => {
    const text = shortened(name, widest, 11);
    const at = { x, y, text, ...groupMark(group, theme) };
    x += textWidth(text, 11) + BESIDE;
    return at;
  });
  return [
    pixelSymbols(
      placed.map(({ x: at, color, shape }) => ({ x: at, y, color, shape, size: 60 })),
      { isFilled: true },
    ),
    pixelTexts(
      placed.map(({ x: at, text }) => ({ x: at + 9, y, text, color: theme.ink2 })),
      { align: 'left' },
    ),
  ];
}

/** How wide each may be at most for all to fit. */
function widestThatFit(widths: readonly number[], room: number): number {
  let left = room;
  const ordered = widths.toSorted((a, b) => a - b);
  for (const [i, width] of ordered.entries()) {
    const each = left / (ordered.length - i);
    if (width > each) return each;
    left -= width;
  }
  return Number.POSITIVE_INFINITY;
}

/** An outcome as it is read: code and name; a cohort by its name alone. */
export function outcomeText({ code, name }: Pick<SafetyRow, 'code' | 'name'>, locale: Locale): string {
  const own = inLanguage(name, locale);
  return code === '' || code === name ? own : `${code.replace('-', '–')} ${own}`;
}

/** `2.69 (1.87–3.87)`; without end `∞`. */
export function ratioText(locale: Locale, { estimate, lower, upper }: RatioEstimate): string {
  const show = (value: number | null) => (value === null ? '∞' : estimateText(locale, value, 2));
  return `${show(estimate)} (${show(lower)}–${show(upper)})`;
}

/** A rate per 1,000 person-years with as many decimals as it has to say. */
export function rateText(locale: Locale, value: number): string {
  const size = Math.abs(value);
  return estimateText(locale, value, size >= 100 ? 0 : size >= 10 ? 1 : 2).replace('-', '−');
}

export function rateIntervalText(locale: Locale, { estimate, lower, upper }: RateEstimate): string {
  const [middle, low, high] = [estimate, lower, upper].map((value) => rateText(locale, value));
  return `${middle} (${low}–${high})`;
}

/** `+3.62 (1.96, 5.29)`: limits may be negative, and no dash is between them. */
export function differenceText(locale: Locale, { estimate, lower, upper }: RateEstimate): string {
  const [middle, low, high] = [estimate, lower, upper].map((value) => rateText(locale, value));
  return `${estimate > 0 ? '+' : ''}${middle} (${low}, ${high})`;
}

/** A p-value as short as it can be: `0.018`, `3×10⁻⁸`. */
export function shortP(locale: Locale, p: number): string {
  if (p >= 0.001) return formatNumber(locale, Number(p.toPrecision(2)), 4);
  if (p < 1e-99) return '<10⁻⁹⁹';
  const power = Math.floor(Math.log10(p));
  return `${Math.round(p / 10 ** power)}×10${superscript(power)}`;
}

function superscript(power: number): string {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  return [...String(power)].map((one) => (one === '-' ? '⁻' : (digits[Number(one)] ?? ''))).join('');
}
