import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { join, name, type Sql, sql } from '../../engine/sql.ts';
import { countRows } from '../countRows.ts';
import {
  type CodedColumn,
  codeConceptId,
  codedColumns,
  isCode,
  normalCode,
  vocabularyOf,
} from './sourceCodes.ts';

/**
 * Fills an empty `cdm.concept` from what the data names, once its tables were loaded with `sourceCodeRule`: one concept
 * for each code, and one named by its number for each id that no code explains.
 * @returns the number of concepts
 */
export async function deriveConcepts(connection: EngineConnection, job: Job): Promise<number> {
  job.report({ phase: 'deriving', fraction: null, detail: 'concept' });
  const used = join(codedColumns.map(usedConcepts), ' UNION ALL ');
  await connection.run(
    sql`INSERT INTO cdm.concept
      SELECT id, COALESCE(min(code), ${knownName(sql`id`)}), min(domain), COALESCE(min(vocabulary), 'None'),
        CASE WHEN min(vocabulary) = 'YJ' AND length(min(code)) = 7 THEN 'Ingredient' ELSE COALESCE(min(vocabulary), 'Undefined') END, 'S', COALESCE(min(code), CAST(id AS VARCHAR)),
        CAST('1970-01-01' AS DATE), CAST('2099-12-31' AS DATE), NULL
      FROM (${used}) AS used GROUP BY id`,
    job,
  );
  return countRows(connection, name('cdm', 'concept'), job);
}

function usedConcepts({ table, concept, source, domain }: CodedColumn): Sql {
  const id = name(concept);
  const from = sql`FROM ${name('cdm', table)} WHERE ${id} <> 0`;
  if (source === null) {
    return sql`SELECT DISTINCT ${id} AS id, CAST(NULL AS VARCHAR) AS code, CAST(NULL AS VARCHAR) AS vocabulary, ${domain} AS domain ${from}`;
  }
  const value = name(source);
  const [vocabulary, code] = [vocabularyOf(value, domain), normalCode(value, domain)];
  const explains = sql`CASE WHEN ${isCode(value, domain)} AND ${id} = ${codeConceptId(vocabulary, code)} THEN `;
  return sql`SELECT DISTINCT ${id} AS id, ${explains}${code} END AS code, ${explains}${vocabulary} END AS vocabulary,
    ${domain} AS domain ${from}`;
}

function knownName(id: Sql): Sql {
  return sql`CASE ${id} WHEN 8507 THEN 'MALE' WHEN 8532 THEN 'FEMALE' ELSE CAST(${id} AS VARCHAR) END`;
}
