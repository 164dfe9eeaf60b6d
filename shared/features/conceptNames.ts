import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { sql } from '../engine/sql.ts';
import { namesByLanguage } from '../vocabulary/conceptNames.ts';
import { idList } from '../vocabulary/idList.ts';
import type { NamedConcept } from './characterisationApi.ts';

/**
 * What to call concepts: `日本語 / English` where the vocabulary has both; one that it lacks is called by its number.
 */
export async function conceptNames(
  connection: EngineConnection,
  ids: readonly number[],
  job: Job,
): Promise<ReadonlyMap<number, NamedConcept>> {
  const wanted = new Set(ids);
  const list = idList(wanted);
  const found = toRows(
    await connection.query(
      sql`SELECT CAST(concept_id AS BIGINT) AS id, concept_name AS name, concept_code AS code, vocabulary_id AS vocabulary
FROM cdm.concept WHERE concept_id IN ${list}`,
      job,
    ),
  );
  const synonyms = new Map<number, string[]>();
  const others = await connection.query(
    sql`SELECT CAST(concept_id AS BIGINT) AS id, concept_synonym_name AS name FROM cdm.concept_synonym WHERE concept_id IN ${list} ORDER BY 1, 2`,
    job,
  );
  for (const { id, name } of toRows(others)) {
    const own = synonyms.get(Number(id)) ?? [];
    synonyms.set(Number(id), [...own, String(name)]);
  }
  const known = new Map(
    found.map(({ id, name, code, vocabulary }): [number, NamedConcept] => {
      const { japanese, english } = namesByLanguage(String(name), synonyms.get(Number(id)) ?? []);
      const both = japanese !== null && english !== null && japanese !== english && !isReading(japanese);
      return [
        Number(id),
        {
          id: Number(id),
          code: String(code ?? ''),
          vocabulary: String(vocabulary ?? ''),
          name: both ? `${japanese} / ${english}` : String(name),
        },
      ];
    }),
  );
  return new Map([...wanted].map((id) => [id, known.get(id) ?? unknownConcept(id)]));
}

/** Kana alone tells how a name is read, not what it is. */
function isReading(name: string): boolean {
  return /^[\p{Script=Hiragana}ー・\s]+$/u.test(name);
}

/** A concept that the vocabulary lacks. */
export function unknownConcept(id: number): NamedConcept {
  return { id, code: '', vocabulary: '', name: `concept ${id}` };
}
