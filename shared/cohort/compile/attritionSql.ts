import { comment, dateLiteral, indented, join, plainName, type Sql, sql } from '../../engine/sql.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { cohortEntries } from './cohortExit.ts';
import type { CohortTables } from './cohortTables.ts';
import { CompileContext } from './compileContext.ts';
import { limited, limitOfIncluded, qualifiedEvents } from './entryEvents.ts';
import { groupCondition } from './groupCondition.ts';

/**
 * The qualified events with what attrition needs: a query of the columns of an index event and `rule_pattern`, a
 * character per inclusion rule, `1` where the event satisfies it.
 */
export function compileRulePatterns(definition: CohortDefinition, tables: CohortTables): Sql {
  const context = new CompileContext(definition, tables);
  const events = qualifiedEvents(context);
  const bits = definition.inclusionRules.map(({ name, group }, i) => {
    const condition = groupCondition(context, group, events, `rule_${i + 1}`);
    return sql`${comment(`rule ${i + 1}: ${name}`)}  CASE WHEN ${indented(condition)} THEN '1' ELSE '0' END`;
  });
  const pattern = bits.length === 0 ? sql`''` : join(bits, '\n  ||\n  ');
  return sql`${context.steps()}SELECT e.*,\n  ${pattern}\n  AS rule_pattern\nFROM ${events} AS e`;
}

/**
 * Cohort entries from events with rule patterns: `SELECT person_id, start_date, end_date, exit_code` with the codes
 * of {@link exitReasons}.
 * @param events table made from {@link compileRulePatterns}
 */
export function compileEntriesWithReason(
  definition: CohortDefinition,
  tables: CohortTables,
  events: Sql,
): Sql {
  const context = new CompileContext(definition, tables);
  const all = '1'.repeat(definition.inclusionRules.length);
  const satisfying = sql`SELECT e.*\nFROM ${events} AS e\nWHERE e.rule_pattern = ${all}`;
  const included = context.step(
    'included_events',
    'events that satisfy every inclusion rule',
    sql`SELECT e.*\nFROM ${limited(satisfying, limitOfIncluded(definition), sql`e.start_date`, sql`e.event_id, e.event_key`)} AS e`,
    { materialized: true },
  );
  const entries = cohortEntries(context, included, { withReason: true });
  return sql`${context.steps()}${entries}`;
}

/** Exit codes in the order of precedence when a person's last entries end on one day for different reasons. */
export const exitReasons = ['observationEnd', 'strategy', 'censored', 'censorWindow'] as const;

/**
 * `SELECT kind, label, n`: persons by their set of rule patterns (kind `persons`, patterns joined by commas), events
 * by pattern (`events`), persons by exit code of their last cohort period (`exits`).
 * @param entries table made from {@link compileEntriesWithReason}
 */
export function attritionCounts(definition: CohortDefinition, events: Sql, entries: Sql): Sql {
  const { startDate = null, endDate = null } = definition.censorWindow ?? {};
  const cut = endDate === null ? null : dateLiteral(endDate);
  const inWindow = [
    ...(startDate === null ? [] : [sql`end_date >= ${dateLiteral(startDate)}`]),
    ...(cut === null ? [] : [sql`start_date <= ${cut}`]),
  ];
  const code = cut === null ? sql`exit_code` : sql`CASE WHEN end_date > ${cut} THEN 3 ELSE exit_code END`;
  const where = inWindow.length === 0 ? sql`` : sql`\n  WHERE ${join(inWindow, ' AND ')}`;
  const days = sql`CAST(end_date - CAST('1970-01-01' AS DATE) AS BIGINT)`;
  return sql`SELECT 'persons' AS kind, patterns AS label, CAST(COUNT(*) AS INTEGER) AS n
FROM (
  SELECT person_id, string_agg(DISTINCT rule_pattern, ',' ORDER BY rule_pattern) AS patterns
  FROM ${events}
  GROUP BY person_id
) AS p
GROUP BY patterns
UNION ALL
SELECT 'events', rule_pattern, CAST(COUNT(*) AS INTEGER) FROM ${events} GROUP BY rule_pattern
UNION ALL
SELECT 'exits', CAST(code AS VARCHAR), CAST(COUNT(*) AS INTEGER)
FROM (
  SELECT person_id, ((MAX(${days} * 4 + ${code}) % 4) + 4) % 4 AS code
  FROM ${entries}${where}
  GROUP BY person_id
) AS x
GROUP BY code
ORDER BY kind, n DESC, label`;
}

/** Names of the tables that hold the steps of one cohort's attrition. */
export function attritionTables(key: number): { events: Sql; entries: Sql } {
  const name = key < 0 ? `m${-key}` : `${key}`;
  return { events: plainName('work', `rules_${name}`), entries: plainName('work', `entries_${name}`) };
}
