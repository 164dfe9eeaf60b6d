import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { join, name, type Sql, sql } from '../../engine/sql.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import type { CdmColumn, CdmTable } from '../cdm/cdmTable.ts';
import { type ColumnCast, castColumn, sqlType } from './columnCast.ts';
import { isEssential, mainConcept, mainSourceValue } from './essentialColumns.ts';
import type { MountedFile, TableSource } from './mountTables.ts';
import type { Problems } from './problems.ts';
import { linesOfRecords } from './recordLines.ts';

/** Tables of at most this many cells are held in memory in order of concept; larger ones are read where they lie. */
export const MOST_CELLS_IN_MEMORY = 24_000_000;

/** What became of a table. */
export interface LoadedTable {
  readonly table: CdmTable;
  /** 0 when the release lacks it. */
  readonly rows: number;
  /** Columns that no file of it has; all of them when the release lacks the table. */
  readonly absentColumns: readonly string[];
  /** The first file, for messages; null when the release lacks the table. */
  readonly file: string | null;
  /** True when it is a view of files in place. */
  readonly inPlace: boolean;
}

/** Gives a column a value computed from others, once each stands in its own type. */
export type ColumnRule = (table: CdmTable, column: CdmColumn, value: (column: string) => Sql) => Sql | null;

/**
 * Makes `cdm.<table>` from mounted files, or an empty one. Finds columns that are missing and values that are not of
 * their type, down to the row.
 * @param source null when the release lacks the table
 * @param rule overrides a column's value
 * @param readAll whether every page must be read, because no hash has vouched for the file
 * @returns null when the table could not be made
 */
export async function loadTable(
  connection: EngineConnection,
  table: CdmTable,
  source: TableSource | null,
  options: { readonly rule: ColumnRule | null; readonly readAll: boolean },
  problems: Problems,
  job: Job,
): Promise<LoadedTable | null> {
  const target = name('cdm', table.name);
  const absentColumns = table.columns
    .filter(({ name: column }) => !source?.parts.some(({ columns }) => columns.has(column)))
    .map((column) => column.name);
  if (!source) {
    const columns = table.columns.map((column) => sql`${name(column.name)} ${sqlType(column.type)}`);
    await connection.run(sql`CREATE TABLE ${target} (${join(columns)})`, job);
    return { table, rows: 0, absentColumns, file: null, inPlace: false };
  }

  let rows = 0;
  let good = true;
  for (const part of source.parts) {
    missingColumns(table, part, problems);
    const counted = await problems.attempt(() =>
      countRows(connection, table, part, options.readAll, problems, job),
    );
    if (counted === null) good = false;
    rows += counted ?? 0;
  }
  if (!good) return null;
  const keep = rows * (table.columns.length - absentColumns.length) <= MOST_CELLS_IN_MEMORY;
  const ordered = keep && (await isOrdered(connection, table, source.parts, job));
  // A table in memory that is as it should be needs no second copy.
  const copied = source.parts.every((part) => !part.inPlace) && ordered && options.rule === null;
  const view = (!keep || copied) && source.parts.every(({ file }) => file.kind === 'parquet');
  const select = join(
    source.parts.map((part) => selectPart(table, part, options.rule)),
    ' UNION ALL ',
  );
  const file = source.parts[0]?.file.entry.path ?? table.name;
  const made = await problems.attempt(() =>
    asDamage(file, async () => {
      if (view) await connection.run(sql`CREATE VIEW ${target} AS ${select}`, job);
      else
        await connection.run(
          sql`CREATE TABLE ${target} AS ${select}${keep && !ordered ? order(table) : sql``}`,
          job,
        );
      return true;
    }),
  );
  if (!made) return null;
  if (!view) {
    for (const part of source.parts) {
      if (!part.inPlace) await connection.run(sql`DROP TABLE ${part.relation}`, job);
    }
  }
  const inPlace = view && source.parts.every((part) => part.inPlace);
  return { table, rows, absentColumns, file, inPlace };
}

/** Whether a table lies in order of concept already, or has no such order. */
async function isOrdered(
  connection: EngineConnection,
  table: CdmTable,
  parts: readonly MountedFile[],
  job: Job,
): Promise<boolean> {
  const concept = mainConcept(table);
  const [part, another] = parts;
  if (concept === null) return true;
  const column = part?.columns.get(concept);
  if (!part || another || !column) return false;
  const found = await connection.query(
    sql`SELECT 1 AS back FROM (
        SELECT ${name(column.name)} AS this, lag(${name(column.name)}) OVER () AS previous FROM ${part.relation}
      ) AS pairs WHERE this < previous LIMIT 1`,
    job,
  );
  return found.rowCount === 0;
}

