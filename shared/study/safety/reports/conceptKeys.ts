import type { Job } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { type Sql, sql } from '../../../engine/sql.ts';
import { numbers } from '../../../vocabulary/conceptTable.ts';
import { reportKey } from './reportKey.ts';

/** A concept and one of the keys that a report may call it by. */
export interface ConceptKey {
  readonly concept: number;
  readonly key: string;
}

/**
 * Keys of concepts: number, code, name and synonyms, each once.
 * @param concepts relation with a column of concept ids
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function conceptKeys(
  connection: EngineConnection,
  concepts: Sql,
  job: Job,
): Promise<readonly ConceptKey[]> {
  const rows = await connection.query(
    sql`SELECT DISTINCT CAST(concept_id AS DOUBLE) AS concept, called
FROM (
  SELECT concept_id, CAST(concept_id AS VARCHAR) AS called FROM cdm.concept
  UNION ALL SELECT concept_id, concept_code FROM cdm.concept
  UNION ALL SELECT concept_id, concept_name FROM cdm.concept
  UNION ALL SELECT concept_id, concept_synonym_name FROM cdm.concept_synonym
) AS names
WHERE concept_id IN ${concepts} AND called IS NOT NULL AND called <> ''
ORDER BY 1, 2`,
    job,
  );
  const ids = numbers(rows, 0);
  const called = rows.columns[1];
  const texts = called?.type === 'text' ? called.values : [];
  return texts.map((text, row) => ({ concept: ids[row] as number, key: reportKey(text) }));
}
