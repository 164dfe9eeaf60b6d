import type { Adapter } from './adapter.ts';
import { coxAdapter } from './adapters/cox.ts';
import { specialFunctions } from './adapters/specialFunctions.ts';
import { kaplanMeierAdapter, logRankAdapter, restrictedMeanAdapter } from './adapters/survival.ts';

/** The adapter of every method name that cases use. */
export const methods: ReadonlyMap<string, Adapter> = new Map<string, Adapter>([
  ['special-functions', specialFunctions],
  ['kaplan-meier', kaplanMeierAdapter],
  ['logrank', logRankAdapter],
  ['coxph', coxAdapter],
  ['rmst', restrictedMeanAdapter],
]);
