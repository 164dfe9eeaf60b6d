import type { Checkpoint } from '../../stats/outcome.ts';
import { eValue, toRiskRatio } from '../../stats/sensitivity/eValue.ts';
import {
  correctForPredictiveValue,
  type RecordedEvents,
} from '../../stats/sensitivity/outcomeMisclassification.ts';
import { tippingPoints } from '../../stats/sensitivity/unmeasuredConfounding.ts';
import type { AdjustedSample } from '../analysis/adjustedSample.ts';
import { daysAtRisk } from '../analysis/mainEffect.ts';
import type { Effect, EffectMeasure, Sensitivity } from '../result/comparisonResult.ts';
import { effectOnScale, scaledEstimate } from './effectScale.ts';
import { beginnings } from './weightedFollowUp.ts';

/**
 * An outcome that at most this share of the persons have is rare: odds and hazard ratios then stand for risk ratios.
 */
const RARE_OUTCOME = 0.15;

/** Differences of a confounder's prevalence at which the tipping point is given. */
export const TIPPING_DIFFERENCES: readonly number[] = [
  0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
];

const riskScale: Readonly<Partial<Record<EffectMeasure, 'RR' | 'OR' | 'HR'>>> = {
  hazardRatio: 'HR',
  subdistributionHazardRatio: 'HR',
  riskRatio: 'RR',
  rateRatio: 'RR',
  oddsRatio: 'OR',
};

/** The E-values of a main effect; null for differences. Source: VanderWeele and Ding (2017). */
export function effectEValue(effect: Effect, sample: AdjustedSample): Sensitivity['eValue'] {
  const measure = riskScale[effect.measure];
  if (measure === undefined || !(effect.lower > 0)) return null;
  const { point, interval } = eValue(effect.estimate, effect.lower, effect.upper, {
    measure,
    rareOutcome: isRare(sample),
  });
  return { estimate: point, limit: interval };
}

/**
 * How strong an unmeasured binary confounder must be to move the limit of the interval that is nearer to the null onto
 * it; empty when the interval holds the null, or for differences.
 */
export function effectTippingPoints(effect: Effect, sample: AdjustedSample): Sensitivity['tippingPoint'] {
  const measure = riskScale[effect.measure];
  if (measure === undefined || !(effect.lower > 0)) return [];
  if (effect.lower <= 1 && effect.upper >= 1) return [];
  const nearer = effect.lower > 1 ? effect.lower : effect.upper;
  return tippingPoints(toRiskRatio(nearer, measure, isRare(sample)), TIPPING_DIFFERENCES);
}

/**
 * The main effect if only so many of the recorded cases are true: `ppv` over both arms together, wrong records as
 * frequent in both arms (per day at risk for hazard and rate ratios, per person otherwise); see {@link
 * correctForPredictiveValue}. The comparator's frequency is the adjusted sample's, the target's follows from the
 * effect. The standard error counts that of the recorded effect (delta method), not that of the PPV. Null without a
 * PPV, for differences, for odds ratios of certain outcomes, and where the PPV cannot be right.
 */
export function misclassificationBias(
  effect: Effect,
  sample: AdjustedSample,
  ppv: { readonly value: number; readonly source: string } | null,
): Sensitivity['misclassification'] {
  const scaled = scaledEstimate(effect);
  if (ppv === null || scaled === null || riskScale[effect.measure] === undefined) return null;
  const perDay = effect.measure === 'hazardRatio' || effect.measure === 'rateRatio';
  const recorded = recordedEvents(sample, perDay);
  const { events1, events0, size0, size1 } = recorded.weighted;
  const r0 = events0 / size0;
  const asRatio =
    effect.measure === 'oddsRatio' ? effect.estimate / (1 - r0 + r0 * effect.estimate) : effect.estimate;
  const corrected = correctForPredictiveValue(
    { events1: asRatio * r0 * size1, size1, events0, size0 },
    ppv.value,
  );
  if (!(events1 > 0) || corrected === null) return null;
  const estimate =
    effect.measure === 'oddsRatio' ? oddsOf(corrected.ratio, r0 * corrected.ppv0) : corrected.ratio;
  // The variance of the recorded effect comes from each arm as the inverse of its cases.
  const share1 = recorded.cases0 / (recorded.cases0 + recorded.cases1);
  const variance =
    scaled.standardError ** 2 *
    (corrected.derivative1 ** 2 * share1 + corrected.derivative0 ** 2 * (1 - share1));
  const result = effectOnScale(effect, Math.log(estimate), Math.sqrt(variance));
  return result && { ppv: ppv.value, source: ppv.source, corrected: result };
}

function oddsOf(riskRatio: number, comparatorRisk: number): number {
  const risk = riskRatio * comparatorRisk;
  return risk / (1 - risk) / (comparatorRisk / (1 - comparatorRisk));
}

function recordedEvents(
  sample: AdjustedSample,
  perDay: boolean,
): { readonly weighted: RecordedEvents; readonly cases1: number; readonly cases0: number } {
  const events = [0, 0];
  const size = [0, 0];
  const cases = [0, 0];
  const atRisk = daysAtRisk(sample);
  sample.treated.forEach((arm, k) => {
    const weight = sample.weights[k] as number;
    const isCase = sample.status[k] === 1;
    const isPerson = (sample.entry?.[k] ?? 0) === 0;
    size[arm] = (size[arm] ?? 0) + weight * (perDay ? (atRisk[k] as number) : isPerson ? 1 : 0);
    events[arm] = (events[arm] ?? 0) + (isCase ? weight : 0);
    cases[arm] = (cases[arm] ?? 0) + (isCase ? 1 : 0);
  });
  return {
    weighted: { events1: events[1] ?? 0, size1: size[1] ?? 0, events0: events[0] ?? 0, size0: size[0] ?? 0 },
    cases1: cases[1] ?? 0,
    cases0: cases[0] ?? 0,
  };
}

function isRare(sample: AdjustedSample): boolean {
  let events = 0;
  for (const status of sample.status) if (status === 1) events++;
  return events <= RARE_OUTCOME * beginnings(sample).length;
}

/** Another analysis of the same pair; `effectOf` may return null where it does not apply. */
export interface Variant {
  readonly kind: Sensitivity['variants'][number]['kind'];
  readonly effectOf: (checkpoint: Checkpoint) => Effect | null;
}

/** The main effect under other analyses, in the order given; those that say nothing are left out. */
export function variantEffects(
  variants: readonly Variant[],
  checkpoint: Checkpoint,
): Sensitivity['variants'] {
  return variants.flatMap(({ kind, effectOf }, v) => {
    checkpoint(v / variants.length);
    const effect = effectOf((fraction) => checkpoint((v + fraction) / variants.length));
    return effect ? [{ kind, effect }] : [];
  });
}
