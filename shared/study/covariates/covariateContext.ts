import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import type { StudyPopulation } from '../population/studyPopulation.ts';
import type {
  CovariateDomain,
  CovariateSettings,
  CovariateWindow,
} from '../specification/comparisonSpecification.ts';
import type { CovariateCollector } from './covariateCollector.ts';
import type { ExcludedConcepts } from './excludedConcepts.ts';
import type { IndexDates } from './indexDates.ts';

/** The rows that covariates are made for. */
export type CovariatePopulation = Pick<
  StudyPopulation,
  'rows' | 'personNo' | 'arm' | 'indexDay' | 'age' | 'sex'
>;

/** What every family of covariates is made from. */
export interface CovariateContext {
  readonly connection: EngineConnection;
  readonly population: CovariatePopulation;
  readonly index: IndexDates;
  readonly settings: CovariateSettings;
  readonly domains: ReadonlySet<CovariateDomain>;
  /** Those asked for, widest first. */
  readonly windows: readonly CovariateWindow[];
  readonly excluded: ExcludedConcepts;
  readonly collector: CovariateCollector;
  readonly job: Job;
}
