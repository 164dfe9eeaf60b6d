import { toRows } from '../../engine/columns.ts';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { join, name, type Sql, sql } from '../../engine/sql.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import type { ReleaseNote } from '../releaseCard.ts';
import { passes } from './checkTable.ts';
import { mainConcept } from './essentialColumns.ts';
import type { LoadedTable } from './loadTable.ts';
import type { Problems } from './problems.ts';

/** A visit that is missing costs a record its setting, not its place: a sample shows whether that is common. */
const SAMPLED_VISITS = 1_000_000;

/**
 * Checks that references between tables lead somewhere: to persons, visits, and (main) concepts. Concept 0 means "no
 * matching concept" and leads nowhere by design. Where there are millions of visits, references to a sample of about a
 * million of them are checked; the rows found are then a lower bound.
 * @param strict whether records of unknown persons are a problem: under a manifest they are, for the release then
 * holds data of somebody who is not in it
 */
export async function checkReferences(
  connection: EngineConnection,
  tables: ReadonlyMap<string, LoadedTable>,
  strict: boolean,
  problems: Problems,
  job: Job,
): Promise<readonly ReleaseNote[]> {
  const notes: ReleaseNote[] = [];
  for (const target of ['person', 'visit_occurrence', 'concept']) {
    const referred = tables.get(target);
    if (!referred || referred.rows === 0) continue;
    throwIfCancelled(job);
    job.report({ phase: 'checking', fraction: null, detail: target });
    const references = referencesTo(target, tables);
    for (const { index, rows } of await danglingRows(connection, references, referred, job)) {
      const reference = references[index];
      if (!reference) continue;
      const params = { ...reference, rows };
      if (target === 'person' && strict) {
        problems.add(new AkashiError('release.danglingReference', { ...params, target }));
      } else notes.push({ code: 'danglingReference', ...params });
    }
  }
  return notes;
}

interface Reference {
  readonly table: string;
  readonly column: string;
}

function referencesTo(target: string, tables: ReadonlyMap<string, LoadedTable>): readonly Reference[] {
  return [...tables.values()].flatMap(({ table, rows, absentColumns }) =>
    rows === 0 || table.group === 'vocabulary' || table.group === 'results'
      ? []
      : table.columns
          .filter(
            ({ name: column, references }) =>
              references === target &&
              !absentColumns.includes(column) &&
              (target !== 'concept' || column === mainConcept(table)),
          )
          .map((column) => ({ table: table.name, column: column.name })),
  );
}

/** One query for all columns that refer to a table, so that its keys are gathered once. */
async function danglingRows(
  connection: EngineConnection,
  references: readonly Reference[],
  { table, rows }: LoadedTable,
  job: Job,
): Promise<readonly { readonly index: number; readonly rows: number }[]> {
  if (references.length === 0) return [];
  const key = name(table.primaryKey ?? '');
  const known = name('cdm', table.name);
  const most = table.name === 'visit_occurrence' ? SAMPLED_VISITS : rows;
  const [sampledUse = sql`TRUE`] = passes(rows, sql`used.v`, most);
  const [sampledKey = sql`TRUE`] = passes(rows, key, most);
  const real = table.name === 'concept' ? sql`used.v <> 0` : sql`used.v IS NOT NULL`;
  const gap = most === rows ? await keysWithoutGap(connection, known, key, rows, job) : null;
  const values = references.map(({ table: from, column }, index) => {
    const used = sql`SELECT ${index} AS reference, ${name(column)} AS v`;
    // Concepts are few, so that their records are counted before they are looked up.
    return table.name === 'concept'
      ? sql`${used}, count(*) AS n FROM ${name('cdm', from)} GROUP BY 2`
      : sql`${used}, 1 AS n FROM ${name('cdm', from)}`;
  });
  const used = sql`SELECT CAST(reference AS INTEGER) AS reference, CAST(sum(n) AS DOUBLE) AS n
    FROM (${join(values, ' UNION ALL ')}) AS used`;
  const found = await connection.query(
    gap
      ? sql`${used} WHERE ${real} AND (used.v < ${gap.first} OR used.v > ${gap.last}) GROUP BY reference ORDER BY reference`
      : sql`${used} LEFT JOIN (SELECT ${key} AS v FROM ${known} WHERE ${sampledKey}) AS known ON known.v = used.v
        WHERE ${real} AND ${sampledUse} AND known.v IS NULL GROUP BY reference ORDER BY reference`,
    job,
  );
  return toRows(found).map(({ reference, n }) => ({ index: Number(reference), rows: Number(n) }));
}

/** The first and the last key where every number between is one: then whatever lies between is known without looking. */
async function keysWithoutGap(
  connection: EngineConnection,
  relation: Sql,
  key: Sql,
  rows: number,
  job: Job,
): Promise<{ readonly first: Sql; readonly last: Sql } | null> {
  const [row] = toRows(
    await connection.query(
      sql`SELECT CAST(min(${key}) AS VARCHAR) AS first, CAST(max(${key}) AS VARCHAR) AS last, CAST(count(DISTINCT ${key}) AS DOUBLE) AS n
        FROM ${relation}`,
      job,
    ),
  );
  if (!row || row.first === null || row.last === null) return null;
  const [first, last] = [BigInt(String(row.first)), BigInt(String(row.last))];
  if (Number(row.n) !== rows || last - first + 1n !== BigInt(rows)) return null;
  const bound = (value: bigint) => sql`CAST(${String(value)} AS BIGINT)`;
  return { first: bound(first), last: bound(last) };
}
