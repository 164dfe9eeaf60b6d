import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { CohortDefinition } from '../../shared/cohort/expression/cohortDefinition.ts';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import { cohortTable } from '../../shared/cohort/generate.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import { join as joinSql, literal, name, type Sql, sql } from '../../shared/engine/sql.ts';
import { fileInMemory, fileOnDisk } from '../contract/files.ts';

/** Reference material beside the project; absent in a plain clone. */
export const circeFolder = resolve(import.meta.dirname, '../../../shared/circe');

/** @returns whether the acceptance cases are there; says so when they are not */
export function hasCirceCases(): boolean {
  const found = existsSync(join(circeFolder, 'open', 'cdm'));
  if (!found) process.stdout.write(`skipped: ${circeFolder} is not there (Circe acceptance cases)\n`);
  return found;
}

/** Puts every table of open/cdm into schema cdm, as an opened release has them. */
export async function openRelease(engine: QueryEngine): Promise<void> {
  const folder = join(circeFolder, 'open', 'cdm');
  const connection = await engine.connect();
  for (const file of readdirSync(folder)) {
    const relation = await mountParquet(engine, `cdm/${file}`);
    await connection.run(
      sql`CREATE VIEW ${name('cdm', basename(file, '.parquet'))} AS SELECT * FROM ${relation}`,
    );
  }
  await connection.close();
}

/** A Parquet file of open/ as a relation. */
export function mountParquet(engine: QueryEngine, path: string): Promise<Sql> {
  const localPath = join(circeFolder, 'open', path);
  const file = fileInMemory(path, readFileSync(localPath), { kind: 'parquet' });
  return engine.mount(fileOnDisk(file, localPath), new JobControl());
}

/** How a definition's rows differ from Circe's, as multisets, outside the pairs that Circe leaves to chance. */
export async function rowDifferences(
  engine: QueryEngine,
  keys: readonly number[],
): Promise<{ definition: number; missing: number; extra: number }[]> {
  const expected = await mountParquet(engine, 'expected.parquet');
  const ties = await mountParquet(engine, 'tie_sensitive.parquet');
  const comparable = (from: Sql): Sql => sql`SELECT d, s, a, z FROM (${from}) AS x
    WHERE d IN (${joinSql(keys.map(literal))})
      AND NOT EXISTS (SELECT 1 FROM ${ties} AS t WHERE t.definition_id = x.d AND t.subject_id = x.s)`;
  const e = comparable(
    sql`SELECT cohort_definition_id AS d, subject_id AS s, cohort_start_date AS a, cohort_end_date AS z FROM ${expected}`,
  );
  const g = comparable(
    sql`SELECT cohort_key AS d, subject_id AS s, cohort_start_date AS a, cohort_end_date AS z FROM ${cohortTable}`,
  );
  const connection = await engine.connect();
  const rows = toRows(
    await connection.query(
      sql`SELECT CAST(d AS INTEGER) AS d, CAST(SUM(missing) AS INTEGER) AS missing, CAST(SUM(1 - missing) AS INTEGER) AS extra
        FROM (SELECT d, 1 AS missing FROM (${e} EXCEPT ALL ${g}) UNION ALL SELECT d, 0 FROM (${g} EXCEPT ALL ${e}))
        GROUP BY d ORDER BY d`,
    ),
  );
  await connection.close();
  return rows.map(({ d, missing, extra }) => ({
    definition: Number(d),
    missing: Number(missing),
    extra: Number(extra),
  }));
}

/** Every definition of open/definitions by its number. */
export function openDefinitions(): { key: number; definition: CohortDefinition }[] {
  const folder = join(circeFolder, 'open', 'definitions');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const key = Number(basename(file, '.json'));
      const parsed = parseDefinition(String(key), readFileSync(join(folder, file), 'utf8'));
      if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.failures)}`);
      return { key, definition: parsed.definition };
    })
    .sort((a, b) => a.key - b.key);
}
