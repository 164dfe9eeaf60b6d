import type { CohortDefinition } from '../../cohort/expression/cohortDefinition.ts';
import { parseDefinition } from '../../cohort/expression/parseDefinition.ts';
import { cohortTable, ensureCohortTable, generateCohorts } from '../../cohort/generate.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { join, literal, sql } from '../../engine/sql.ts';
import { fromFailure } from '../../errors/akashiError.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { cohortPeriods, noPeriods, type PersonPeriods } from './personPeriods.ts';
import type { PopulationContext } from './populationContext.ts';

/** Cohorts of a study in the release's cohort table. */
export interface StudyCohorts {
  /** Of a definition, by its name in the study. */
  readonly keys: ReadonlyMap<string, number>;
  /** Every event that an arm's definition may begin with ({@link treatmentEvents}), by the definition's name. */
  readonly treatmentKeys: ReadonlyMap<string, number>;
}

/**
 * Generates the definitions, lets `work` use them on a connection of its own, and takes their rows away again.
 * @param definitions names of definitions of the study
 * @param treatments names of definitions whose entry events are wanted as well
 * @throws AkashiError `definition.*`, `cancelled`, `engine.*`
 */
export async function withStudyCohorts<T>(
  context: PopulationContext,
  specification: Pick<ComparisonSpecification, 'definitions'>,
  wanted: { readonly definitions: readonly string[]; readonly treatments: readonly string[] },
  job: Job,
  work: (connection: EngineConnection, cohorts: StudyCohorts) => Promise<T>,
): Promise<T> {
  const named = new Map(
    [...wanted.definitions, ...wanted.treatments].map((id) => [id, read(specification, id)]),
  );
  const of = (ids: readonly string[], change: (definition: CohortDefinition) => CohortDefinition) =>
    [...new Set(ids)].flatMap((id) => {
      const definition = named.get(id);
      return definition ? [{ id, key: context.newKey(), definition: change(definition) }] : [];
    });
  const definitions = of(wanted.definitions, (definition) => definition);
  const treatments = of(wanted.treatments, treatmentEvents);
  const all = [...definitions, ...treatments];
  const connection = await context.engine.connect();
  try {
    await ensureCohortTable(connection);
    const outcomes = await generateCohorts(context.engine, all, { clock: context.clock }, job);
    for (const outcome of outcomes) if (!outcome.ok) throw fromFailure(outcome.failure);
    return await work(connection, { keys: keysOf(definitions), treatmentKeys: keysOf(treatments) });
  } finally {
    if (all.length > 0) {
      await connection.run(
        sql`DELETE FROM ${cohortTable} WHERE cohort_key IN (${join(all.map(({ key }) => literal(key)))})`,
      );
    }
    await connection.close();
  }
}

function keysOf(made: readonly { readonly id: string; readonly key: number }[]): Map<string, number> {
  return new Map(made.map(({ id, key }) => [id, key]));
}

function read({ definitions }: Pick<ComparisonSpecification, 'definitions'>, id: string): CohortDefinition {
  const parsed = parseDefinition(id, JSON.stringify(definitions[id]?.expression ?? null));
  if (parsed.ok) return parsed.definition;
  const [failure] = parsed.failures;
  throw fromFailure(failure ?? { code: 'definition.notCirce', params: { definition: id, path: '$' } });
}

/**
 * What a definition is about, wherever it happens: its entry events without rules, limits or observation before, each as
 * a period of a day. Attributes of the entry criteria themselves (dose, first ever) stay.
 */
export function treatmentEvents(definition: CohortDefinition): CohortDefinition {
  return {
    ...definition,
    entry: { ...definition.entry, priorDays: 0, postDays: 0, limit: 'All' },
    additionalCriteria: null,
    qualifiedLimit: 'All',
    inclusionRules: [],
    expressionLimit: 'All',
    exit: { type: 'dateOffset', field: 'start', offset: 0 },
    censoring: [],
    eraPad: 0,
    censorWindow: null,
  };
}

/** Makes the table of persons in any of the cohorts: those whose records are read from here on. */
export async function chooseStudyPersons(
  { persons }: PopulationContext,
  connection: EngineConnection,
  keys: readonly number[],
  job: Job,
): Promise<void> {
  await persons.numbered(connection, job);
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE study_person AS
SELECT n.person_id, n.person_no
FROM ${persons.table} AS n
WHERE n.person_id IN (SELECT c.subject_id FROM ${cohortTable} AS c WHERE c.cohort_key IN (${join(keys.map(literal))}))
ORDER BY n.person_no`,
    job,
  );
}

/** Periods of the study persons in the study's cohorts, by definition. */
export async function studyPeriods(
  connection: EngineConnection,
  cohorts: StudyCohorts,
  job: Job,
): Promise<{
  readonly of: (definition: string) => PersonPeriods;
  readonly treatment: (definition: string) => PersonPeriods;
}> {
  const keys = [...cohorts.keys.values(), ...cohorts.treatmentKeys.values()];
  const periods = await cohortPeriods(connection, keys, job);
  const by = (known: ReadonlyMap<string, number>) => (definition: string) =>
    periods.get(known.get(definition) ?? -1) ?? noPeriods;
  return { of: by(cohorts.keys), treatment: by(cohorts.treatmentKeys) };
}
