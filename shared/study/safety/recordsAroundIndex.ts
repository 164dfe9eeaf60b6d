import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { daysBetween, join, literal, type Sql, sql } from '../../engine/sql.ts';
import { integers, numbers } from '../../vocabulary/conceptTable.ts';
import type { IndexDates } from '../covariates/indexDates.ts';

/** What happened to rows round index: in order of row, then day. */
export interface RowRecords {
  readonly row: Int32Array;
  readonly day: Int32Array;
  /** Place in {@link keys}. */
  readonly key: Int32Array;
  /** Concepts or cohort keys, ascending. */
  readonly keys: Float64Array;
}

/** Where to look: days after index, `from` null for ever before, `to` for each row. */
export interface Reach {
  readonly from: number | null;
  readonly to: Int32Array;
}

/**
 * Reads the records of a relation that lie in reach of index.
 * @param source relation with person_id, event_date DATE, event_key BIGINT
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function recordsAroundIndex(
  connection: EngineConnection,
  index: IndexDates,
  source: Sql,
  { from, to }: Reach,
  job: Job,
): Promise<RowRecords> {
  const day = daysBetween(sql`i.index_date`, sql`e.event_date`);
  const latest = to.reduce((last, each) => Math.max(last, each), 0);
  const bounds = [
    sql`${day} <= ${literal(latest)}`,
    ...(from === null ? [] : [sql`${day} >= ${literal(from)}`]),
  ];
  const records = await connection.query(
    sql`SELECT i.date_no, ${day} AS day, CAST(e.event_key AS DOUBLE) AS event_key
FROM ${source} AS e
JOIN ${index.table} AS i ON i.person_id = e.person_id AND ${join(bounds, ' AND ')}
ORDER BY 1, 2, 3`,
    job,
  );
  const [dates, days, ids] = [integers(records, 0), integers(records, 1), numbers(records, 2)];
  const { keys, key } = dense(ids);
  return { ...byRow(index, dates, days, key, to), keys };
}

function dense(ids: Float64Array): { readonly keys: Float64Array; readonly key: Int32Array } {
  const keys = Float64Array.from(new Set(ids)).sort();
  const place = new Map(Array.from(keys, (id, at) => [id, at]));
  const key = new Int32Array(ids.length);
  for (let at = 0; at < ids.length; at++) key[at] = place.get(ids[at] as number) as number;
  return { keys, key };
}

/** Records of dates as records of rows: rows that share a date follow each other. */
function byRow(
  { rowsOf }: IndexDates,
  dates: Int32Array,
  days: Int32Array,
  keys: Int32Array,
  last: Int32Array,
): Omit<RowRecords, 'keys'> {
  let size = 0;
  const runs: { from: number; to: number; rows: Int32Array }[] = [];
  for (let from = 0; from < dates.length; ) {
    let to = from + 1;
    while (to < dates.length && dates[to] === dates[from]) to++;
    const rows = rowsOf(dates.subarray(from, from + 1));
    runs.push({ from, to, rows });
    size += rows.length * (to - from);
    from = to;
  }
  const result = { row: new Int32Array(size), day: new Int32Array(size), key: new Int32Array(size) };
  let filled = 0;
  for (const { from, to, rows } of runs) {
    for (const row of rows) {
      for (let at = from; at < to && (days[at] as number) <= (last[row] as number); at++) {
        result.row[filled] = row;
        result.day[filled] = days[at] as number;
        result.key[filled] = keys[at] as number;
        filled++;
      }
    }
  }
  return {
    row: result.row.subarray(0, filled),
    day: result.day.subarray(0, filled),
    key: result.key.subarray(0, filled),
  };
}
