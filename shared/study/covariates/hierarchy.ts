import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { type Sql, sql } from '../../engine/sql.ts';
import { numbers } from '../../vocabulary/conceptTable.ts';
import { idList } from '../../vocabulary/idList.ts';

/** A concept and those of the records' concepts that belong to it, ascending. */
export interface ConceptGroup {
  readonly concept: number;
  readonly members: readonly number[];
}

/** Conditions with everything above them (SNOMED concepts, ICD-10 blocks and chapters, …) and themselves. */
export function conditionGroups(
  connection: EngineConnection,
  concepts: Iterable<number>,
  job: Job,
): Promise<ConceptGroup[]> {
  return groupsAbove(connection, concepts, sql`c.domain_id = 'Condition'`, job);
}

/** Drugs by their ATC classes of every level. */
export function drugGroups(
  connection: EngineConnection,
  concepts: Iterable<number>,
  job: Job,
): Promise<ConceptGroup[]> {
  return groupsAbove(connection, concepts, sql`c.vocabulary_id = 'ATC'`, job);
}

/** Drugs by their ingredients; one without known ingredients stands for itself. */
export async function ingredientGroups(
  connection: EngineConnection,
  concepts: readonly number[],
  job: Job,
): Promise<ConceptGroup[]> {
  const known = await groupsAbove(
    connection,
    concepts,
    sql`c.concept_class_id = 'Ingredient' AND c.standard_concept = 'S'`,
    job,
  );
  const grouped = new Set(known.flatMap(({ members }) => members));
  const alone = concepts.filter((concept) => !grouped.has(concept));
  const groups = new Map(known.map(({ concept, members }) => [concept, members]));
  for (const concept of alone) groups.set(concept, [...(groups.get(concept) ?? []), concept]);
  return [...groups]
    .map(([concept, members]) => ({ concept, members: [...members].sort((a, b) => a - b) }))
    .sort((a, b) => a.concept - b.concept);
}

async function groupsAbove(
  connection: EngineConnection,
  concepts: Iterable<number>,
  which: Sql,
  job: Job,
): Promise<ConceptGroup[]> {
  const rows = await connection.query(
    sql`SELECT DISTINCT CAST(upper AS DOUBLE) AS upper, CAST(lower AS DOUBLE) AS lower
FROM (
  SELECT a.ancestor_concept_id AS upper, a.descendant_concept_id AS lower
  FROM cdm.concept_ancestor AS a
  WHERE a.descendant_concept_id IN ${idList(concepts)}
  UNION ALL
  SELECT concept_id AS upper, concept_id AS lower FROM cdm.concept WHERE concept_id IN ${idList(concepts)}
) AS pairs
JOIN cdm.concept AS c ON c.concept_id = pairs.upper
WHERE ${which}
ORDER BY 1, 2`,
    job,
  );
  const [uppers, lowers] = [numbers(rows, 0), numbers(rows, 1)];
  const groups: { concept: number; members: number[] }[] = [];
  uppers.forEach((concept, row) => {
    const last = groups.at(-1);
    const member = lowers[row] as number;
    if (last?.concept === concept) last.members.push(member);
    else groups.push({ concept, members: [member] });
  });
  return groups;
}
