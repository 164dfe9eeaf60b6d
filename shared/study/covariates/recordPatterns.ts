import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cdmTable, daysBetween, plainName, type Sql, sql } from '../../engine/sql.ts';
import { integers, numbers } from '../../vocabulary/conceptTable.ts';
import { idList } from '../../vocabulary/idList.ts';
import { stretchNumber } from './covariateWindows.ts';
import type { IndexDates } from './indexDates.ts';
import { PatternSorter, STRETCH_BITS } from './patternSorter.ts';

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

/** Index dates whose records are read at once: a larger population is read in several passes, so that memory is bounded. */
const DATES_AT_ONCE = 250_000;

/**
 * Reads a table once for all windows: records on or before index, whatever the observation periods say.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function readPatterns(
  connection: EngineConnection,
  index: Pick<IndexDates, 'table' | 'count'>,
  source: RecordSource,
  job: Job,
): Promise<RecordPatterns> {
  const sorter = new PatternSorter();
  const stretch = stretchNumber(daysBetween(sql`i.index_date`, plainName('e', source.date)));
  const detail = source.detail ? sql`, ${source.detail} AS detail` : sql``;
  for (let from = 0; from < index.count; from += DATES_AT_ONCE) {
    const part =
      index.count <= DATES_AT_ONCE
        ? sql``
        : sql` AND i.date_no >= ${from} AND i.date_no < ${from + DATES_AT_ONCE}`;
    const rows = await connection.query(
      sql`SELECT CAST(i.date_no * ${1 << STRETCH_BITS} + ${stretch} AS INTEGER) AS packed, ${conceptOf(source)} AS concept${detail}
FROM ${recordsUpToIndex(source, index.table)}${part}`,
      job,
    );
    sorter.add(integers(rows, 0), numbers(rows, 1), source.detail ? numbers(rows, 2) : null);
  }
  return sorter.finish();
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
