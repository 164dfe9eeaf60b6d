import { cdmTables } from '../cohort/compile/cohortTables.ts';
import { CompileContext } from '../cohort/compile/compileContext.ts';
import { criterionEvents } from '../cohort/compile/criterionEvents.ts';
import type { CohortDefinition } from '../cohort/expression/cohortDefinition.ts';
import { domains } from '../cohort/expression/domains.ts';
import { largestFirst } from '../disclosure/largestFirst.ts';
import { type OutputRules, publishCount } from '../disclosure/outputRules.ts';
import { isWithheld } from '../disclosure/publishedCount.ts';
import { publishParts } from '../disclosure/publishParts.ts';
import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { cdmTable, indented, join, literal, name, plainName, type Sql, sql } from '../engine/sql.ts';
import { ConceptSetPool } from '../vocabulary/resolveConceptSets.ts';
import type { EntryConcept } from './characterisationApi.ts';
import { conceptNames } from './conceptNames.ts';

/** Each person's entry event: person_id, criterion (place, from 0), event_id, visit_occurrence_id. Of the connection. */
export const entryEventTable: Sql = name('temp', 'entry_event');

/**
 * Finds the event that made each person's index: of the entry criteria's events on that day the one with the smallest
 * event_id, then the earlier criterion, as limits of a definition take it. Makes {@link entryEventTable}.
 *
 * @param index table with person_id BIGINT, index_date DATE, one row per person
 * @returns by criterion the concepts of its set; null where it has none, or more than are worth listing
 */
export async function findEntryEvents(
  connection: EngineConnection,
  definition: CohortDefinition,
  index: Sql,
  job: Job,
): Promise<readonly (readonly number[] | null)[]> {
  const pool = new ConceptSetPool();
  const keyOf = pool.add(definition.conceptSets);
  const members = name('temp', 'entry_concept');
  await connection.run(sql`CREATE OR REPLACE TEMP TABLE entry_concept AS\n${pool.resolve()}`, job);
  const context = new CompileContext(definition, cdmTables(members, keyOf));
  const events = definition.entry.criteria.map((criterion, place) => {
    const own = criterionEvents(context, criterion, { counted: null, sortDate: false }, `entry_${place + 1}`);
    return sql`SELECT c.person_id, c.event_id, c.start_date, c.visit_occurrence_id, ${place} AS criterion FROM (\n  ${indented(own)}\n) AS c`;
  });
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE entry_event AS
${context.steps()}SELECT person_id, CAST(criterion AS INTEGER) AS criterion, event_id, visit_occurrence_id
FROM (
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.person_id ORDER BY e.event_id, e.criterion) AS ordinal
  FROM (
    ${indented(join(events, '\nUNION ALL\n'), 4)}
  ) AS e
  JOIN ${index} AS i ON i.person_id = e.person_id AND i.index_date = e.start_date
) AS ranked
WHERE ordinal = 1`,
    job,
  );
  const listed = [];
  for (const { conceptSetId } of definition.entry.criteria) {
    const key = conceptSetId === null ? undefined : keyOf.get(conceptSetId);
    listed.push(key === undefined ? null : await fewConcepts(connection, members, key, job));
  }
  return listed;
}

/** A table in order of concept is then read where they stand. */
const MOST_LISTED = 500;

async function fewConcepts(
  connection: EngineConnection,
  members: Sql,
  key: number,
  job: Job,
): Promise<readonly number[] | null> {
  const rows = toRows(
    await connection.query(
      sql`SELECT CAST(concept_id AS BIGINT) AS concept FROM ${members} WHERE set_key = ${key} ORDER BY 1 LIMIT ${MOST_LISTED + 1}`,
      job,
    ),
  );
  return rows.length > MOST_LISTED ? null : rows.map(({ concept }) => Number(concept));
}

/** Columns of codes as the source wrote them, by table. */
const sourceValues: Readonly<Record<string, string>> = {
  condition_occurrence: 'condition_source_value',
  death: 'cause_source_value',
  device_exposure: 'device_source_value',
  drug_exposure: 'drug_source_value',
  measurement: 'measurement_source_value',
  observation: 'observation_source_value',
  procedure_occurrence: 'procedure_source_value',
  specimen: 'specimen_source_value',
  visit_detail: 'visit_detail_source_value',
  visit_occurrence: 'visit_source_value',
};

interface CountedCode {
  readonly criterion: number | null;
  readonly concept: number | null;
  readonly code: string;
  readonly persons: number;
}

/**
 * Which concept of which entry criterion brought persons in, with the codes of the source. Every person counts once, so
 * concepts add up to the cohort and codes to their concept: each level is protected against its known sum, and a
 * concept whose number is withheld shows no codes.
 *
 * @param listed what {@link findEntryEvents} answered
 */
export async function entryConcepts(
  connection: EngineConnection,
  definition: CohortDefinition,
  listed: Awaited<ReturnType<typeof findEntryEvents>>,
  persons: number,
  rules: OutputRules,
  job: Job,
): Promise<readonly EntryConcept[]> {
  const counted: CountedCode[] = [];
  for (const [place, criterion] of definition.entry.criteria.entries()) {
    job.report({
      phase: 'characterising',
      fraction: place / definition.entry.criteria.length,
      detail: criterion.domain,
    });
    counted.push(...(await countedCodes(connection, place, criterion.domain, listed[place] ?? null, job)));
  }
  const matched = counted.reduce((sum, row) => sum + row.persons, 0);
  if (matched < persons)
    counted.push({ criterion: null, concept: null, code: '', persons: persons - matched });
  const groups = new Map<string, CountedCode[]>();
  for (const row of counted) {
    const key = `${row.criterion} ${row.concept}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const total = (rows: readonly CountedCode[]) => rows.reduce((sum, row) => sum + row.persons, 0);
  const parts = [...groups.values()];
  const { published, sumIsSafe } = publishParts(parts.map(total), rules);
  const names = await conceptNames(
    connection,
    counted.flatMap(({ concept }) => (concept === null ? [] : [concept])),
    job,
  );
  const concepts = parts.flatMap((rows, i): EntryConcept[] => {
    const [first] = rows;
    if (!first) return [];
    const count = sumIsSafe
      ? (published[i] ?? 0)
      : ({ withheld: 'complementary', below: rules.minimumCell } as const);
    const criterion = first.criterion === null ? undefined : definition.entry.criteria[first.criterion];
    return [
      {
        criterion: first.criterion,
        domain: criterion?.domain ?? null,
        concept: first.concept === null ? null : (names.get(first.concept) ?? null),
        persons: count,
        codes: isWithheld(count) ? [] : publishedCodes(rows, rules),
      },
    ];
  });
  return largestFirst(concepts);
}

