import { type Columns, toRows } from '../../engine/columns.ts';
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

/** Up to so many values are told apart by a CASE, which is quicker than a join where the first ones are most of the rows. */
const FEW_VALUES = 6;

/** The bit of a column's value in a lookup, 0 when it has none. @param lookup its values, most frequent first */
export function lookupMask(id: string, column: Sql, { values, other }: BinLookup): EventMask {
  const rest = other === null ? sql`0` : sql`CASE WHEN ${column} IS NULL THEN 0 ELSE ${bitOf(other)} END`;
  if (values.length === 0) return { id, mask: rest };
  if (values.length <= FEW_VALUES) {
    const cases = values.map((value, bin) => sql`WHEN ${column} = ${value} THEN ${bitOf(bin)}`);
    return { id, mask: sql`CASE ${join(cases, ' ')} ELSE ${rest} END` };
  }
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

/** What a whole table lacks. */
export interface TableFacts {
  readonly rows: number;
  /** Rows without the value, by {@link missingColumns} of the table. */
  readonly missing: readonly number[];
  /** Whether any row ends before it starts. */
  readonly hasReversed: boolean;
}

export async function readTableFacts(
  connection: EngineConnection,
  { table, concept, start, end }: EventTable,
  job: Job,
): Promise<TableFacts> {
  const columns = missingColumns.filter((missing) => missing.table === table);
  const counts = columns.map(({ column }, i) => {
    const value = plainName(column);
    const present = column === concept ? sql`NULLIF(${value}, 0)` : value;
    return sql`CAST(COUNT(*) - COUNT(${present}) AS DOUBLE) AS ${plainName(`missing_${i}`)}`;
  });
  const reversed =
    end === null ? sql`0` : sql`MAX(CASE WHEN ${plainName(end)} < ${plainName(start)} THEN 1 ELSE 0 END)`;
  const [row] = toRows(
    await connection.query(
      sql`SELECT CAST(COUNT(*) AS DOUBLE) AS records, CAST(${reversed} AS INTEGER) AS reversed, ${join(counts)}
FROM ${cdmTable(table)}`,
      job,
    ),
  );
  return {
    rows: Number(row?.records ?? 0),
    missing: columns.map((_, i) => Number(row?.[`missing_${i}`] ?? 0)),
    hasReversed: Number(row?.reversed ?? 0) === 1,
  };
}

/**
 * Reads a table once: for every person the union of each mask over the events, and the days between which they lie.
 * What the table's facts say of all rows alike is not read again.
 * @param years at most 29
 */
export async function readEvents(
  connection: EngineConnection,
  source: EventTable,
  facts: TableFacts,
  masks: readonly EventMask[],
  years: { readonly first: number; readonly last: number },
  persons: number,
  job: Job,
): Promise<EventsRead> {
  const start = sql`e.${plainName(source.start)}`;
  const columns = missingColumns.flatMap(({ table, column }, bin) =>
    table === source.table ? [{ column, bin }] : [],
  );
  const mixed = columns.flatMap(({ column, bin }, i) => {
    const missing = facts.missing[i] ?? 0;
    if (missing === 0 || missing === facts.rows) return [];
    const value = sql`e.${plainName(column)}`;
    const absent = column === source.concept ? sql`COALESCE(${value}, 0) = 0` : sql`${value} IS NULL`;
    return [sql`CASE WHEN ${absent} THEN ${bitOf(bin)} ELSE 0 END`];
  });
  const whollyMissing = columns.reduce(
    (mask, { bin }, i) => (facts.missing[i] === facts.rows ? mask | (1 << bin) : mask),
    0,
  );
  // One bit before the years and one after them spare a condition on every row.
  const year = sql`CAST(YEAR(${start}) - ${years.first - 1} AS INTEGER)`;
  const after = years.last - years.first + 2;
  const all: readonly EventMask[] = [
    ...masks,
    { id: 'recorded', mask: sql`COALESCE(1 << LEAST(${after}, GREATEST(0, ${year})), 0)` },
    ...(mixed.length > 0 ? [{ id: 'missing', mask: join(mixed, ' + ') }] : []),
  ];
  const pairs = Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => all.slice(2 * i, 2 * i + 2));
  const reversed =
    source.end === null || !facts.hasReversed
      ? sql`0`
      : sql`MAX(CASE WHEN e.${plainName(source.end)} < ${start} THEN 1 ELSE 0 END)`;
  const lookups = all.flatMap(({ join: lookup }) => lookup ?? []);
  const read = await connection.query(
    sql`SELECT x.idx, c.* EXCLUDE (person_id)
FROM (
  SELECT e.person_id, ${join(pairs.map((pair, i) => sql`${packed(pair)} AS ${plainName(`masks_${i}`)}`))},
    ${epochDays(sql`MIN(${start})`)} AS first_day, ${epochDays(sql`MAX(${start})`)} AS last_day,
    CAST(${reversed} AS INTEGER) AS reversed
  FROM ${cdmTable(source.table)} AS e ${join(lookups, ' ')}
  GROUP BY e.person_id
) AS c
JOIN ${positions} AS x ON x.person_id = c.person_id`,
    job,
  );
  const at = wholeNumbers(read, 'idx');
  const placed = (values: Int32Array, absent: number, stride = 1, offset = 0) => {
    const result = new Int32Array(persons).fill(absent);
    for (let row = 0; row < at.length; row += 1) {
      const value = values[row * stride + offset] ?? NO_DAY;
      result[at[row] ?? 0] = value === NO_DAY ? absent : value;
    }
    return result;
  };
  const collected = Object.fromEntries(
    pairs.flatMap((pair, i) => {
      const halves = halvesOf(read, `masks_${i}`);
      return pair.map(({ id }, half) => [id, placed(halves, 0, 2, half)] as const);
    }),
  );
  const yearBits = 2 ** (years.last - years.first + 1) - 1;
  const missing = collected.missing ?? new Int32Array(persons);
  for (let row = 0; row < at.length; row += 1) {
    const person = at[row] ?? 0;
    missing[person] = (missing[person] ?? 0) | whollyMissing;
  }
  return {
    masks: {
      ...collected,
      recorded: collected.recorded?.map((mask) => (mask >>> 1) & yearBits) ?? new Int32Array(persons),
      missing,
    },
    firstDay: placed(wholeNumbers(read, 'first_day'), NO_DAY),
    lastDay: placed(wholeNumbers(read, 'last_day'), NO_DAY),
    reversed: Uint8Array.from(placed(wholeNumbers(read, 'reversed'), 0)),
  };
}

/** The union over the events of two masks at once: the second in the upper half. */
function packed([low, high]: readonly EventMask[]): Sql {
  const lower = sql`CAST(${low?.mask ?? sql`0`} AS BIGINT)`;
  return high ? sql`BIT_OR(${lower} | (CAST(${high.mask} AS BIGINT) << 32))` : sql`BIT_OR(${lower})`;
}

/** A BIGINT column as its lower and upper halves, in turn. */
function halvesOf(result: Columns, column: string): Int32Array {
  const found = result.columns[result.names.indexOf(column)];
  if (found?.type !== 'int64') throw new TypeError(`${column} is not a BIGINT column`);
  const { values } = found;
  return new Int32Array(values.buffer, values.byteOffset, values.length * 2);
}
