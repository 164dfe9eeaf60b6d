import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cdmTable, epochDays, join, literal, plainName, type Sql, sql } from '../../engine/sql.ts';
import { type EventTable, missingColumns } from './eventTables.ts';
import { NO_DAY, positions, wholeNumbers } from './readPersons.ts';

/** A bin for each of some values of a column, and one for all others where `other` is not null. */
export interface BinLookup {
  readonly values: readonly number[];
  readonly other: number | null;
}

/** More masks to collect while a table is read; `e` is the event. */
export interface EventMask {
  readonly id: string;
  readonly mask: Sql;
  readonly join?: Sql;
}

/** What was collected of a table, by person. */
export interface EventsRead {
  readonly masks: Readonly<Record<string, Int32Array>>;
  /** First and last start; `NO_DAY` where there is none. */
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  /** 1 where an event ends before it starts. */
  readonly reversed: Uint8Array;
}

/** The concepts with most records, most first; not 0. */
export async function frequentConcepts(
  connection: EngineConnection,
  { table, concept }: EventTable,
  limit: number,
  job: Job,
): Promise<readonly { readonly concept: number; readonly rows: number }[]> {
  const counted = await connection.query(
    sql`SELECT CAST(${plainName(concept)} AS BIGINT) AS concept, CAST(COUNT(*) AS DOUBLE) AS records
FROM ${cdmTable(table)} WHERE ${plainName(concept)} > 0 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${limit}`,
    job,
  );
  return toRows(counted).map((row) => ({ concept: Number(row.concept), rows: Number(row.records) }));
}

/** The bit of a column's value in a lookup, 0 when it has none: a join and the expression. */
export function lookupMask(id: string, column: Sql, { values, other }: BinLookup): EventMask {
  const rest = other === null ? sql`0` : sql`CASE WHEN ${column} IS NULL THEN 0 ELSE ${bitOf(other)} END`;
  if (values.length === 0) return { id, mask: rest };
  const alias = plainName(`${id}_bins`);
  const rows = values.map((value, bin) => sql`(CAST(${value} AS BIGINT), ${bitOf(bin)})`);
  return {
    id,
    mask: sql`COALESCE(${alias}.bit, ${rest})`,
    join: sql`LEFT JOIN (VALUES ${join(rows)}) AS ${alias}(value, bit) ON ${alias}.value = ${column}`,
  };
}

export function bitOf(bin: number): Sql {
  return literal(2 ** bin);
}

/** Reads a table once: for every person the union of each mask over the events, and the days between which they lie. */
export async function readEvents(
  connection: EngineConnection,
  source: EventTable,
  masks: readonly EventMask[],
  years: { readonly first: number; readonly last: number },
  persons: number,
  job: Job,
): Promise<EventsRead> {
  const start = sql`e.${plainName(source.start)}`;
  const year = sql`YEAR(${start})`;
  const missing = missingColumns.flatMap(({ table, column }, bin) => {
    if (table !== source.table) return [];
    const value = sql`e.${plainName(column)}`;
    const absent = column === source.concept ? sql`COALESCE(${value}, 0) = 0` : sql`${value} IS NULL`;
    return [sql`CASE WHEN ${absent} THEN ${bitOf(bin)} ELSE 0 END`];
  });
  const all: readonly EventMask[] = [
    ...masks,
    {
      id: 'recorded',
      mask: sql`CASE WHEN ${year} BETWEEN ${years.first} AND ${years.last} THEN 1 << CAST(${year} - ${years.first} AS INTEGER) ELSE 0 END`,
    },
    { id: 'missing', mask: join(missing, ' + ') },
  ];
  const columns = all.map(
    ({ id, mask }) => sql`CAST(BIT_OR(CAST(${mask} AS INTEGER)) AS INTEGER) AS ${plainName(id)}`,
  );
  const reversed =
    source.end === null
      ? sql`0`
      : sql`MAX(CASE WHEN e.${plainName(source.end)} < ${start} THEN 1 ELSE 0 END)`;
  const read = await connection.query(
    sql`SELECT x.idx, c.* EXCLUDE (person_id)
FROM (
  SELECT e.person_id, ${join(columns)},
    ${epochDays(sql`MIN(${start})`)} AS first_day, ${epochDays(sql`MAX(${start})`)} AS last_day,
    CAST(${reversed} AS INTEGER) AS reversed
  FROM ${cdmTable(source.table)} AS e ${join(
    all.flatMap(({ join: lookup }) => lookup ?? []),
    ' ',
  )}
  GROUP BY e.person_id
) AS c
JOIN ${positions} AS x ON x.person_id = c.person_id`,
    job,
  );
  const at = wholeNumbers(read, 'idx');
  const placed = (column: string, absent: number) => {
    const values = wholeNumbers(read, column);
    const result = new Int32Array(persons).fill(absent);
    for (let row = 0; row < at.length; row += 1) {
      const value = values[row] ?? NO_DAY;
      result[at[row] ?? 0] = value === NO_DAY ? absent : value;
    }
    return result;
  };
  return {
    masks: Object.fromEntries(all.map(({ id }) => [id, placed(id, 0)])),
    firstDay: placed('first_day', NO_DAY),
    lastDay: placed('last_day', NO_DAY),
    reversed: Uint8Array.from(placed('reversed', 0)),
  };
}

/** By {@link missingColumns} of the table: rows without the value, as a share of all; null when the table is empty. */
export async function missingShares(
  connection: EngineConnection,
  { table, concept }: EventTable,
  job: Job,
): Promise<readonly (number | null)[]> {
  const columns = missingColumns.filter((missing) => missing.table === table);
  const counts = columns.map(({ column }, i) => {
    const value = plainName(column);
    const present = column === concept ? sql`NULLIF(${value}, 0)` : value;
    return sql`CAST(COUNT(*) - COUNT(${present}) AS DOUBLE) AS ${plainName(`missing_${i}`)}`;
  });
  const [row] = toRows(
    await connection.query(
      sql`SELECT CAST(COUNT(*) AS DOUBLE) AS records, ${join(counts)} FROM ${cdmTable(table)}`,
      job,
    ),
  );
  const records = Number(row?.records ?? 0);
  return columns.map((_, i) => (records === 0 ? null : Number(row?.[`missing_${i}`] ?? 0) / records));
}
