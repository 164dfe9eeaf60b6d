import { availableColumns } from '../../../cohort/availableColumns.ts';
import { cohortTable } from '../../../cohort/generate.ts';
import { toRows } from '../../../engine/columns.ts';
import type { Job } from '../../../engine/job.ts';
import { letOthersTurn } from '../../../engine/letOthersTurn.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { join, literal, sql } from '../../../engine/sql.ts';
import type { PopulationContext } from '../../population/populationContext.ts';
import { type StudyCohorts, withStudyCohorts } from '../../population/studyCohorts.ts';
import { PersonReader } from '../persons/personReader.ts';
import type { SafetyEvents, SafetyOutcome, SafetyPersons } from '../safetyPersons.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import { conditionTree } from './conditionTree.ts';
import { type EventLists, hasPersons, listEvents, pickLists } from './eventLists.ts';
import { type Reach, recordsAroundIndex } from './recordsAroundIndex.ts';

/** Outcomes with their events. */
interface Listed {
  readonly outcomes: readonly SafetyOutcome[];
  readonly lists: EventLists;
}

/**
 * What happened to the persons of a safety study, from the clean window before index to the end of their longest
 * window: the hierarchy of conditions (only what enough different persons have on index or later), then the listed
 * cohorts in the specification's order. Raw: mask it before any of it is shown.
 * @throws AkashiError `definition.*`, `cancelled`, `engine.*`
 */
export async function buildSafetyEvents(
  context: PopulationContext,
  specification: SafetySpecification,
  persons: SafetyPersons,
  job: Job,
): Promise<SafetyEvents> {
  job.report({ phase: 'studyPopulation', fraction: null, detail: 'condition_occurrence' });
  const { events } = specification;
  const wanted = { definitions: events.cohorts.map(({ cohort }) => cohort), treatments: [] };
  return withStudyCohorts(context, specification, wanted, job, async (connection, cohorts) => {
    const reader = await PersonReader.start(connection, context.persons, job);
    const reach = reachOf(specification, persons);
    const conditions =
      events.kind === 'hierarchy'
        ? await hierarchyEvents(connection, reader, reach, persons, events.minimumPersons, job)
        : nothing;
    return joined(conditions, await cohortEvents(reader, reach, persons, specification, cohorts, job));
  });
}

const nothing: Listed = {
  outcomes: [],
  lists: { starts: new Int32Array(1), row: new Int32Array(0), day: new Int32Array(0) },
};

function reachOf({ events }: SafetySpecification, { rows, windows }: SafetyPersons): Reach {
  const to = new Int32Array(rows);
  for (const window of windows) {
    for (let row = 0; row < rows; row++) to[row] = Math.max(to[row] as number, window.to[row] as number);
  }
  return { from: events.cleanWindowDays === null ? null : -events.cleanWindowDays, to };
}

async function hierarchyEvents(
  connection: EngineConnection,
  reader: PersonReader,
  reach: Reach,
  persons: SafetyPersons,
  minimumPersons: number,
  job: Job,
): Promise<Listed> {
  const available = await availableColumns(connection, job);
  if (!available.has('condition_occurrence.condition_start_date')) return nothing;
  const [counted] = toRows(
    await connection.query(sql`SELECT CAST(COUNT(*) AS DOUBLE) AS n FROM cdm.condition_occurrence`, job),
  );
  const source = {
    from: sql`cdm.condition_occurrence AS e`,
    person: sql`e.person_id`,
    date: sql`e.condition_start_date`,
    key: sql`e.condition_concept_id`,
    where: sql`e.condition_concept_id <> 0`,
    rows: Number(counted?.n ?? 0),
    detail: 'condition_occurrence',
  };
  const records = await recordsAroundIndex(reader, source, persons, reach, job);
  await letOthersTurn(job);
  const tree = await conditionTree(connection, records.keys, job);
  const place = new Map(tree.map(({ concept }, at) => [concept, at]));
  const outcomesOf = Array.from(records.keys, (concept) => {
    const at = place.get(concept);
    return at === undefined ? [] : [at, ...(tree[at]?.above ?? [])];
  });
  const lists = listEvents(records, outcomesOf, tree.length);
  await letOthersTurn(job);
  const kept = tree.map((_, at) => at).filter((at) => hasPersons(lists, at, persons, minimumPersons));
  const places = new Map(kept.map((at, i) => [at, i]));
  const outcomes = kept.flatMap((at): SafetyOutcome[] => {
    const node = tree[at];
    if (!node) return [];
    const { concept, code, name, level, parents } = node;
    return [
      {
        id: String(concept),
        code,
        name,
        level,
        parents: parents.flatMap((parent) => places.get(parent) ?? []),
      },
    ];
  });
  return { outcomes, lists: pickLists(lists, kept) };
}

async function cohortEvents(
  reader: PersonReader,
  reach: Reach,
  persons: SafetyPersons,
  { events }: SafetySpecification,
  cohorts: StudyCohorts,
  job: Job,
): Promise<Listed> {
  if (events.cohorts.length === 0) return nothing;
  const source = {
    from: sql`${cohortTable} AS e`,
    person: sql`e.subject_id`,
    date: sql`e.cohort_start_date`,
    key: sql`e.cohort_key`,
    where: sql`e.cohort_key IN (${join([...cohorts.keys.values()].map(literal))})`,
    rows: 0,
    detail: 'cohort',
  };
  const records = await recordsAroundIndex(reader, source, persons, reach, job);
  const outcomesOf = Array.from(records.keys, (key) =>
    events.cohorts.flatMap(({ cohort }, at) => (cohorts.keys.get(cohort) === key ? [at] : [])),
  );
  return {
    outcomes: events.cohorts.map(({ id, name }) => ({ id, code: '', name, parents: [], level: 0 })),
    lists: listEvents(records, outcomesOf, events.cohorts.length),
  };
}

function joined(first: Listed, second: Listed): SafetyEvents {
  if (second.outcomes.length === 0) return { outcomes: first.outcomes, ...first.lists };
  const both = (of: (lists: EventLists) => Int32Array): Int32Array => {
    const [a, b] = [of(first.lists), of(second.lists)];
    const all = new Int32Array(a.length + b.length);
    all.set(a);
    all.set(b, a.length);
    return all;
  };
  const shift = first.lists.row.length;
  return {
    outcomes: [...first.outcomes, ...second.outcomes],
    starts: Int32Array.from([
      ...first.lists.starts,
      ...second.lists.starts.subarray(1).map((start) => start + shift),
    ]),
    row: both(({ row }) => row),
    day: both(({ day }) => day),
  };
}
