import { fineGrayRegression } from '../../stats/competing/fineGray.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import type { Effect } from '../result/comparisonResult.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { ratioEffect } from './effect.ts';
import { isWeighted } from './mainEffect.ts';

/**
 * Fine and Gray's ratio of target against comparator (cmprsk::crr; with weights survival::finegray and a robust variance).
 * Null where nobody had a competing event: it would be the hazard ratio again.
 */
export function subdistributionHazardRatio(sample: AdjustedSample, checkpoint: Checkpoint): Effect | null {
  if (!sample.status.includes(2)) return null;
  const weighted = isWeighted(sample);
  const outcome = fineGrayRegression(
    {
      time: Float64Array.from(sample.days),
      status: sample.status,
      covariates: [Float64Array.from(sample.treated)],
      weights: weighted ? sample.weights : undefined,
    },
    { checkpoint },
  );
  if (outcome.kind !== 'fitted') return null;
  const { coefficients, covariance, robustCovariance } = outcome.fit;
  const variance = (weighted ? robustCovariance : covariance)[0] as number;
  return ratioEffect('subdistributionHazardRatio', coefficients[0] as number, Math.sqrt(variance));
}
