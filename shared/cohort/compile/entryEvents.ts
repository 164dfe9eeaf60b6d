import { addDays, indented, join, type Sql, sql } from '../../engine/sql.ts';
import type { CohortDefinition, Limit } from '../expression/cohortDefinition.ts';
import type { CompileContext } from './compileContext.ts';
import { criterionEvents, describe } from './criterionEvents.ts';
import { groupCondition } from './groupCondition.ts';

/** Columns of index events, besides event_key. */
const eventColumns = sql`e.person_id, e.event_id, e.start_date, e.end_date, e.op_start_date, e.op_end_date, e.visit_occurrence_id`;

/**
 * Steps up to the qualified events: entry criteria inside an observation period, the primary limit, additional
 * criteria and the qualified limit. Ties of a limit go to the smaller event_id, then to the earlier criterion.
 * @returns the step with event_key, person_id, event_id, start_date, end_date, op_start_date, op_end_date,
 *   visit_occurrence_id
 */
export function qualifiedEvents(context: CompileContext): Sql {
  const { entry, additionalCriteria } = context.definition;
  const qualifiedLimit = entry.limit === 'All' ? context.definition.qualifiedLimit : 'All';
  const several = entry.criteria.length > 1;
  const criteria = entry.criteria.map((criterion, i) => {
    const events = criterionEvents(context, criterion, { counted: null, sortDate: true }, `entry_${i + 1}`);
    return several ? sql`SELECT c.*, ${i + 1} AS criterion FROM (\n  ${indented(events)}\n) AS c` : events;
  });
  const conditions = [
    ...(entry.priorDays > 0
      ? [sql`${addDays(sql`op.observation_period_start_date`, entry.priorDays)} <= c.start_date`]
      : []),
    ...(entry.postDays > 0
      ? [sql`${addDays(sql`c.start_date`, entry.postDays)} <= op.observation_period_end_date`]
      : []),
  ];
  const observed = sql`SELECT
  c.person_id, c.event_id, c.start_date, c.end_date,
  op.observation_period_start_date AS op_start_date, op.observation_period_end_date AS op_end_date,
  c.visit_occurrence_id, c.sort_date${several ? sql`, c.criterion` : sql``}
FROM (
  ${indented(join(criteria, '\nUNION ALL\n'))}
) AS c
JOIN ${context.tables.table('observation_period')} AS op
  ON op.person_id = c.person_id
  AND c.start_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date${conditions.length > 0 ? sql`\nWHERE ${join(conditions, '\n  AND ')}` : sql``}`;
  const ties = several ? sql`e.event_id, e.criterion` : sql`e.event_id`;
  const names = entry.criteria.map((criterion) => describe(context, criterion)).join('; ');
  const primary = context.step(
    'primary_events',
    `entry events${limitWords(entry.limit)}: ${names}`,
    sql`SELECT ROW_NUMBER() OVER () AS event_key, ${eventColumns}\nFROM ${limited(observed, entry.limit, sql`e.sort_date`, ties)} AS e`,
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
    sql`SELECT e.event_key, ${eventColumns}\nFROM ${limited(kept, qualifiedLimit, sql`e.start_date`, sql`e.event_id, e.event_key`)} AS e`,
    { materialized: true },
  );
}

/** Whether a person has at most one qualified event, so that a further limit changes nothing. */
export function isOnePerPerson({ entry, qualifiedLimit }: CohortDefinition): boolean {
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
