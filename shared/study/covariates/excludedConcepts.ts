import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { sql } from '../../engine/sql.ts';
import type { ConceptSetItem } from '../../vocabulary/conceptSet.ts';
import { numbers } from '../../vocabulary/conceptTable.ts';
import { deviceAttributeConcept, deviceAttributeVocabulary } from '../../vocabulary/deviceAttributes.ts';
import { idList } from '../../vocabulary/idList.ts';
import { resolvedItems } from '../../vocabulary/resolveConceptSets.ts';
import type { CovariateSettings } from '../specification/comparisonSpecification.ts';

/** Concepts whose records make no covariate, with why. */
export type ExcludedConcepts = ReadonlyMap<number, 'definesTreatment' | 'excluded'>;

/**
 * Concepts that the arms are defined by with all their descendants, attributes of devices where the arms are about
 * procedures or devices (they tell what was implanted), and what the study lists. Their records are taken out before
 * concepts are grouped, so that a group is made of what else it has, and one that consists only of them is gone.
 */
export async function excludedConcepts(
  connection: EngineConnection,
  settings: CovariateSettings,
  treatment: readonly ConceptSetItem[],
  job: Job,
): Promise<ExcludedConcepts> {
  const excluded = new Map<number, 'definesTreatment' | 'excluded'>();
  for (const concept of await conceptsOf(connection, settings.exclude, job))
    excluded.set(concept, 'excluded');
  if (!settings.excludeProxies.definitions) return excluded;
  const defining = treatment.map((item) => ({
    ...item,
    includeDescendants: !item.isExcluded || item.includeDescendants,
  }));
  const concepts = await conceptsOf(connection, defining, job);
  const attributes = (await isAboutDevices(connection, concepts, job))
    ? Object.values(deviceAttributeConcept)
    : [];
  for (const concept of [...concepts, ...attributes]) excluded.set(concept, 'definesTreatment');
  return excluded;
}

async function isAboutDevices(
  connection: EngineConnection,
  concepts: ReadonlySet<number>,
  job: Job,
): Promise<boolean> {
  const found = await connection.query(
    sql`SELECT CAST(1 AS INTEGER) AS found FROM cdm.concept
WHERE concept_id IN ${idList(concepts)}
  AND (domain_id IN ('Procedure', 'Device') OR vocabulary_id = ${deviceAttributeVocabulary})
LIMIT 1`,
    job,
  );
  return found.rowCount > 0;
}

/** The concepts that items of a concept set yield. */
export async function conceptsOf(
  connection: EngineConnection,
  items: readonly ConceptSetItem[],
  job: Job,
): Promise<ReadonlySet<number>> {
  if (items.length === 0) return new Set();
  const rows = await connection.query(
    sql`SELECT CAST(concept_id AS DOUBLE) AS concept FROM (\n${resolvedItems([items])}\n) AS members ORDER BY 1`,
    job,
  );
  return new Set(numbers(rows, 0));
}
