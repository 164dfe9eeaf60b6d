import { inLanguage } from '../../i18n/inLanguage.ts';
import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import { fewestControls } from '../../study/safety/analysis/controlStrip.ts';
import type { RateEstimate, SafetyComparison, SafetyResult } from '../../study/safety/safetyResult.ts';
import type { SafetySpecification } from '../../study/safety/specification/safetySpecification.ts';

/** A time-at-risk by what the study calls it. */
export function timeAtRiskName(
  { timesAtRisk }: Pick<SafetySpecification, 'timesAtRisk'>,
  id: string,
  locale: Locale,
): string {
  return inLanguage(timesAtRisk.find((one) => one.id === id)?.name ?? id, locale);
}

/** A difference of risks as persons in 1,000. */
export function perThousand({ estimate, lower, upper }: RateEstimate): RateEstimate {
  return { estimate: estimate * 1_000, lower: lower * 1_000, upper: upper * 1_000 };
}

/**
 * Persons exposed for one more event, with the interval that the risk difference gives it. Where that interval holds 0
 * (or the exposed have fewer events) no number can be given, and that is said; nothing where risks are withheld.
 */
export function numberNeededToHarmText(
  locale: Locale,
  { riskDifference, numberNeededToHarm }: Pick<SafetyComparison, 'riskDifference' | 'numberNeededToHarm'>,
): string | null {
  if (riskDifference === null) return null;
  if (numberNeededToHarm === null) return translate(locale, 'safetyReport.noNumberNeeded');
  const limits = [numberNeededToHarm, 1 / riskDifference.upper, 1 / riskDifference.lower];
  const [middle, low, high] = limits.map((value) => formatNumber(locale, Math.ceil(value), 0));
  return `${middle} (${low}–${high})`;
}

/** Whether enough negative controls can be estimated for the word signal. */
export function maySaySignal({ controls }: Pick<SafetyResult, 'controls'>): boolean {
  return controls !== null && controls.estimable >= fewestControls;
}
