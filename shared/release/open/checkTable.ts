import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { dateLiteral, join, name, type Sql, sql } from '../../engine/sql.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import type { CdmColumn } from '../cdm/cdmTable.ts';
import type { ReleaseNote } from '../releaseCard.ts';
import { isEssential, mainConcept } from './essentialColumns.ts';
import type { LoadedTable } from './loadTable.ts';
import type { Problems } from './problems.ts';

/** Keys that are compared at once, about 1.5 GB; more go in several passes, so that memory stays bounded. */
const KEYS_A_PASS = 80_000_000;

/**
 * Checks the rows of one loaded table: required values, unique keys, plausible dates.
 * @param today the host's calendar day, ISO
 * @returns what is odd but does not stop the work
 */
export async function checkTable(
  connection: EngineConnection,
  loaded: LoadedTable,
  today: string,
  problems: Problems,
  job: Job,
): Promise<readonly ReleaseNote[]> {
  const { table, rows, file } = loaded;
  if (rows === 0 || file === null) return [];
  const relation = name('cdm', table.name);
  const checks = [...nullChecks(loaded), ...dateChecks(loaded, today)];
  const notes: ReleaseNote[] = [];
  if (checks.length > 0) {
    const counts = checks.map(
      ({ where }, i) => sql`CAST(count(*) FILTER (WHERE ${where}) AS DOUBLE) AS ${name(`n${i}`)}`,
    );
    const [row] = toRows(await connection.query(sql`SELECT ${join(counts)} FROM ${relation}`, job));
    for (const [i, { found }] of checks.entries()) {
      const count = Number(row?.[`n${i}`]);
      if (count === 0) continue;
      const outcome = found(count);
      if (outcome instanceof AkashiError) problems.add(outcome);
      else notes.push(outcome);
    }
  }
  await checkKey(connection, loaded, problems, job);
  return notes;
}

interface Check {
  readonly where: Sql;
  readonly found: (rows: number) => ReleaseNote | AkashiError;
}

function nullChecks({ table, absentColumns, file }: LoadedTable): readonly Check[] {
  return table.columns
    .filter(({ required, name: column }) => required && !absentColumns.includes(column))
    .map((column) => ({
      where: sql`${name(column.name)} IS NULL`,
      found: (rows) =>
        // A record without concept is useless but harms nothing.
        isEssential(table, column) && column.name !== mainConcept(table)
          ? new AkashiError('release.nullRequired', { file: file ?? table.name, column: column.name, rows })
          : { code: 'nullRequired', table: table.name, column: column.name, rows },
    }));
}

function dateChecks({ table, absentColumns }: LoadedTable, today: string): readonly Check[] {
  if (table.group !== 'clinical' && table.group !== 'derived') return [];
  const dates = table.columns.filter(
    ({ type, name: column }) => type === 'date' && !absentColumns.includes(column),
  );
  const [earliest, latest] = [dateLiteral('1900-01-01'), sql`(${dateLiteral(today)} + CAST(366 AS INTEGER))`];
  const implausible = dates.map(
    ({ name: column }): Check => ({
      where: sql`${name(column)} < ${earliest} OR ${name(column)} > ${latest}`,
      found: (rows) => ({ code: 'implausibleDate', table: table.name, column, rows }),
    }),
  );
  const [start, end] = [dates.find(endsWith('_start_date')), dates.find(endsWith('_end_date'))];
  if (!start || !end) return implausible;
  return [
    ...implausible,
    {
      where: sql`${name(end.name)} < ${name(start.name)}`,
      found: (rows) => ({ code: 'endBeforeStart', table: table.name, rows }),
    },
  ];
}

function endsWith(ending: string): (column: CdmColumn) => boolean {
  return ({ name: column }) => column.endsWith(ending) && !column.startsWith('verbatim');
}

async function checkKey(
  connection: EngineConnection,
  { table, rows, absentColumns }: LoadedTable,
  problems: Problems,
  job: Job,
): Promise<void> {
  const key = table.primaryKey;
  if (key === null || absentColumns.includes(key)) return;
  const column = name(key);
  const keys = sql`SELECT ${column} AS v FROM ${name('cdm', table.name)} WHERE ${column} IS NOT NULL`;
  // Most files are in order of their key: then it is seen in passing.
  if ((await repeatedNeighbours(connection, keys, sql`<=`, job)) === 0) return;
  let repeated = 0;
  for (const pass of passes(rows, column)) {
    const sorted = sql`${keys} AND ${pass} ORDER BY v`;
    repeated += await repeatedNeighbours(connection, sorted, sql`=`, job);
  }
  if (repeated > 0) {
    problems.add(new AkashiError('release.duplicateKey', { table: table.name, column: key, rows: repeated }));
  }
}

/** Rows that are `=` or `<=` the row before them. Sorting takes runs that are in order as they are, hashing would not. */
async function repeatedNeighbours(
  connection: EngineConnection,
  keys: Sql,
  relation: Sql,
  job: Job,
): Promise<number> {
  const [row] = toRows(
    await connection.query(
      sql`SELECT CAST(count(*) AS DOUBLE) AS n FROM (SELECT v ${relation} lag(v) OVER () AS repeated FROM (${keys}) AS k) AS r
        WHERE repeated`,
      job,
    ),
  );
  return Number(row?.n);
}

/**
 * Conditions that cut the rows of a large table into passes of about `most` keys, by the hash of the key: ids often
 * encode something and fall unevenly by remainder.
 */
export function passes(rows: number, key: Sql, most = KEYS_A_PASS): readonly Sql[] {
  const count = Math.max(1, Math.ceil(rows / most));
  if (count === 1) return [sql`TRUE`];
  return Array.from({ length: count }, (_, i) => sql`hash(${key}) % ${count} = ${i}`);
}
