import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { sql } from '../engine/sql.ts';
import type { NamedConcept } from './characterisationApi.ts';

/** OMOP's concepts of languages. */
const ENGLISH = 4180186;
const JAPANESE = 4181524;

const japaneseScript = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/**
 * What to call concepts, from `concept` and its synonyms in the two languages; a concept that the vocabulary lacks is
 * called by its number.
 */
export async function conceptNames(
  connection: EngineConnection,
  ids: readonly number[],
  job: Job,
): Promise<ReadonlyMap<number, NamedConcept>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const list = sql`UNNEST(CAST(string_split(${wanted.join(' ')}, ' ') AS BIGINT[]))`;
  const found = await connection.query(
    sql`SELECT CAST(c.concept_id AS BIGINT) AS id, c.concept_name AS name, c.concept_code AS code, c.vocabulary_id AS vocabulary, s.english, s.japanese
FROM (SELECT ${list} AS concept_id) AS w
JOIN cdm.concept AS c ON c.concept_id = w.concept_id
LEFT JOIN (
  SELECT concept_id,
    MIN(CASE WHEN language_concept_id = ${ENGLISH} THEN concept_synonym_name END) AS english,
    COALESCE(
      MIN(CASE WHEN language_concept_id = ${JAPANESE} AND regexp_matches(concept_synonym_name, '[一-龠]') THEN concept_synonym_name END),
      MIN(CASE WHEN language_concept_id = ${JAPANESE} THEN concept_synonym_name END)
    ) AS japanese
  FROM cdm.concept_synonym
  GROUP BY concept_id
) AS s ON s.concept_id = c.concept_id`,
    job,
  );
  const known = new Map(
    toRows(found).map((row): [number, NamedConcept] => {
      const id = Number(row.id);
      const name = String(row.name ?? id);
      const other = japaneseScript.test(name) ? row.english : row.japanese;
      return [
        id,
        {
          id,
          code: String(row.code ?? ''),
          vocabulary: String(row.vocabulary ?? ''),
          name: both(name, other),
        },
      ];
    }),
  );
  return new Map(
    wanted.map((id) => [id, known.get(id) ?? { id, code: '', vocabulary: '', name: `concept ${id}` }]),
  );
}

/** `日本語 / English`, where the other language has a name of its own. */
function both(name: string, other: unknown): string {
  if (typeof other !== 'string' || other === name || other === '') return name;
  const isJapanese = japaneseScript.test(name);
  if (isJapanese === japaneseScript.test(other)) return name;
  return isJapanese ? `${name} / ${other}` : `${other} / ${name}`;
}
