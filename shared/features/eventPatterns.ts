import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { cdmTable, daysBetween, join, plainName, type Sql, sql } from '../engine/sql.ts';
import type { EventDomain } from './eventDomains.ts';
import { stretches } from './indexWindows.ts';

/** How many persons have records of a concept in just these stretches (bits; see indexWindows.ts). */
export interface EventPattern {
  readonly concept: number;
  readonly pattern: number;
  readonly persons: number;
}

/**
 * Persons of each concept of a domain by the stretches around index in which they have records, whatever the
 * observation periods say. Records without a concept (0) are left out.
 *
 * @param index relation with person_id BIGINT, index_date DATE, one row per person
 */
export async function eventPatterns(
  connection: EngineConnection,
  { domain, table, concept, date }: EventDomain,
  index: Sql,
  job: Job,
): Promise<EventPattern[]> {
  const column = plainName('e', concept);
  const days = daysBetween(sql`i.index_date`, plainName('e', date));
  const ofIngredients = domain === 'drug';
  const counted = await connection.query(
    sql`SELECT CAST(concept_id AS BIGINT) AS concept, CAST(pattern AS INTEGER) AS pattern, CAST(COUNT(*) AS INTEGER) AS persons
FROM (
  SELECT person_id, concept_id, BIT_OR(bit) AS pattern
  FROM (
    SELECT e.person_id, ${ofIngredients ? sql`COALESCE(g.ingredient, ${column})` : column} AS concept_id, ${stretchBit(days)} AS bit
    FROM ${cdmTable(table)} AS e
    JOIN ${index} AS i ON i.person_id = e.person_id
    ${ofIngredients ? sql`LEFT JOIN ${ingredients} AS g ON g.drug = ${column}` : sql``}
    WHERE ${column} <> 0
  ) AS events
  GROUP BY person_id, concept_id
) AS persons
GROUP BY 1, 2
ORDER BY 1, 2`,
    job,
  );
  return toRows(counted).map((row) => ({
    concept: Number(row.concept),
    pattern: Number(row.pattern),
    persons: Number(row.persons),
  }));
}

function stretchBit(days: Sql): Sql {
  const cases = stretches.flatMap(({ to }, i) =>
    to === null ? [] : [sql`WHEN ${days} <= ${to} THEN ${1 << i}`],
  );
  return sql`CASE ${join(cases, ' ')} ELSE ${1 << (stretches.length - 1)} END`;
}

/** A drug and each of its ingredients. */
const ingredients: Sql = sql`(
      SELECT a.descendant_concept_id AS drug, a.ancestor_concept_id AS ingredient
      FROM cdm.concept_ancestor AS a
      JOIN cdm.concept AS c ON c.concept_id = a.ancestor_concept_id AND c.concept_class_id = 'Ingredient' AND c.standard_concept = 'S'
    )`;
