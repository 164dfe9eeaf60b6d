import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection } from '../../shared/engine/queryEngine.ts';
import { daysBetween, literal, type Sql, sql } from '../../shared/engine/sql.ts';
import { uploadIndexDates } from '../../shared/study/covariates/indexDates.ts';
import type { PopulationContext } from '../../shared/study/population/populationContext.ts';
import type { SafetyEvents, SafetyPersons } from '../../shared/study/safety/safetyPersons.ts';

/** Outcomes that are asked about one by one. */
const ASKED = 8;

/** How long it takes the engine alone to group the visits by person and year, which matching by care needs. */
export async function naiveCare({ engine }: PopulationContext): Promise<number> {
  return withConnection(engine.connect(), async (connection) => {
    const day = daysBetween(sql`CAST('1970-01-01' AS DATE)`, sql`e.visit_start_date`);
    return elapsed(() =>
      connection.query(
        sql`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM (
  SELECT e.person_id, e.visit_concept_id, ${day} // 365 AS year, MIN(${day}) AS first_day, MAX(${day}) AS last_day
  FROM cdm.visit_occurrence AS e
  GROUP BY 1, 2, 3
) AS years`,
      ),
    );
  });
}

/** How long it would take to ask about every outcome in a query of its own: some are, and counted for all. */
export async function naiveEvents(
  { engine, persons: numbers }: PopulationContext,
  persons: SafetyPersons,
  { outcomes }: SafetyEvents,
): Promise<number> {
  return withConnection(engine.connect(), async (connection) => {
    const index = await uploadIndexDates(connection, persons, numbers.table, new JobControl());
    const step = Math.max(1, Math.floor(outcomes.length / ASKED));
    const asked = outcomes.filter((_, place) => place % step === 0);
    const all = await elapsed(async () => {
      for (const { id } of asked) await connection.query(usersWith(index.table, Number(id)));
    });
    return (all / asked.length) * outcomes.length;
  });
}

function usersWith(index: Sql, concept: number): Sql {
  const day = daysBetween(sql`i.index_date`, sql`e.condition_start_date`);
  return sql`SELECT CAST(COUNT(DISTINCT i.date_no) AS INTEGER) AS n
FROM cdm.condition_occurrence AS e
JOIN ${index} AS i ON i.person_id = e.person_id AND ${day} BETWEEN 0 AND 365
WHERE e.condition_concept_id IN (
  SELECT descendant_concept_id FROM cdm.concept_ancestor WHERE ancestor_concept_id = ${literal(concept)}
)`;
}

async function withConnection<T>(
  opened: Promise<EngineConnection>,
  work: (connection: EngineConnection) => Promise<T>,
): Promise<T> {
  const connection = await opened;
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
