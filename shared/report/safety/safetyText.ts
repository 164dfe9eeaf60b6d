import { inLanguage } from '../../i18n/inLanguage.ts';
import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import { fewestControls } from '../../study/safety/controlStrip.ts';
import type {
  RateEstimate,
  RatioEstimate,
  SafetyComparison,
  SafetyGroup,
  SafetyResult,
  SafetyRow,
} from '../../study/safety/safetyResult.ts';
import type { SafetySpecification } from '../../study/safety/safetySpecification.ts';
import { estimateText } from '../study/effectText.ts';

/** What a group is called: what is taken, or that it is not. */
export function groupName(
  { exposure, comparator }: Pick<SafetySpecification, 'exposure' | 'comparator'>,
  group: SafetyGroup,
  locale: Locale,
): string {
  if (group === 'exposed') return inLanguage(exposure.name, locale);
  if (group === 'comparator' && comparator) return inLanguage(comparator.name, locale);
  return translate(locale, 'safetyReport.unexposed');
}

/** An outcome as it is read: code and name; a cohort by its name alone. */
export function eventName({ code, name }: Pick<SafetyRow, 'code' | 'name'>, locale: Locale): string {
  const own = inLanguage(name, locale);
  return code === '' || code === name ? own : `${code} ${own}`;
}

/** A time-at-risk by what the study calls it. */
export function timeAtRiskName(
  { timesAtRisk }: Pick<SafetySpecification, 'timesAtRisk'>,
  id: string,
  locale: Locale,
): string {
  return inLanguage(timesAtRisk.find((one) => one.id === id)?.name ?? id, locale);
}

/** A figure with so many decimals; `∞` for null, which is without end. */
export function figureText(locale: Locale, value: number | null, digits = 2): string {
  if (value === null) return '∞';
  // What rounds to 0 has no sign.
  const rounded = Number(value.toFixed(digits));
  return estimateText(locale, rounded === 0 ? 0 : value, digits).replace('-', '−');
}

/** `1.62 (1.20–2.18)`; null stays nothing. */
export function intervalText(locale: Locale, own: RatioEstimate | null, digits = 2): string | null {
  if (own === null) return null;
  const [estimate, lower, upper] = [own.estimate, own.lower, own.upper].map((value) =>
    figureText(locale, value, digits),
  );
  return `${estimate} (${lower}–${upper})`;
}

/** A difference of risks as persons in 1,000. */
export function perThousand(own: RateEstimate | null): RateEstimate | null {
  return own && { estimate: own.estimate * 1_000, lower: own.lower * 1_000, upper: own.upper * 1_000 };
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
