import { availableColumns } from '../../../cohort/availableColumns.ts';
import { wholeNumbers } from '../../../cohort/personNumbers.ts';
import type { Job } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { sql } from '../../../engine/sql.ts';
import type { PopulationContext } from '../../population/populationContext.ts';
import { resolveSources, sourceConceptTable } from '../../population/recordDays.ts';
import type { SafetyFirstNumbers } from '../safetyApi.ts';
import type { ExposureSpecification, SafetySpecification } from '../specification/safetySpecification.ts';

/**
 * How many persons ever took the drugs of a study: the first step of its funnel, long before the rest of it. Raw: mask
 * it before it is shown.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function firstNumbers(
  context: PopulationContext,
  { exposure, comparator }: Pick<SafetySpecification, 'exposure' | 'comparator'>,
  job: Job,
): Promise<SafetyFirstNumbers<number>> {
  job.report({ phase: 'studyPopulation', fraction: null, detail: 'drug_exposure' });
  const asked = [exposure, comparator].map((one) => one?.drugs ?? null);
  const connection = await context.engine.connect();
  try {
    const [exposed = null, instead = null] = await usersOf(context, connection, asked, job);
    return { exposed, comparator: instead };
  } finally {
    await connection.close();
  }
}

async function usersOf(
  { persons }: PopulationContext,
  connection: EngineConnection,
  asked: readonly ExposureSpecification['drugs'][],
  job: Job,
): Promise<(number | null)[]> {
  const available = await availableColumns(connection, job);
  if (!available.has('drug_exposure.drug_exposure_start_date')) return asked.map((drugs) => drugs && 0);
  await persons.numbered(connection, job);
  const users: (number | null)[] = [];
  for (const drugs of asked) {
    if (drugs === null) {
      users.push(null);
      continue;
    }
    await resolveSources(connection, [{ domain: 'drug', concepts: drugs }], job);
    const counted = await connection.query(
      sql`SELECT CAST(COUNT(*) AS INTEGER) AS n
FROM (
  SELECT DISTINCT e.person_id
  FROM cdm.drug_exposure AS e
  WHERE e.drug_concept_id IN (SELECT concept_id FROM ${sourceConceptTable}) AND e.drug_exposure_start_date IS NOT NULL
) AS u
JOIN ${persons.table} AS n ON n.person_id = u.person_id`,
      job,
    );
    users.push(wholeNumbers(counted, 0)[0] ?? 0);
  }
  return users;
}
