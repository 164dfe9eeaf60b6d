import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import type { Sql } from '../../engine/sql.ts';
import { conceptNames } from '../../features/conceptNames.ts';
import type { ConceptSetItem } from '../../vocabulary/conceptSet.ts';
import type { CovariateSettings } from '../specification/comparisonSpecification.ts';
import { CovariateCollector } from './covariateCollector.ts';
import type { CovariateContext, CovariatePopulation } from './covariateContext.ts';
import type { CovariateMatrix } from './covariateMatrix.ts';
import { covariateWindows } from './covariateWindows.ts';
import { demographicCovariates } from './demographicCovariates.ts';
import { excludedConcepts } from './excludedConcepts.ts';
import { uploadIndexDates } from './indexDates.ts';
import { pickedCovariates } from './pickedCovariates.ts';
import { conditionCovariates, drugCovariates, plainCovariates } from './recordCovariates.ts';
import { measurementValueCovariates, observationValueCovariates } from './valueCovariates.ts';
import { visitCovariates } from './visitCovariates.ts';

/** Families in the order in which covariates are listed; of two that are identical the earlier is kept. */
const families: readonly ((context: CovariateContext) => Promise<void> | void)[] = [
  pickedCovariates,
  demographicCovariates,
  conditionCovariates,
  drugCovariates,
  (context) => plainCovariates(context, 'procedure'),
  (context) => plainCovariates(context, 'device'),
  (context) => plainCovariates(context, 'measurement'),
  measurementValueCovariates,
  (context) => plainCovariates(context, 'observation'),
  observationValueCovariates,
  visitCovariates,
];

/**
 * The large-scale covariates of a population: each table is read once, record by concept and by days before index (see
 * {@link windowBits} for what windows hold), and becomes sparse columns. Left out, and named, are covariates that
 * define the treatment, that are too strongly correlated with it, that too few persons have, and repetitions. Order and
 * ids are the same on every host and at any number of threads.
 *
 * @param persons relation with person_id BIGINT, person_no INTEGER (`PersonNumbers.table`)
 * @param treatment what the arms are defined by; see treatmentConcepts.ts
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function buildCovariates(
  connection: EngineConnection,
  population: CovariatePopulation,
  persons: Sql,
  settings: CovariateSettings,
  treatment: readonly ConceptSetItem[],
  job: Job,
): Promise<CovariateMatrix> {
  job.report({ phase: 'covariates', fraction: 0 });
  const collector = new CovariateCollector(population, settings);
  const context: CovariateContext = {
    connection,
    population,
    index: await uploadIndexDates(connection, population, persons, job),
    settings,
    domains: new Set(settings.domains),
    windows: covariateWindows.filter((window) => settings.windows.includes(window)),
    excluded: await excludedConcepts(connection, settings, treatment, job),
    collector,
    job,
  };
  for (const [done, family] of families.entries()) {
    throwIfCancelled(job);
    await family(context);
    job.report({ phase: 'covariates', fraction: (done + 1) / families.length });
  }
  return collector.matrix(await conceptNames(connection, [...collector.concepts()], job));
}
