import { metaAnalysis, type StudyEstimates } from './randomEffects.ts';

/** One group's estimate after shrinkage. */
export interface ShrunkEstimate {
  readonly estimate: number;
  readonly standardError: number;
}

/**
 * Empirical-Bayes estimates of groups whose true values are taken to scatter normally around a common one: each is
 * pulled towards the precision-weighted mean by the share of its variance that is sampling error. The variance between
 * groups is Paule and Mandel's; with none every group gets the common mean. The standard error counts the uncertainty
 * of the mean, not that of the variance between groups.
 * Source: Morris (1983), J Am Stat Assoc 78:47; R metafor::blup.
 *
 * @param groups at least one estimate (log scale for ratios) with its sampling variance
 */
export function empiricalBayes(groups: StudyEstimates): ShrunkEstimate[] {
  const { estimate: mean, standardError, tau2 } = metaAnalysis(groups, 'PM');
  return Array.from({ length: groups.estimates.length }, (_, i) => {
    const variance = groups.variances[i] as number;
    const own = tau2 / (tau2 + variance);
    return {
      estimate: own * (groups.estimates[i] as number) + (1 - own) * mean,
      standardError: Math.sqrt(own * variance + (1 - own) ** 2 * standardError ** 2),
    };
  });
}
