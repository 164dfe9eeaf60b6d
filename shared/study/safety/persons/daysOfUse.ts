import { availableColumns } from '../../../cohort/availableColumns.ts';
import type { Job } from '../../../engine/job.ts';
import { withStudyCohorts } from '../../population/studyCohorts.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import { exposureSupplies } from './exposureSupplies.ts';
import { PersonReader } from './personReader.ts';
import { type ReleasePersons, readReleasePersons } from './releasePersons.ts';
import { type SafetyContext, SafetyReleaseCache } from './safetyReleaseCache.ts';
import type { Supplies } from './supplies.ts';

/**
 * Days on which anybody in the release is exposed: new users and others, first treatments and later ones. Spontaneous
 * reports come from all of them.
 * @throws AkashiError `definition.*`, `cancelled`, `engine.*`
 */
export async function daysOfUse(
  context: SafetyContext,
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
      const reader = await PersonReader.start(connection, context.persons, job);
      const cache = context.safetyCache ?? new SafetyReleaseCache();
      const people = await cache.people.get(() => readReleasePersons(reader, available, job));
      const sources = { cache, connection, reader, cohorts, available };
      return coveredDays(people, await exposureSupplies(sources, exposure, job));
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
