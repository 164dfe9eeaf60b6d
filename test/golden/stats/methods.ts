import type { Adapter } from './adapter.ts';
import { cumulativeIncidenceAdapter, fineGrayAdapter } from './adapters/competing.ts';
import { coxAdapter } from './adapters/cox.ts';
import {
  categoricalByGroupAdapter,
  continuousByGroupAdapter,
  pairedAdapter,
} from './adapters/descriptive.ts';
import { calibrationAdapter, confusionAdapter, pairedRocAdapter, rocAdapter } from './adapters/diagnostic.ts';
import {
  penalisedBinomialAdapter,
  penalisedGaussianAdapter,
  penalisedPoissonAdapter,
} from './adapters/penalised.ts';
import { matchingAdapter, propensityScoreAdapter, weightingAdapter } from './adapters/propensity.ts';
import {
  directStandardisationAdapter,
  incidenceRateAdapter,
  indirectStandardisationAdapter,
  mantelHaenszelRatesAdapter,
  rateRatioAdapter,
} from './adapters/rates.ts';
import { conditionalLogisticAdapter, glmAdapter } from './adapters/regression.ts';
import {
  disproportionalityAdapter,
  hyperparametersAdapter,
  sccsAdapter,
  sequenceSymmetryAdapter,
} from './adapters/safety.ts';
import {
  adjustPValuesAdapter,
  empiricalNullAdapter,
  eValueAdapter,
  metaAnalysisAdapter,
  systematicErrorAdapter,
} from './adapters/sensitivity.ts';
import { specialFunctions } from './adapters/specialFunctions.ts';
import { kaplanMeierAdapter, logRankAdapter, restrictedMeanAdapter } from './adapters/survival.ts';
import {
  contingencyAdapter,
  mantelHaenszelAdapter,
  mcNemarAdapter,
  trendAdapter,
  twoByTwoAdapter,
} from './adapters/tables.ts';

/** The adapter of every method name that cases use. */
export const methods: ReadonlyMap<string, Adapter> = new Map<string, Adapter>([
  ['special-functions', specialFunctions],
  ['kaplan-meier', kaplanMeierAdapter],
  ['logrank', logRankAdapter],
  ['coxph', coxAdapter],
  ['cuminc', cumulativeIncidenceAdapter],
  ['fine-gray', fineGrayAdapter],
  ['linear', glmAdapter],
  ['logistic', glmAdapter],
  ['logistic-weighted', glmAdapter],
  ['probit', glmAdapter],
  ['poisson', glmAdapter],
  ['quasipoisson', glmAdapter],
  ['conditional-logistic', conditionalLogisticAdapter],
  ['glmnet-binomial', penalisedBinomialAdapter],
  ['glmnet-poisson', penalisedPoissonAdapter],
  ['glmnet-gaussian', penalisedGaussianAdapter],
  ['propensity-score', propensityScoreAdapter],
  ['iptw', weightingAdapter],
  ['ps-matching', matchingAdapter],
  ['two-by-two', twoByTwoAdapter],
  ['mcnemar', mcNemarAdapter],
  ['mantel-haenszel', mantelHaenszelAdapter],
  ['rxc', contingencyAdapter],
  ['cochran-armitage', trendAdapter],
  ['incidence-rate', incidenceRateAdapter],
  ['rate-ratio', rateRatioAdapter],
  ['mh-rate-ratio', mantelHaenszelRatesAdapter],
  ['direct-standardisation', directStandardisationAdapter],
  ['indirect-standardisation', indirectStandardisationAdapter],
  ['disproportionality', disproportionalityAdapter],
  ['disproportionality-table', disproportionalityAdapter],
  ['ebgm-hyperparameters', hyperparametersAdapter],
  ['sccs', sccsAdapter],
  ['sequence-symmetry', sequenceSymmetryAdapter],
  ['roc', rocAdapter],
  ['roc-paired', pairedRocAdapter],
  ['confusion', confusionAdapter],
  ['calibration', calibrationAdapter],
  ['e-value', eValueAdapter],
  ['p-adjust', adjustPValuesAdapter],
  ['empirical-calibration-null', empiricalNullAdapter],
  ['empirical-calibration-systematic-error', systematicErrorAdapter],
  ['meta-analysis', metaAnalysisAdapter],
  ['continuous-by-group', continuousByGroupAdapter],
  ['categorical-by-group', categoricalByGroupAdapter],
  ['paired', pairedAdapter],
  ['rmst', restrictedMeanAdapter],
]);
