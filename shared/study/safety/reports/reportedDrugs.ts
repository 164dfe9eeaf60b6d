import type { Job } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { join, literal, type Sql, sql } from '../../../engine/sql.ts';
import type { ConceptSetItem } from '../../../vocabulary/conceptSet.ts';
import { numbers } from '../../../vocabulary/conceptTable.ts';
import { idList } from '../../../vocabulary/idList.ts';
import { resolveSources, sourceConceptTable } from '../../population/recordDays.ts';
import type { ExposureSpecification } from '../specification/safetySpecification.ts';
import { conceptKeys } from './conceptKeys.ts';
import { reportKey } from './reportKey.ts';

/**
 * What reports may call the study's drug: numbers, codes, names and synonyms of its concepts and of all below them, of
 * the substance that a listed product is of (not where it is of several), of what is mapped to any of these, and the name
 * that the study gives it. A cohort stands for the drugs that are called like it.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function reportedDrugKeys(
  connection: EngineConnection,
  { name, drugs }: ExposureSpecification,
  job: Job,
): Promise<ReadonlySet<string>> {
  const keys = new Set(namesIn(name).map(reportKey));
  const concepts = drugs ?? (await drugsCalled(connection, namesIn(name), job));
  if (concepts.length === 0) return keys;
  await resolveSources(connection, [{ domain: 'drug', concepts }], job);
  const listed = concepts.filter(({ isExcluded }) => !isExcluded).map(({ conceptId }) => conceptId);
  const members = sql`(SELECT concept_id FROM ${sourceConceptTable}
  UNION SELECT * FROM ${idList(await substancesOf(connection, listed, job))})`;
  for (const { key } of await conceptKeys(connection, withMapped(members), job)) keys.add(key);
  return keys;
}

/** Drugs of the release with one of some names, as items of a concept set. */
async function drugsCalled(
  connection: EngineConnection,
  names: readonly string[],
  job: Job,
): Promise<ConceptSetItem[]> {
  const called = join(names.map((name) => literal(name.toLowerCase())));
  const rows = await connection.query(
    sql`SELECT DISTINCT CAST(c.concept_id AS DOUBLE) AS concept
FROM cdm.concept AS c
LEFT JOIN cdm.concept_synonym AS s ON s.concept_id = c.concept_id
WHERE c.domain_id = 'Drug' AND (lower(c.concept_name) IN (${called}) OR lower(s.concept_synonym_name) IN (${called}))
ORDER BY 1`,
    job,
  );
  return Array.from(numbers(rows, 0), (conceptId) => ({
    conceptId,
    isExcluded: false,
    includeDescendants: true,
    includeMapped: false,
  }));
}

/** `日本語 / English` and each of its halves. */
export function namesIn(name: string): readonly string[] {
  const halves = name.split(' / ');
  return halves.length === 2 ? [name, ...halves] : [name];
}

/** Concepts and those that are mapped to them. */
export function withMapped(concepts: Sql): Sql {
  return sql`(SELECT concept_id FROM ${concepts} AS own
  UNION SELECT r.concept_id_1 FROM cdm.concept_relationship AS r
  WHERE r.relationship_id = 'Maps to' AND r.concept_id_2 IN ${concepts})`;
}

/** The ingredient of each listed concept that has only one, and what ATC calls it. */
async function substancesOf(
  connection: EngineConnection,
  listed: readonly number[],
  job: Job,
): Promise<number[]> {
  const rows = await connection.query(
    sql`SELECT CAST(a.descendant_concept_id AS DOUBLE) AS lower, CAST(a.ancestor_concept_id AS DOUBLE) AS upper,
  CAST(CASE WHEN c.concept_class_id = 'Ingredient' THEN 1 ELSE 0 END AS DOUBLE) AS ingredient
FROM cdm.concept_ancestor AS a JOIN cdm.concept AS c ON c.concept_id = a.ancestor_concept_id
WHERE a.descendant_concept_id IN ${idList(listed)} AND c.concept_class_id IN ('Ingredient', 'ATC 5th')
ORDER BY 1, 2`,
    job,
  );
  const [lowers, uppers, isIngredient] = [numbers(rows, 0), numbers(rows, 1), numbers(rows, 2)];
  return listed.flatMap((concept) => {
    const places = [...lowers.keys()].filter((row) => lowers[row] === concept);
    const ingredients = places.filter((row) => isIngredient[row] === 1);
    return ingredients.length > 1 ? [] : places.map((row) => uppers[row] as number);
  });
}
