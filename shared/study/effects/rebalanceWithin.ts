import { quantile } from '../../stats/descriptive/quantile.ts';
import {
  propensityWeights,
  type WeightingEstimand,
} from '../../stats/propensity/inverseProbabilityWeights.ts';
import { generalisedLinearModel } from '../../stats/regression/glm.ts';
import { binomialLogit } from '../../stats/regression/glmFamily.ts';
import type { AdjustedSample } from '../analysis/adjustedSample.ts';

/** Propensities are kept this far from 0 and 1. */
const NEAREST_TO_CERTAIN = 1e-6;

/**
 * A part of a weighted sample with weights for its own persons: the study's propensity is recalibrated by a logistic
 * regression of treatment on its logit within the part, since a model that is right on average may be wrong in a
 * stratum, and the estimand's weights are worked out anew. Scales of the arms' weights (stabilisation) and the largest
 * weight (truncation) stay as they were. The part is returned as it is where it has no propensity or the recalibration
 * cannot be fitted. Source: Dong, Zhang, Zeng and Li (2020), Stat Methods Med Res 29:659.
 */
export function rebalanceWithin(part: AdjustedSample, estimand: WeightingEstimand): AdjustedSample {
  const { propensity, treated, weights } = part;
  if (propensity === null) return part;
  const inside = propensity.map((e) => Math.min(1 - NEAREST_TO_CERTAIN, Math.max(NEAREST_TO_CERTAIN, e)));
  const outcome = generalisedLinearModel(
    { outcome: Float64Array.from(treated), covariates: [inside.map((e) => Math.log(e / (1 - e)))] },
    { family: binomialLogit },
  );
  if (outcome.kind !== 'fitted') return part;
  const recalibrated = outcome.fit.fitted.map((e) =>
    Math.min(1 - NEAREST_TO_CERTAIN, Math.max(NEAREST_TO_CERTAIN, e)),
  );
  const before = propensityWeights(inside, treated, estimand);
  const raw = propensityWeights(recalibrated, treated, estimand);
  const scales = [0, 1].map((arm) => armScale(weights, before, treated, arm));
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, weight);
  return {
    ...part,
    propensity: recalibrated,
    weights: raw.map((weight, k) => Math.min(largest, weight * (scales[treated[k] as number] as number))),
  };
}

/** What the study's weights are multiples of: the median, as truncated ones differ. */
function armScale(weights: Float64Array, raw: Float64Array, treated: Uint8Array, arm: number): number {
  const ratios = weights.map((w, k) => w / (raw[k] as number)).filter((r, k) => treated[k] === arm && r > 0);
  return ratios.length > 0 ? quantile(ratios, 0.5) : 1;
}
