import { link, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Conditions that each condition is divided into. */
const PARTS = 8;

/**
 * A release with eight conditions below every one of another: as many outcomes as real codes have. The records of a
 * condition are dealt out to its parts by person and day; their order in the file stays. All other files are the same.
 */
export async function writeFinerConditions(release: string, folder: string): Promise<void> {
  const rewritten = ['condition_occurrence', 'concept', 'concept_ancestor'];
  for (const file of await readdir(release)) {
    const [table = '', ending] = file.split('.');
    if (ending === 'parquet' && !rewritten.includes(table))
      await link(join(release, file), join(folder, file));
  }
  const of = (table: string): string => `read_parquet('${join(release, `${table}.parquet`)}')`;
  const finer = (id: string, part: string): string =>
    `CAST(2200000000 + (${id} - 2000000000) * ${PARTS} + ${part} AS BIGINT)`;
  const parts = `(SELECT i FROM range(${PARTS}) AS r(i)) AS part`;
  const occurring = `SELECT DISTINCT condition_concept_id AS id FROM ${of('condition_occurrence')} WHERE condition_concept_id <> 0`;
  const queries: Readonly<Record<string, string>> = {
    condition_occurrence: `SELECT * REPLACE (CASE WHEN condition_concept_id = 0 THEN 0 ELSE
      ${finer('condition_concept_id', `hash(person_id, condition_start_date) % ${PARTS}`)} END AS condition_concept_id)
      FROM ${of('condition_occurrence')}`,
    concept: `SELECT * FROM ${of('concept')} UNION ALL
      SELECT c.* REPLACE (${finer('c.concept_id', 'i')} AS concept_id, c.concept_code || '-' || i AS concept_code)
      FROM ${of('concept')} AS c JOIN (${occurring}) AS o ON o.id = c.concept_id, ${parts}`,
    concept_ancestor: `SELECT * FROM ${of('concept_ancestor')} UNION ALL
      SELECT a.* REPLACE (${finer('a.descendant_concept_id', 'i')} AS descendant_concept_id)
      FROM ${of('concept_ancestor')} AS a JOIN (${occurring}) AS o ON o.id = a.descendant_concept_id, ${parts}`,
  };
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const [table, query] of Object.entries(queries)) {
    await connection.run(
      `COPY (${query}) TO '${join(folder, `${table}.parquet`)}' (FORMAT parquet, COMPRESSION zstd)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}
