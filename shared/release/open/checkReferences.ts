import { toRows } from '../../engine/columns.ts';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { name, sql } from '../../engine/sql.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import type { CdmColumn } from '../cdm/cdmTable.ts';
import type { ReleaseNote } from '../releaseCard.ts';
import { passes } from './checkTable.ts';
import { mainConcept } from './essentialColumns.ts';
import type { LoadedTable } from './loadTable.ts';
import type { Problems } from './problems.ts';

/**
 * Checks that references between tables lead somewhere: to persons, visits, and (main and value) concepts. Concept 0
 * means "no matching concept" and leads nowhere by design.
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
  for (const loaded of tables.values()) {
    if (loaded.rows === 0) continue;
    for (const column of loaded.table.columns) {
      const target = column.references;
      if (target === null || loaded.absentColumns.includes(column.name) || !isChecked(loaded, column))
        continue;
      const referred = tables.get(target);
      if (!referred || referred.rows === 0) continue;
      throwIfCancelled(job);
      const rows = await danglingRows(connection, loaded, column, referred, job);
      if (rows === 0) continue;
      const params = { table: loaded.table.name, column: column.name, rows };
      if (target === 'person' && strict) {
        problems.add(new AkashiError('release.danglingReference', { ...params, target }));
      } else notes.push({ code: 'danglingReference', ...params });
    }
  }
  return notes;
}

function isChecked({ table }: LoadedTable, { name: column, references }: CdmColumn): boolean {
  if (table.group === 'vocabulary' || table.group === 'results') return false;
  if (references === 'person' || references === 'visit_occurrence') return true;
  return references === 'concept' && column === mainConcept(table);
}

async function danglingRows(
  connection: EngineConnection,
  loaded: LoadedTable,
  { name: column, references }: CdmColumn,
  referred: LoadedTable,
  job: Job,
): Promise<number> {
  const [from, to] = [name('cdm', loaded.table.name), name('cdm', referred.table.name)];
  const [source, key] = [sql`record.${name(column)}`, sql`target.${name(referred.table.primaryKey ?? '')}`];
  const real = references === 'concept' ? sql`${source} <> 0` : sql`${source} IS NOT NULL`;
  const [sourcePasses, keyPasses] = [passes(referred.rows, source, true), passes(referred.rows, key, true)];
  let rows = 0;
  for (const [i, sourcePass] of sourcePasses.entries()) {
    const [row] = toRows(
      await connection.query(
        sql`SELECT CAST(count(*) AS DOUBLE) AS n FROM ${from} AS record
          WHERE ${real} AND ${sourcePass} AND NOT EXISTS (
            SELECT 1 FROM ${to} AS target WHERE ${keyPasses[i] ?? sql`TRUE`} AND ${key} = ${source})`,
        job,
      ),
    );
    rows += Number(row?.n);
  }
  return rows;
}