function publishedCodes(rows: readonly CountedCode[], rules: OutputRules): EntryConcept['codes'] {
  const coded = rows.filter(({ code }) => code !== '');
  const without = rows.filter(({ code }) => code === '');
  const { published, sumIsSafe } = publishParts(
    [...coded, ...without].map((row) => row.persons),
    rules,
  );
  if (!sumIsSafe) return [];
  return largestFirst(
    coded.map(({ code }, i) => ({ code, persons: published[i] ?? publishCount(0, rules) })),
  );
}

async function countedCodes(
  connection: EngineConnection,
  place: number,
  domain: keyof typeof domains,
  listed: readonly number[] | null,
  job: Job,
): Promise<CountedCode[]> {
  const { table, conceptColumn, idColumn } = domains[domain];
  const source = sourceValues[table];
  const isRead = table !== 'location_history' && (conceptColumn !== null || source !== undefined);
  const concept = conceptColumn === null ? sql`NULL` : plainName('t', conceptColumn);
  const code = source === undefined ? sql`NULL` : plainName('t', source);
  const ofListed =
    conceptColumn === null || listed === null || listed.length === 0
      ? sql``
      : sql` AND ${concept} IN (${join(listed.map(literal))})`;
  const rows = await connection.query(
    isRead
      ? sql`SELECT CAST(${concept} AS BIGINT) AS concept, COALESCE(CAST(${code} AS VARCHAR), '') AS code, CAST(COUNT(DISTINCT e.person_id) AS INTEGER) AS persons
FROM ${entryEventTable} AS e
JOIN ${cdmTable(table)} AS t ON ${plainName('t', idColumn)} = e.event_id AND t.person_id = e.person_id
WHERE e.criterion = ${place}${ofListed}
GROUP BY 1, 2
ORDER BY 1, 2`
      : sql`SELECT CAST(NULL AS BIGINT) AS concept, '' AS code, CAST(COUNT(*) AS INTEGER) AS persons FROM ${entryEventTable} WHERE criterion = ${place} HAVING COUNT(*) > 0`,
    job,
  );
  return toRows(rows).map((row) => ({
    criterion: place,
    concept: row.concept === null ? null : Number(row.concept),
    code: String(row.code),
    persons: Number(row.persons),
  }));
}
