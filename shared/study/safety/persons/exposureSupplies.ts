import type { Job } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { conceptSetKey } from '../../../vocabulary/conceptSet.ts';
import type { StudyCohorts } from '../../population/studyCohorts.ts';
import type { ExposureSpecification } from '../specification/safetySpecification.ts';
import type { PersonReader } from './personReader.ts';
import type { SafetyReleaseCache } from './safetyReleaseCache.ts';
import { readCohortSupplies, readSupplies, type Supplies } from './supplies.ts';

/** What an exposure is read from. */
export interface SupplySources {
  readonly cache: SafetyReleaseCache;
  readonly connection: EngineConnection;
  readonly reader: PersonReader;
  readonly cohorts: StudyCohorts;
  readonly available: ReadonlySet<string>;
}

/** Supplies of an exposure's drugs, or the periods of its cohort. @throws AkashiError `cancelled`, `engine.*` */
export function exposureSupplies(
  { cache, connection, reader, cohorts, available }: SupplySources,
  { drugs, cohort }: Pick<ExposureSpecification, 'drugs' | 'cohort'>,
  job: Job,
): Promise<Supplies> {
  return drugs === null
    ? readCohortSupplies(reader, cohorts.keys.get(cohort ?? '') ?? -1, job)
    : cache.supplies(conceptSetKey(drugs), () => readSupplies(connection, reader, drugs, available, job));
}
