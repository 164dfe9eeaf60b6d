import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cdmTable, daysBetween, plainName, type Sql, sql } from '../../engine/sql.ts';
import { integers, numbers } from '../../vocabulary/conceptTable.ts';
import { idList } from '../../vocabulary/idList.ts';
import { stretchBit } from './covariateWindows.ts';

/**
 * Who has records of what in which stretches up to index: key k (concepts ascending, then details) has entries
 * `starts[k] … starts[k + 1]`, each an index date (ascending) with the stretches as bits.
 */
export interface RecordPatterns {
  readonly concepts: Float64Array;
  /** What else parts records, such as a value's concept; 0 where nothing does. */
  readonly details: Float64Array;
  readonly starts: Int32Array;
  readonly dates: Int32Array;
  readonly patterns: Uint8Array;
}

/** Records of one table to be looked at. `e` is a record. */
export interface RecordSource {
  readonly table: string;
  readonly concept: string;
  readonly date: string;
  /** Parts the records of a concept further. */
  readonly detail?: Sql;
  readonly where?: Sql;
  /** Only these concepts; all but 0 where absent. */
  readonly only?: ReadonlySet<number>;
}

/**
 * Reads a table once for all windows: records on or before index, whatever the observation periods say.
 * @param index see `IndexDates.table`
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function readPatterns(
  connection: EngineConnection,
  index: Sql,
  source: RecordSource,
  job: Job,
): Promise<RecordPatterns> {
  const rows = await connection.query(
    sql`SELECT date_no, concept, detail, CAST(BIT_OR(bit) AS INTEGER) AS pattern
FROM (
  SELECT i.date_no, ${conceptOf(source)} AS concept, ${source.detail ?? 0} AS detail,
    ${stretchBit(daysBetween(sql`i.index_date`, plainName('e', source.date)))} AS bit
  FROM ${recordsUpToIndex(source, index)}
) AS records
GROUP BY date_no, concept, detail
ORDER BY concept, detail, date_no`,
    job,
  );
  const dates = integers(rows, 0);
  const details = source.detail ? numbers(rows, 2) : new Float64Array(dates.length);
  return { ...keysOf(numbers(rows, 1), details), dates, patterns: Uint8Array.from(integers(rows, 3)) };
}

export function conceptOf({ concept }: RecordSource): Sql {
  return sql`CAST(${plainName('e', concept)} AS DOUBLE)`;
}

/** What follows FROM: records `e` with their index dates `i`. */
export function recordsUpToIndex({ table, concept, date, where, only }: RecordSource, index: Sql): Sql {
  const column = plainName('e', concept);
  return sql`${cdmTable(table)} AS e
  JOIN ${index} AS i ON i.person_id = e.person_id AND ${plainName('e', date)} <= i.index_date
  WHERE ${column} <> 0${only ? sql` AND ${column} IN ${idList(only)}` : sql``}${where ? sql` AND ${where}` : sql``}`;
}

/** Runs of equal keys in ordered rows. */
export function keysOf(
  concepts: Float64Array,
  details: Float64Array,
): Pick<RecordPatterns, 'concepts' | 'details' | 'starts'> {
  const starts: number[] = [];
  for (let row = 0; row < concepts.length; row++) {
    if (row === 0 || concepts[row] !== concepts[row - 1] || details[row] !== details[row - 1])
      starts.push(row);
  }
  return {
    concepts: Float64Array.from(starts, (row) => concepts[row] as number),
    details: Float64Array.from(starts, (row) => details[row] as number),
    starts: Int32Array.from([...starts, concepts.length]),
  };
}
