import type { Locale } from '../../../shared/i18n/translate.ts';
import { estimateText } from '../../../shared/report/study/effectText.ts';
import type { RateEstimate, RatioEstimate } from '../../../shared/study/safety/safetyResult.ts';

export const nothing = '—';

/** A rate per 1,000 person-years, with about three figures. */
export function rateText(locale: Locale, value: number | null | undefined): string {
  return finite(value, (number) => estimateText(locale, number, digitsOf(number)));
}

/** A ratio with two decimals; null is one without end. */
export function ratioText(locale: Locale, value: number | null): string {
  return finite(value ?? Number.POSITIVE_INFINITY, (number) =>
    estimateText(locale, number, number >= 100 ? 0 : 2),
  );
}

/** A difference with its sign, as precise as a rate of its size. */
export function differenceText(locale: Locale, value: number | null | undefined): string {
  return finite(value, (number) => {
    const text = estimateText(locale, Math.abs(number), digitsOf(number));
    return `${number < 0 ? '−' : '+'}${text}`;
  });
}

/** An estimate and its interval: `1.68 (1.58–1.78)`. */
export function withInterval(
  locale: Locale,
  value: RateEstimate | RatioEstimate | null | undefined,
  text: (locale: Locale, value: number | null) => string,
): string {
  return value ? `${text(locale, value.estimate)} ${intervalText(locale, value, text)}` : nothing;
}

export function intervalText(
  locale: Locale,
  { lower, upper }: RateEstimate | RatioEstimate,
  text: (locale: Locale, value: number | null) => string,
): string {
  const joint = lower < 0 ? '～' : '–';
  return `(${text(locale, lower)}${joint}${text(locale, upper)})`;
}

/** The same estimate in other units. */
export function scaled(value: RateEstimate | null, factor: number): RateEstimate | null {
  return (
    value && {
      estimate: value.estimate * factor,
      lower: value.lower * factor,
      upper: value.upper * factor,
    }
  );
}

/** p as it is read in a table: `<0.001`, `0.012`. */
export function pShort(locale: Locale, p: number | null | undefined): string {
  return finite(p, (number) =>
    number < 0.001 ? '<0.001' : estimateText(locale, number, number < 0.1 ? 3 : 2),
  );
}

function digitsOf(value: number): number {
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

/** Figures that are not there are a dash; limits that are open are infinite. */
function finite(value: number | null | undefined, text: (value: number) => string): string {
  if (value === null || value === undefined || Number.isNaN(value)) return nothing;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return text(value);
}