/** Events of a concept lie together: criteria ask by concept. */
function order(table: CdmTable): Sql {
  const concept = mainConcept(table);
  const keys = [
    concept,
    'person_id',
    table.columns.find(({ type }) => type === 'date')?.name,
    table.primaryKey,
  ];
  const present = keys.filter((key): key is string => table.columns.some((column) => column.name === key));
  return concept === null ? sql`` : sql` ORDER BY ${join(present.map((key) => name(key)))}`;
}

function castOf(part: MountedFile, column: CdmColumn): ColumnCast {
  const source = part.columns.get(column.name);
  if (!source) return { value: sql`CAST(NULL AS ${sqlType(column.type)})`, bad: null };
  return castColumn(source.name, source.type, column.type);
}

function selectPart(table: CdmTable, part: MountedFile, rule: ColumnRule | null): Sql {
  const casts = new Map(table.columns.map((column) => [column.name, castOf(part, column).value]));
  const value = (column: string) => casts.get(column) ?? sql`NULL`;
  const columns = table.columns.map(
    (column) => sql`${rule?.(table, column, value) ?? value(column.name)} AS ${name(column.name)}`,
  );
  return sql`SELECT ${join(columns)} FROM ${part.relation}`;
}

function missingColumns(table: CdmTable, part: MountedFile, problems: Problems): void {
  const sourceValue = mainSourceValue(table);
  for (const column of table.columns) {
    if (part.columns.has(column.name) || !isEssential(table, column)) continue;
    if (column.name === mainConcept(table) && sourceValue && part.columns.has(sourceValue)) continue;
    problems.add(
      new AkashiError('release.missingColumn', { file: part.file.entry.path, column: column.name }),
    );
  }
}

/** Rows of a file. Counts bad values with them; only when there are some is the first of each column looked for. */
async function countRows(
  connection: EngineConnection,
  table: CdmTable,
  part: MountedFile,
  readAll: boolean,
  problems: Problems,
  job: Job,
): Promise<number> {
  const path = part.file.entry.path;
  const fallible = table.columns.flatMap((column) => {
    const { bad } = castOf(part, column);
    return bad ? [{ column, bad }] : [];
  });
  const counts = fallible.map(({ bad }) => sql`CAST(count(*) FILTER (WHERE ${bad}) AS DOUBLE)`);
  // Reading every value is what finds a damaged page.
  const reads =
    readAll && part.inPlace
      ? [...part.columns.values()].map((c) => sql`CAST(count(${name(c.name)}) AS DOUBLE)`)
      : [];
  const all = [sql`CAST(count(*) AS DOUBLE)`, ...counts, ...reads].map(
    (value, i) => sql`${value} AS ${name(`n${i}`)}`,
  );
  const result = await asDamage(path, () =>
    connection.query(sql`SELECT ${join(all)} FROM ${part.relation}`, job),
  );
  const [row] = toRows(result);
  const bad = fallible.filter((_, i) => Number(row?.[`n${i + 1}`]) > 0);
  if (bad.length > 0) await placeBadValues(connection, part, bad, problems, job);
  return Number(row?.n0);
}

async function placeBadValues(
  connection: EngineConnection,
  part: MountedFile,
  bad: readonly { readonly column: CdmColumn; readonly bad: Sql }[],
  problems: Problems,
  job: Job,
): Promise<void> {
  const record = name('akashi record');
  const firsts = bad.map(
    (each, i) => sql`CAST(min(CASE WHEN ${each.bad} THEN ${record} END) AS DOUBLE) AS ${name(`n${i}`)}`,
  );
  const [row] = toRows(
    await connection.query(
      sql`SELECT ${join(firsts)} FROM (SELECT row_number() OVER () AS ${record}, * FROM ${part.relation})`,
      job,
    ),
  );
  const records = bad.map((_, i) => Number(row?.[`n${i}`]));
  const { file } = part;
  const rows = file.kind === 'csv' ? await linesOfRecords(file.entry.stream(), records) : records;
  const places = bad.map(({ column }, i) => ({ column, row: rows[i] ?? 0 }));
  for (const { column, row: at } of places.sort((a, b) => a.row - b.row)) {
    problems.add(
      new AkashiError('release.type', {
        file: file.entry.path,
        row: at,
        column: column.name,
        type: column.type,
      }),
    );
  }
}

/** A statement that only reads one file fails for what is in the file. */
async function asDamage<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof AkashiError && thrown.code === 'engine.query') {
      throw new AkashiError('release.fileDamaged', { file }, thrown);
    }
    throw thrown;
  }
}
