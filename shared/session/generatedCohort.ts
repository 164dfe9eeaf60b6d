import { cohortTable } from '../cohort/generate.ts';
import { type Sql, sql } from '../engine/sql.ts';
import { AkashiError } from '../errors/akashiError.ts';
import { AKASHI_VERSION } from '../version.ts';
import type { Provenance } from '../workbenchApi.ts';
import type { ReleaseSession } from './releaseSession.ts';
import { type CohortResult, isStale, type ShelvedCohort } from './shelvedCohort.ts';

/** A cohort with its result on the open release. */
export type GeneratedCohort = ShelvedCohort & { readonly result: CohortResult };

/** A cohort as it was when it was generated. @throws AkashiError `cohort.notGenerated` */
export function generatedCohort(cohort: ShelvedCohort): GeneratedCohort {
  const { result } = cohort;
  if (!result) throw new AkashiError('cohort.notGenerated', { name: cohort.name });
  return { ...cohort, ...result.made, result };
}

/**
 * A cohort as it is defined now: what joins or leaves must not mix with what it was.
 * @throws AkashiError `cohort.notGenerated`, `cohort.stale`
 */
export function currentCohort(cohort: ShelvedCohort): GeneratedCohort {
  if (isStale(cohort)) throw new AkashiError('cohort.stale', { name: cohort.name });
  return generatedCohort(cohort);
}

/** Its periods: subject_id, cohort_start_date, cohort_end_date. */
export function rowsOf({ key }: ShelvedCohort): Sql {
  return sql`(SELECT subject_id, cohort_start_date, cohort_end_date FROM ${cohortTable} WHERE cohort_key = ${key})`;
}

export function provenanceOf(cohort: GeneratedCohort, { card, engine }: ReleaseSession): Provenance {
  return {
    releaseId: card.releaseId,
    releaseDigest: card.digest,
    definitionHash: cohort.hash,
    method: cohort.origin.kind === 'definition' ? 'Circe' : cohort.origin.operation,
    engine: engine.version,
    akashiVersion: AKASHI_VERSION,
    generatedAt: cohort.result.generatedAt,
    milliseconds: cohort.result.milliseconds,
  };
}
