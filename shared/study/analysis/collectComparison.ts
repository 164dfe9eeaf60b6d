import type { Job } from '../../engine/job.ts';
import { buildCovariates } from '../covariates/buildCovariates.ts';
import { treatmentConcepts } from '../covariates/treatmentConcepts.ts';
import { buildPopulation } from '../population/buildPopulation.ts';
import type { PopulationContext } from '../population/populationContext.ts';
import type { StudyNote } from '../result/comparisonResult.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import type { ComparisonInput } from './comparisonInput.ts';

/** Collects from the opened release all that a comparison is calculated from. @throws AkashiError as buildPopulation */
export async function collectComparison(
  context: PopulationContext,
  study: ComparisonSpecification,
  studyHash: string,
  job: Job,
): Promise<{ readonly input: ComparisonInput; readonly notes: readonly StudyNote[] }> {
  const { population, negativeControls, notes } = await buildPopulation(context, study, job);
  const connection = await context.engine.connect();
  try {
    const { table } = context.persons;
    const treatment = treatmentConcepts(study);
    const covariates = await buildCovariates(connection, population, table, study.covariates, treatment, job);
    return { input: { specification: study, studyHash, population, covariates, negativeControls }, notes };
  } finally {
    await connection.close();
  }
}
