import { addDays, indented, join, type Sql, sql } from '../../engine/sql.ts';
import type { CohortDefinition, Limit } from '../expression/cohortDefinition.ts';
import type { Criterion } from '../expression/criterion.ts';
import type { CompileContext } from './compileContext.ts';
import { criterionEvents, describe } from './criterionEvents.ts';
import { groupCondition } from './groupCondition.ts';

/** Columns of index events, besides event_key. */
export const indexEventColumns = sql`e.person_id, e.event_id, e.start_date, e.end_date, e.op_start_date, e.op_end_date, e.visit_occurrence_id`;

/**
 * Entry criteria inside an observation period, before the primary limit. Steps that nested criteria need are named
 * after the criterion's place.
 * @returns a query of person_id, event_id, start_date, end_date, op_start_date, op_end_date, visit_occurrence_id,
 *   sort_date and, with several criteria, `criterion` (their place, from 1)
 */
export function observedEvents(context: CompileContext, criteria: readonly Criterion[]): Sql {
  const { entry } = context.definition;
  const several = criteria.length > 1;
  const events = criteria.map((criterion, i) => {
    const found = criterionEvents(context, criterion, { counted: null, sortDate: true }, `entry_${i + 1}`);
    return several ? sql`SELECT c.*, ${i + 1} AS criterion FROM (\n  ${indented(found)}\n) AS c` : found;
  });
  const conditions = [
    ...(entry.priorDays > 0
      ? [sql`${addDays(sql`op.observation_period_start_date`, entry.priorDays)} <= c.start_date`]
      : []),
    ...(entry.postDays > 0
      ? [sql`${addDays(sql`c.start_date`, entry.postDays)} <= op.observation_period_end_date`]
      : []),
  ];
  return sql`SELECT
  c.person_id, c.event_id, c.start_date, c.end_date,
  op.observation_period_start_date AS op_start_date, op.observation_period_end_date AS op_end_date,
  c.visit_occurrence_id, c.sort_date${several ? sql`, c.criterion` : sql``}
FROM (
  ${indented(join(events, '\nUNION ALL\n'))}
) AS c
JOIN ${context.tables.table('observation_period')} AS op
  ON op.person_id = c.person_id
  AND c.start_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date${conditions.length > 0 ? sql`\nWHERE ${join(conditions, '\n  AND ')}` : sql``}`;
}

/** Entry events after the primary limit, as a derived table with the columns of {@link observedEvents}. */
export function primaryEvents(context: CompileContext): Sql {
  const { entry } = context.definition;
  const ties = entry.criteria.length > 1 ? sql`e.event_id, e.criterion` : sql`e.event_id`;
  return limited(observedEvents(context, entry.criteria), entry.limit, sql`e.sort_date`, ties);
}

/**
 * Steps up to the qualified events: entry criteria inside an observation period, the primary limit, additional
 * criteria and the qualified limit. Ties of a limit go to the smaller event_id, then to the earlier criterion.
 * @returns the step with event_key, person_id, event_id, start_date, end_date, op_start_date, op_end_date,
 *   visit_occurrence_id
 */
export function qualifiedEvents(context: CompileContext): Sql {
  const { entry, additionalCriteria } = context.definition;
  const qualifiedLimit = limitOfQualified(context.definition);
  const names = entry.criteria.map((criterion) => describe(context, criterion)).join('; ');
  const primary = context.step(
    'primary_events',
    `entry events${limitWords(entry.limit)}: ${names}`,
    sql`SELECT ROW_NUMBER() OVER () AS event_key, ${indexEventColumns}\nFROM ${primaryEvents(context)} AS e`,
    { materialized: true },
  );
  if (additionalCriteria === null && qualifiedLimit === 'All') return primary;
  const condition =
    additionalCriteria === null
      ? sql``
      : sql`\nWHERE ${indented(groupCondition(context, additionalCriteria, primary, 'additional'))}`;
  const kept = sql`SELECT e.*\nFROM ${primary} AS e${condition}`;
  return context.step(
    'qualified_events',
    `entry events that meet the additional criteria${limitWords(qualifiedLimit)}`,
    sql`SELECT e.event_key, ${indexEventColumns}\nFROM ${limited(kept, qualifiedLimit, sql`e.start_date`, sql`e.event_id, e.event_key`)} AS e`,
    { materialized: true },
  );
}

/** The limit of qualified events, where it still can change anything. */
export function limitOfQualified({ entry, qualifiedLimit }: CohortDefinition): Limit {
  return entry.limit === 'All' ? qualifiedLimit : 'All';
}

/** The limit of included events, likewise. */
export function limitOfIncluded(definition: CohortDefinition): Limit {
  return isOnePerPerson(definition) ? 'All' : definition.expressionLimit;
}

/** Whether a person has at most one qualified event, so that a further limit changes nothing. */
function isOnePerPerson({ entry, qualifiedLimit }: CohortDefinition): boolean {
  return entry.limit !== 'All' || qualifiedLimit !== 'All';
}

/** The events as a derived table, with only each person's earliest or latest when the limit says so. */
export function limited(events: Sql, limit: Limit, date: Sql, ties: Sql): Sql {
  if (limit === 'All') return sql`(\n  ${indented(events)}\n)`;
  const direction = limit === 'Last' ? sql`DESC` : sql`ASC`;
  return sql`(
  SELECT * FROM (
    SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.person_id ORDER BY ${date} ${direction}, ${ties}) AS ordinal
    FROM (
      ${indented(events, 6)}
    ) AS e
  ) AS ranked
  WHERE ordinal = 1
)`;
}

function limitWords(limit: Limit): string {
  return { All: '', First: ', the earliest of each person', Last: ', the latest of each person' }[limit];
}
