import type { CovariateMatrix } from '../covariates/covariateMatrix.ts';
import type { StudyPopulation } from '../population/studyPopulation.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';

/** All that the analysis of a comparison needs, as structured-cloneable data, so that it can run in a worker. */
export interface ComparisonInput {
  readonly specification: ComparisonSpecification;
  readonly studyHash: string;
  readonly population: StudyPopulation;
  readonly covariates: CovariateMatrix;
  /**
   * Negative controls as follow-ups in the first time-at-risk, in the specification's order (`outcome` is the control's
   * id).
   */
  readonly negativeControls: StudyPopulation['followUps'];
}
