import { availableColumns } from '../../cohort/availableColumns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { sql } from '../../engine/sql.ts';
import { cohortPeriods, noPeriods } from '../population/personPeriods.ts';
import type { PopulationContext } from '../population/populationContext.ts';
import { type StudyCohorts, withStudyCohorts } from '../population/studyCohorts.ts';
import { type ReleasePersons, readReleasePersons } from './releasePersons.ts';
import type { ExposureSpecification, SafetySpecification } from './safetySpecification.ts';
import { readSupplies, type Supplies, suppliesOf } from './supplies.ts';

/**
 * What everybody takes of an exposure: supplies of its drugs, or periods of its cohort.
 * @param size persons in the release
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function takenBy(
  { persons }: PopulationContext,
  connection: EngineConnection,
  cohorts: StudyCohorts,
  { drugs, cohort }: ExposureSpecification,
  size: number,
  available: ReadonlySet<string>,
  job: Job,
): Promise<Supplies> {
  if (drugs !== null) return readSupplies(connection, persons.table, size, drugs, available, job);
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE study_person AS SELECT person_id, person_no FROM ${persons.table}`,
    job,
  );
  const key = cohorts.keys.get(cohort ?? '') ?? -1;
  const periods = await cohortPeriods(connection, [key], job);
  return suppliesOf(size, periods.get(key) ?? noPeriods);
}

/**
 * Days on which anybody in the release is exposed: new users and others, first treatments and later ones. Spontaneous
 * reports come from all of them.
 * @throws AkashiError `definition.*`, `cancelled`, `engine.*`
 */
export async function daysOfUse(
  context: PopulationContext,
  specification: SafetySpecification,
  job: Job,
): Promise<number> {
  const { exposure } = specification;
  const definitions = exposure.cohort === null ? [] : [exposure.cohort];
  return withStudyCohorts(
    context,
    specification,
    { definitions, treatments: [] },
    job,
    async (connection, cohorts) => {
      const available = await availableColumns(connection, job);
      const people = await readReleasePersons(connection, context.persons, available, job);
      return coveredDays(
        people,
        await takenBy(context, connection, cohorts, exposure, people.size, available, job),
      );
    },
  );
}

/** Days that supplies cover while somebody is observed, each day of a person once. */
export function coveredDays(
  { size, observed, observedFrom, observedTo }: ReleasePersons,
  { of, start, end }: Supplies,
): number {
  let days = 0;
  for (let person = 0; person < size; person++) {
    for (let period = observed[person] as number; period < (observed[person + 1] as number); period++) {
      let free = observedFrom[period] as number;
      for (let place = of[person] as number; place < (of[person + 1] as number); place++) {
        const first = Math.max(free, start[place] as number);
        const last = Math.min(end[place] as number, observedTo[period] as number);
        if (last < first) continue;
        days += last - first + 1;
        free = last + 1;
      }
    }
  }
  return days;
}
