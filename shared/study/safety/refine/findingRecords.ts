import { availableColumns } from '../../../cohort/availableColumns.ts';
import type { Job } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { epochDays, sql } from '../../../engine/sql.ts';
import { resolveSources, sourceConceptTable } from '../../population/recordDays.ts';
import { withStudyCohorts } from '../../population/studyCohorts.ts';
import { exposureSupplies } from '../persons/exposureSupplies.ts';
import { offsetsOf, personDayOrder } from '../persons/personDayOrder.ts';
import { PersonReader, wholeNumbers } from '../persons/personReader.ts';
import { type ReleasePersons, readReleasePersons } from '../persons/releasePersons.ts';
import { type SafetyContext, SafetyReleaseCache } from '../persons/safetyReleaseCache.ts';
import type { Supplies } from '../persons/supplies.ts';
import type { SafetyEvents } from '../safetyPersons.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';

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
  context: SafetyContext,
  study: SafetySpecification,
  outcome: OutcomeSource,
  job: Job,
): Promise<FindingRecords> {
  job.report({ phase: 'studyPopulation', fraction: null });
  const named = 'cohort' in outcome ? outcome.cohort : null;
  const definitions = [study.exposure.cohort, named].flatMap((id) => id ?? []);
  return withStudyCohorts(
    context,
    study,
    { definitions, treatments: [] },
    job,
    async (connection, cohorts) => {
      const available = await availableColumns(connection, job);
      const reader = await PersonReader.start(connection, context.persons, job);
      const cache = context.safetyCache ?? new SafetyReleaseCache();
      const people = await cache.people.get(() => readReleasePersons(reader, available, job));
      const sources = { cache, connection, reader, cohorts, available };
      const supplies = await exposureSupplies(sources, study.exposure, job);
      if ('cohort' in outcome) {
        const periods = await exposureSupplies(sources, { drugs: null, cohort: outcome.cohort }, job);
        return { people, supplies, events: { of: periods.of, day: periods.start } };
      }
      const events = await conditionDays(connection, reader, outcome.concept, available, job);
      return { people, supplies, events };
    },
  );
}

/** Days of a condition and everything below it. */
async function conditionDays(
  connection: EngineConnection,
  reader: PersonReader,
  concept: number,
  available: ReadonlySet<string>,
  job: Job,
): Promise<PersonDays> {
  const none = new Int32Array(0);
  const date = sql`e.condition_start_date`;
  if (!available.has('condition_occurrence.condition_start_date')) return personDays(none, none, reader.size);
  const concepts = [
    { conceptId: concept, isExcluded: false, includeDescendants: true, includeMapped: false },
  ];
  await resolveSources(connection, [{ domain: 'condition', concepts }], job);
  const source = {
    from: sql`cdm.condition_occurrence AS e`,
    person: sql`e.person_id`,
    values: [sql`${epochDays(date)} AS day`],
    where: sql`e.condition_concept_id IN (SELECT concept_id FROM ${sourceConceptTable}) AND ${date} IS NOT NULL`,
  };
  const { persons, columns } = await reader.readAll(source, job, 'condition_occurrence');
  const days = wholeNumbers(columns, 0);
  const order = personDayOrder(persons, days, reader.size);
  return personDays(
    order.map((at) => persons[at] as number),
    order.map((at) => days[at] as number),
    reader.size,
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
