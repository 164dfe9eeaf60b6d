import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { join, name, type Sql, sql } from '../../engine/sql.ts';
import { countRows } from '../countRows.ts';
import { icd10Ranges } from './icd10Ranges.ts';
import { codeConceptId } from './sourceCodes.ts';

/** Code systems whose codes contain their own hierarchy, with the lengths (without dot) at which a level ends. */
const PREFIX_SYSTEMS = [
  { system: 'ICD10', pattern: '[A-Z][0-9]{2}[0-9A-Z]{0,4}', lengths: [3, 4, 5, 6] },
  { system: 'ATC', pattern: '[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?', lengths: [1, 3, 4, 5] },
  // Four digits of therapeutic class, seven with ingredient and route.
  { system: 'YJ', pattern: '[0-9]{4}([0-9]{3}([0-9A-Z]{0,5})?)?', lengths: [4, 7] },
] as const;

/** Deeper than any level of a code. */
const SELF = 100;

/**
 * Fills an empty `cdm.concept_ancestor` from the prefixes of ICD-10, ATC and YJ codes, ICD-10 up to block and chapter.
 * Every concept is its own ancestor, as in OMOP.
 * @param addLevels whether levels that `cdm.concept` lacks are added to it: only right where Akashi made the concepts
 * @returns whether there was any hierarchy to be found; the table stays empty if not
 */
export async function deriveHierarchy(
  connection: EngineConnection,
  addLevels: boolean,
  job: Job,
): Promise<boolean> {
  job.report({ phase: 'deriving', fraction: null, detail: 'concept_ancestor' });
  await connection.run(
    sql`CREATE TABLE work.icd10_range (code VARCHAR, depth INTEGER, first VARCHAR, last VARCHAR)`,
    job,
  );
  const ranges = icd10Ranges.map(
    ({ code, depth, first, last }) => sql`(${code}, ${depth}, ${first}, ${last})`,
  );
  await connection.run(sql`INSERT INTO work.icd10_range VALUES ${join(ranges)}`, job);
  if (addLevels) await addMissingLevels(connection, job);
  await connection.run(
    sql`INSERT INTO cdm.concept_ancestor
      WITH coded AS (${codedConcepts()}),
      pair AS (
        SELECT DISTINCT upper_level.concept_id AS ancestor, lower_level.concept_id AS descendant, level.depth
        FROM (${levels(sql`coded`)}) AS level
        JOIN coded AS lower_level ON lower_level.vocabulary_id = level.vocabulary_id AND lower_level.code = level.code
        JOIN coded AS upper_level ON upper_level.vocabulary_id = level.vocabulary_id AND upper_level.code = level.ancestor_code
        WHERE upper_level.concept_id <> lower_level.concept_id
        UNION ALL SELECT concept_id, concept_id, ${SELF} FROM coded
      ),
      ranked AS (
        SELECT ancestor, descendant, CAST(dense_rank() OVER (PARTITION BY descendant ORDER BY depth DESC) AS INTEGER) - 1 AS level
        FROM (SELECT ancestor, descendant, max(depth) AS depth FROM pair GROUP BY ancestor, descendant) AS deepest
      )
      SELECT ancestor, descendant, level, level FROM ranked
      WHERE EXISTS (SELECT 1 FROM pair WHERE depth < ${SELF})
      ORDER BY ancestor, descendant`,
    job,
  );
  await connection.run(sql`DROP TABLE work.icd10_range`, job);
  return (await countRows(connection, name('cdm', 'concept_ancestor'), job)) > 0;
}

/** Concepts of the prefix systems with their code in normal form (no dot). */
function codedConcepts(): Sql {
  return sql`SELECT concept_id, vocabulary_id, replace(upper(concept_code), '.', '') AS code, ${systemOf()} AS system
    FROM cdm.concept WHERE ${systemOf()} IS NOT NULL`;
}

function systemOf(): Sql {
  return sql`CASE WHEN vocabulary_id LIKE 'ICD10%' AND vocabulary_id <> 'ICD10PCS' THEN 'ICD10'
    WHEN vocabulary_id = 'ATC' THEN 'ATC' WHEN upper(vocabulary_id) LIKE '%YJ%' THEN 'YJ' END`;
}

/** Of every code its ancestors' codes, whether they exist or not: `vocabulary_id, system, code, ancestor_code, depth`. */
function levels(coded: Sql): Sql {
  const prefixes = PREFIX_SYSTEMS.flatMap(({ system, pattern, lengths }) =>
    lengths.map(
      (
        length,
      ) => sql`SELECT vocabulary_id, system, code, substr(code, 1, ${length}) AS ancestor_code, ${length + 1} AS depth
        FROM ${coded} WHERE system = ${system} AND length(code) > ${length} AND regexp_full_match(code, ${pattern})`,
    ),
  );
  const ofCode = sql`SELECT vocabulary_id, system, coded_range.code, range.code AS ancestor_code, range.depth
    FROM ${coded} AS coded_range JOIN work.icd10_range AS range
      ON substr(coded_range.code, 1, 3) BETWEEN range.first AND range.last
    WHERE system = 'ICD10' AND regexp_full_match(coded_range.code, '[A-Z][0-9]{2}[0-9A-Z]{0,4}')`;
  const ofBlock = sql`SELECT vocabulary_id, system, block.code, chapter.code AS ancestor_code, chapter.depth
    FROM ${coded} AS block JOIN work.icd10_range AS chapter
      ON chapter.depth = 0 AND substr(block.code, 1, 3) BETWEEN chapter.first AND chapter.last
    WHERE system = 'ICD10' AND block.code LIKE '___-___' AND block.code <> chapter.code`;
  return join([...prefixes, ofCode, ofBlock], ' UNION ALL ');
}

/** Adds the levels above the codes that the data uses, as concepts of the same vocabulary and domain. */
async function addMissingLevels(connection: EngineConnection, job: Job): Promise<void> {
  const dotted = sql`CASE WHEN system = 'ICD10' AND length(ancestor_code) > 3 AND strpos(ancestor_code, '-') = 0
    THEN substr(ancestor_code, 1, 3) || '.' || substr(ancestor_code, 4) ELSE ancestor_code END`;
  // The seven digits of a YJ code and the fifth level of ATC name an ingredient: drug eras are made of these.
  const conceptClass = sql`CASE WHEN system = 'YJ' AND length(ancestor_code) = 7 THEN 'Ingredient' ELSE vocabulary_id END`;
  await connection.run(
    sql`INSERT INTO cdm.concept
      WITH coded AS (${codedConcepts()}),
      missing AS (
        SELECT vocabulary_id, ${dotted} AS code, min(${conceptClass}) AS concept_class, min(domain_id) AS domain
        FROM (${levels(sql`coded`)}) AS level
        JOIN (SELECT vocabulary_id AS in_vocabulary, replace(upper(concept_code), '.', '') AS in_code, domain_id FROM cdm.concept) AS used
          ON used.in_vocabulary = level.vocabulary_id AND used.in_code = level.code
        WHERE NOT EXISTS (SELECT 1 FROM coded WHERE coded.vocabulary_id = level.vocabulary_id AND coded.code = level.ancestor_code)
        GROUP BY vocabulary_id, ${dotted}
      )
      SELECT ${codeConceptId(sql`vocabulary_id`, sql`code`)}, code, domain, vocabulary_id, concept_class, 'S', code,
        CAST('1970-01-01' AS DATE), CAST('2099-12-31' AS DATE), NULL
      FROM missing`,
    job,
  );
}
