import { wholeNumbers } from '../../cohort/personNumbers.ts';
import type { Column } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cdmTable, epochDays, join, literal, name, plainName, sql } from '../../engine/sql.ts';
import { eventDomains } from '../../features/eventDomains.ts';
import type { ConceptSetItem } from '../../vocabulary/conceptSet.ts';
import { resolvedItems } from '../../vocabulary/resolveConceptSets.ts';
import { groupsOf, studyPersonTable } from './personPeriods.ts';

/** Records of one kind whose concept is in a set. */
export interface RecordSource {
  readonly domain: (typeof eventDomains)[number]['domain'];
  readonly concepts: readonly ConceptSetItem[];
}

/** Days of a source's records: each person and day once, in that order. */
export interface RecordDays {
  readonly persons: Int32Array;
  readonly days: Int32Array;
  /** Mean of the numeric values of the day, NaN where there is none; null unless asked for. */
  readonly values: Float64Array | null;
}

export const noRecords: RecordDays = { persons: new Int32Array(0), days: new Int32Array(0), values: null };

/** Members of the sources' concept sets: set_key INTEGER (place of the source), concept_id BIGINT. Of the connection. */
export const sourceConceptTable = name('temp', 'study_concept');

/** Makes {@link sourceConceptTable}. */
export async function resolveSources(
  connection: EngineConnection,
  sources: readonly RecordSource[],
  job: Job,
): Promise<void> {
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE study_concept AS\n${resolvedItems(sources.map(({ concepts }) => concepts))}`,
    job,
  );
}

const numericDomains: readonly string[] = ['measurement', 'observation'];

/**
 * Days on which the study persons have records of each source; every table is read once.
 * @param take `firstDay`: only each person's first; `values`: with the numbers of measurements and observations
 * @returns in the order of the sources, and the tables that the release lacks, whose sources are empty
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function readRecordDays(
  connection: EngineConnection,
  sources: readonly RecordSource[],
  available: ReadonlySet<string>,
  take: 'days' | 'firstDay' | 'values',
  job: Job,
): Promise<{ readonly records: readonly RecordDays[]; readonly missing: readonly string[] }> {
  const records = sources.map(() => noRecords);
  const missing: string[] = [];
  if (sources.length > 0) await resolveSources(connection, sources, job);
  for (const { domain, table, concept, date } of eventDomains) {
    const places = sources.flatMap((source, place) => (source.domain === domain ? [place] : []));
    if (places.length === 0) continue;
    if (!available.has(`${table}.${date}`)) {
      missing.push(table);
      continue;
    }
    const day = epochDays(plainName('e', date));
    const withValues = take === 'values' && numericDomains.includes(domain);
    const value = withValues ? sql`, AVG(CAST(e.value_as_number AS DOUBLE)) AS value` : sql``;
    const rows = await connection.query(
      sql`SELECT m.set_key, p.person_no, ${take === 'firstDay' ? sql`MIN(${day})` : day} AS day${value}
FROM ${cdmTable(table)} AS e
JOIN ${sourceConceptTable} AS m ON m.concept_id = ${plainName('e', concept)}
JOIN ${studyPersonTable} AS p ON p.person_id = e.person_id
WHERE m.set_key IN (${join(places.map(literal))}) AND ${plainName('e', date)} IS NOT NULL
GROUP BY m.set_key, p.person_no${take === 'firstDay' ? sql`` : sql`, ${day}`}
ORDER BY 1, 2, 3`,
      job,
    );
    const [persons, days] = [wholeNumbers(rows, 1), wholeNumbers(rows, 2)];
    const values = withValues ? valuesOf(rows.columns[3]) : null;
    for (const { group, from, to } of groupsOf(wholeNumbers(rows, 0))) {
      records[group] = {
        persons: persons.subarray(from, to),
        days: days.subarray(from, to),
        values: values?.subarray(from, to) ?? null,
      };
    }
  }
  return { records, missing };
}

/** A DOUBLE column with NaN for NULL. */
export function valuesOf(column: Column | undefined): Float64Array {
  if (column?.type !== 'float64') throw new RangeError('not a column of decimal numbers');
  const { values, nulls } = column;
  return nulls === null ? values : values.map((value, i) => (nulls[i] ? Number.NaN : value));
}
