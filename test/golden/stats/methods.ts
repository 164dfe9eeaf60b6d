import type { Adapter } from './adapter.ts';
import { cumulativeIncidenceAdapter, fineGrayAdapter } from './adapters/competing.ts';
import { coxAdapter } from './adapters/cox.ts';
import {
  penalisedBinomialAdapter,
  penalisedGaussianAdapter,
  penalisedPoissonAdapter,
} from './adapters/penalised.ts';
import { conditionalLogisticAdapter, glmAdapter } from './adapters/regression.ts';
import { specialFunctions } from './adapters/specialFunctions.ts';
import { kaplanMeierAdapter, logRankAdapter, restrictedMeanAdapter } from './adapters/survival.ts';

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
  ['rmst', restrictedMeanAdapter],
]);
