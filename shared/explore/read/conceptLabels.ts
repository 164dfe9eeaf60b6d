import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { join, literal, sql } from '../../engine/sql.ts';
import { namesByLanguage } from '../../vocabulary/conceptNames.ts';
import type { Bin } from '../exploreModel.ts';

const READING = /^[\p{Script=Hiragana}ー・\s]+$/u;

/** Concepts as bins, in the order given: named in both languages where the release does so, with their codes. */
export async function conceptBins(
  connection: EngineConnection,
  concepts: readonly number[],
  job: Job,
): Promise<readonly Bin[]> {
  if (concepts.length === 0) return [];
  const list = join(concepts.map(literal));
  const named = toRows(
    await connection.query(
      sql`SELECT CAST(concept_id AS BIGINT) AS concept, concept_name AS name, vocabulary_id AS vocabulary, concept_code AS code
FROM cdm.concept WHERE concept_id IN (${list})`,
      job,
    ),
  );
  const synonyms = toRows(
    await connection.query(
      sql`SELECT CAST(concept_id AS BIGINT) AS concept, concept_synonym_name AS name
FROM cdm.concept_synonym WHERE concept_id IN (${list}) ORDER BY concept_id, concept_synonym_name`,
      job,
    ),
  );
  return concepts.map((concept): Bin => {
    const row = named.find((candidate) => Number(candidate.concept) === concept);
    if (!row) return { label: { ja: String(concept), en: String(concept) } };
    const name = String(row.name ?? concept);
    const own = synonyms.filter((synonym) => Number(synonym.concept) === concept);
    const { japanese, english } = namesByLanguage(
      name,
      own.map((synonym) => String(synonym.name ?? '')),
    );
    return {
      // A reading is for searching: what has no other Japanese name is shown by its own.
      label: { ja: japanese && !READING.test(japanese) ? japanese : name, en: english ?? name },
      detail: `${String(row.vocabulary ?? '')} ${String(row.code ?? '')}`.trim(),
    };
  });
}
