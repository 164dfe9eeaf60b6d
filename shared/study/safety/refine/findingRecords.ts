import { availableColumns } from '../../../cohort/availableColumns.ts';
import type { Job } from '../../../engine/job.ts';
import { sql } from '../../../engine/sql.ts';
import { cohortPeriods, noPeriods } from '../../population/personPeriods.ts';
import type { PopulationContext } from '../../population/populationContext.ts';
import { readRecordDays } from '../../population/recordDays.ts';
import { withStudyCohorts } from '../../population/studyCohorts.ts';
import { offsetsOf, type ReleasePersons, readReleasePersons } from '../releasePersons.ts';
import type { SafetyEvents } from '../safetyPersons.ts';
import type { SafetySpecification } from '../safetySpecification.ts';
import { readSupplies, type Supplies, suppliesOf } from '../supplies.ts';

/** Days of something of everybody: person i's are at places `of[i]` to `of[i + 1]`, each once, ascending. Epoch days. */
export interface PersonDays {
  readonly of: Int32Array;
  readonly day: Int32Array;
}

/** Everybody in the release with the drug of a safety study and one of its outcomes, whenever they happened. */
export interface FindingRecords {
  readonly people: ReleasePersons;
  readonly supplies: Supplies;
  readonly events: PersonDays;
}

/** What an outcome of a study is made of: a condition with everything below it, or a definition of the study. */
export type OutcomeSource = { readonly concept: number } | { readonly cohort: string };

/** Null: the study has no such outcome. Listed cohorts follow the hierarchy. */
export function outcomeSource(
  { events: { cohorts } }: SafetySpecification,
  { outcomes }: Pick<SafetyEvents, 'outcomes'>,
  id: string,
): OutcomeSource | null {
  const place = outcomes.findIndex((outcome) => outcome.id === id);
  if (place < 0) return null;
  const listed = cohorts[place - (outcomes.length - cohorts.length)];
  return listed ? { cohort: listed.cohort } : { concept: Number(id) };
}

/**
 * Reads the drug and the outcome of everybody: designs that look within persons need also those who are not new users.
 * @throws AkashiError `definition.*`, `cancelled`, `engine.*`
 */
export async function readFinding(
  context: PopulationContext,
  study: SafetySpecification,
  outcome: OutcomeSource,
  job: Job,
): Promise<FindingRecords> {
  job.report({ phase: 'studyPopulation', fraction: null });
  const { drugs, cohort } = study.exposure;
  const named = 'cohort' in outcome ? outcome.cohort : null;
  const definitions = [cohort, named].flatMap((id) => id ?? []);
  return withStudyCohorts(
    context,
    study,
    { definitions, treatments: [] },
    job,
    async (connection, cohorts) => {
      const available = await availableColumns(connection, job);
      const numbers = context.persons.table;
      const people = await readReleasePersons(connection, context.persons, available, job);
      await connection.run(
        sql`CREATE OR REPLACE TEMP TABLE study_person AS SELECT person_id, person_no FROM ${numbers}`,
        job,
      );
      const periods = await cohortPeriods(connection, [...cohorts.keys.values()], job);
      const periodsOf = (id: string | null) => periods.get(cohorts.keys.get(id ?? '') ?? -1) ?? noPeriods;
      const supplies = drugs
        ? await readSupplies(connection, numbers, people.size, drugs, available, job)
        : suppliesOf(people.size, periodsOf(cohort));
      if ('cohort' in outcome) {
        const { persons, starts } = periodsOf(named);
        return { people, supplies, events: personDays(persons, starts, people.size) };
      }
      const concepts = [
        { conceptId: outcome.concept, isExcluded: false, includeDescendants: true, includeMapped: false },
      ];
      const { records } = await readRecordDays(
        connection,
        [{ domain: 'condition', concepts }],
        available,
        'days',
        job,
      );
      const [found] = records;
      const none = new Int32Array(0);
      return {
        people,
        supplies,
        events: personDays(found?.persons ?? none, found?.days ?? none, people.size),
      };
    },
  );
}

/** @param persons in order, with their days in order */
export function personDays(persons: Int32Array, days: Int32Array, size: number): PersonDays {
  const isNew = (at: number): boolean => persons[at] !== persons[at - 1] || days[at] !== days[at - 1];
  const kept = persons.map((_, at) => at).filter((at) => at === 0 || isNew(at));
  return {
    of: offsetsOf(
      kept.map((at) => persons[at] as number),
      size,
    ),
    day: kept.map((at) => days[at] as number),
  };
}
