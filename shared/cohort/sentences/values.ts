import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { AkashiFilter } from '../expression/akashiExtension.ts';
import type { AttributeFilter } from '../expression/criterion.ts';
import type { DateRange, NumericRange } from '../expression/ranges.ts';
import type { DefinitionNames } from './definitionNames.ts';
import { partsText } from './part.ts';
import { phrase } from './phrase.ts';

/** What a number of an attribute counts. */
export type Unit = 'plain' | 'years' | 'days' | 'millimetres' | { readonly concept: string };

const inYears = new Set(['Age', 'AgeAtStart', 'AgeAtEnd']);
const inDays = new Set([
  'EraLength',
  'PeriodLength',
  'VisitLength',
  'VisitDetailLength',
  'DaysSupply',
  'GapDays',
]);

/** The unit of a numeric attribute. */
export function unitOf(attribute: string): Unit {
  return inYears.has(attribute) ? 'years' : inDays.has(attribute) ? 'days' : 'plain';
}

/** The unit of a range of the `akashi` extension. */
export function akashiUnit(names: DefinitionNames, filter: AkashiFilter): Unit {
  switch (filter.kind) {
    case 'dailyDose':
    case 'cumulativeDose':
      return { concept: names.concept(filter.unit) };
    case 'treatmentDuration':
      return 'days';
    default:
      return 'millimetres';
  }
}

/** Circe compares with whole numbers where the column is one, and with four decimals elsewhere. */
export function rangeAsUsed(filter: Extract<AttributeFilter, { kind: 'integer' | 'decimal' }>): NumericRange {
  const { op, value, extent } = filter.range;
  // Adding zero makes −0 plain 0.
  const used = (bound: number): number =>
    (filter.kind === 'integer' ? Math.trunc(bound) : Number(bound.toFixed(4))) + 0;
  return { op, value: used(value), extent: extent === null ? null : used(extent) };
}

/** A number with all the digits that it has. */
export function numberText(locale: Locale, value: number): string {
  return formatNumber(locale, value, 15);
}

function valueText(locale: Locale, value: number, unit: Unit): string {
  const text = numberText(locale, value);
  if (typeof unit === 'object')
    return translate(locale, 'sentence.value.concept', { value: text, unit: unit.concept });
  const one = Math.abs(value) === 1;
  const key = unit === 'years' && one ? 'year' : unit === 'days' && one ? 'day' : unit;
  return translate(locale, `sentence.value.${key}`, { value: text });
}

/** `65 歳以上`, `at least 65 years`. */
export function rangeText(locale: Locale, range: NumericRange, unit: Unit): string {
  const { op, value } = range;
  const extent = range.extent ?? value;
  const bare = locale === 'en' && op === 'bt';
  return partsText(
    phrase(locale, `sentence.range.${op}`, {
      value: bare ? numberText(locale, value) : valueText(locale, value, unit),
      extent: valueText(locale, extent, unit),
    }),
  );
}

/** `≥ 65`, for labels. */
export function shortRange(locale: Locale, range: NumericRange, unit: Unit): string {
  const suffix = typeof unit === 'object' ? ` ${unit.concept}` : unit === 'millimetres' ? ' mm' : '';
  const text = translate(locale, `label.range.${range.op}`, {
    value: numberText(locale, range.value),
    extent: numberText(locale, range.extent ?? range.value),
  });
  return text + suffix;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2015 年 4 月 1 日`, `1 April 2015`. */
export function dateText(locale: Locale, iso: string): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  if (locale === 'ja') return `${year} 年 ${month} 月 ${day} 日`;
  const name = months[month - 1] ?? '';
  return `${day} ${name} ${year}`;
}

/** `2015 年 4 月 1 日以降`, `on or after 1 April 2015`. */
export function dateRangeText(locale: Locale, { op, value, extent }: DateRange): string {
  return partsText(
    phrase(locale, `sentence.dates.${op}`, {
      value: dateText(locale, value),
      extent: dateText(locale, extent ?? value),
    }),
  );
}
