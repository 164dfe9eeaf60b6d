import type { TermId } from '../../../../shared/i18n/glossaryTerms.ts';
import type { Diagnostic, EffectMeasure } from '../../../../shared/study/result/comparisonResult.ts';

/** What the glossary calls each measure. */
export const measureTerms: Readonly<Record<EffectMeasure, TermId>> = {
  hazardRatio: 'hazardRatio',
  subdistributionHazardRatio: 'fineGray',
  riskRatio: 'riskRatio',
  oddsRatio: 'oddsRatio',
  rateRatio: 'rateRatio',
  riskDifference: 'riskDifference',
  rateDifference: 'incidenceRate',
  rmstDifference: 'rmst',
  rmstRatio: 'rmst',
};

/** What the glossary calls each diagnostic. */
export const diagnosticTerms: Readonly<Record<Diagnostic['kind'], TermId>> = {
  equipoise: 'equipoise',
  balance: 'balance',
  minimumDetectableRelativeRisk: 'minimumDetectableRisk',
  systematicError: 'systematicError',
  positivity: 'positivity',
  events: 'outcome',
};
