import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { join, literal, sql } from '../../engine/sql.ts';
import type { Bin } from '../exploreModel.ts';

/** OMOP concepts of languages. */
const JAPANESE = 4_181_524;

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
      sql`SELECT CAST(concept_id AS BIGINT) AS concept, concept_synonym_name AS name, CAST(language_concept_id AS BIGINT) AS language
FROM cdm.concept_synonym WHERE concept_id IN (${list}) ORDER BY concept_id, concept_synonym_name`,
      job,
    ),
  );
  return concepts.map((concept): Bin => {
    const row = named.find((candidate) => Number(candidate.concept) === concept);
    if (!row) return { label: { ja: String(concept), en: String(concept) } };
    const name = String(row.name ?? concept);
    const own = synonyms.filter((synonym) => Number(synonym.concept) === concept);
    const texts = own.map((synonym) => String(synonym.name ?? ''));
    const japanese = own
      .filter(({ language }) => Number(language) === JAPANESE)
      .map((synonym) => String(synonym.name ?? ''));
    const isOther = (text: string) => text !== '' && !isJapanese(text);
    return {
      label: isJapanese(name)
        ? { ja: name, en: texts.find(isOther) ?? name }
        : // Readings in kana alone are for searching, not for showing.
          { ja: japanese.find((text) => hasKanji(text)) ?? japanese[0] ?? name, en: name },
      detail: `${String(row.vocabulary ?? '')} ${String(row.code ?? '')}`.trim(),
    };
  });
}

function isJapanese(text: string): boolean {
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);
}

function hasKanji(text: string): boolean {
  return /\p{Script=Han}|\p{Script=Katakana}/u.test(text);
}
