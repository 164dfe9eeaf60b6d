import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { Effect } from '../../study/result/comparisonResult.ts';

const measuresOfShares = new Set<Effect['measure']>(['riskDifference']);
const ratios = new Set<Effect['measure']>([
  'hazardRatio',
  'subdistributionHazardRatio',
  'riskRatio',
  'oddsRatio',
  'rateRatio',
  'rmstRatio',
]);

/** Whether no effect is 1 (a ratio, drawn on a logarithmic axis) and not 0. */
export function isRatio({ measure }: Effect): boolean {
  return ratios.has(measure);
}

/** An effect as it is read: risk differences in percentage points, everything else with what precision it has. */
export function effectText(
  locale: Locale,
  effect: Effect,
): {
  readonly estimate: string;
  readonly lower: string;
  readonly upper: string;
  readonly whole: string;
  readonly when: string;
} {
  const show = (value: number) => {
    if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : '—';
    return measuresOfShares.has(effect.measure)
      ? translate(locale, 'study.points', { points: estimateText(locale, 100 * value, 1) })
      : estimateText(locale, value, effect.measure === 'rmstDifference' ? 1 : 2);
  };
  const [estimate, lower, upper] = [show(effect.estimate), show(effect.lower), show(effect.upper)];
  return { estimate, lower, upper, whole: `${estimate} (${lower}–${upper})`, when: whenText(locale, effect) };
}

function whenText(locale: Locale, { horizon, piece }: Effect): string {
  if (piece) {
    return piece.to === null
      ? translate(locale, 'study.fromDay', { from: piece.from })
      : translate(locale, 'study.dayToDay', { from: piece.from, to: piece.to });
  }
  return horizon === null ? '' : translate(locale, 'study.atDay', { day: horizon });
}

/** A number with just so many decimals. */
export function estimateText(locale: Locale, value: number, digits: number): string {
  return new Intl.NumberFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

export function percentText(locale: Locale, share: number): string {
  return `${estimateText(locale, 100 * share, 1)}%`;
}

export function pText(locale: Locale, p: number): string {
  return p < 0.001 ? '<0.001' : formatNumber(locale, p, 3);
}
