import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';

/** Persons to treat for one outcome less; a negative number is told as persons for one more. */
export function numberNeededText(locale: Locale, value: number): string {
  if (!Number.isFinite(value)) return '∞';
  const count = formatNumber(locale, Math.abs(value), 0);
  return value < 0 ? translate(locale, 'study.needed.harm', { count }) : count;
}

/** Its interval: where one limit is benefit and the other harm, it runs through infinity and not through 0. */
export function numberNeededInterval(locale: Locale, lower: number, upper: number): string {
  const limits = { lower: numberNeededText(locale, lower), upper: numberNeededText(locale, upper) };
  const throughInfinity = Number.isFinite(lower) && Number.isFinite(upper) && lower < 0 !== upper < 0;
  return translate(locale, throughInfinity ? 'study.needed.throughInfinity' : 'study.needed.between', limits);
}
