import { comment, indented, join, type Sql, sql } from '../../engine/sql.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { cohortEntries } from './cohortExit.ts';
import type { CohortTables } from './cohortTables.ts';
import { CompileContext } from './compileContext.ts';
import { limited, limitOfIncluded, qualifiedEvents } from './entryEvents.ts';
import { collapsedPeriods } from './eraCollapse.ts';
import { groupCondition } from './groupCondition.ts';

/**
 * Compiles a definition to one query `SELECT person_id, start_date, end_date`: a row per cohort period. Reads the
 * schema `cdm` and the concept sets; has no side effects. Semantics are Circe's (circe-be 1.12 and its SQL
 * templates), except that RaceCS and EthnicityCS look at race and ethnicity, DrugEra GapDays at gap_days, and
 * DrugExposure OccurrenceEndDate at the end date.
 */
export function compileCohort(definition: CohortDefinition, tables: CohortTables): Sql {
  return cohortStatement(new CompileContext(definition, tables));
}

/** {@link compileCohort} in a context that may hold steps already. */
export function cohortStatement(context: CompileContext): Sql {
  const { definition } = context;
  const entries = context.step(
    'cohort_entries',
    'included events with the earliest of their ends that is not before their start',
    cohortEntries(context, includedEvents(context)),
  );
  return sql`${context.steps()}${comment(`cohort periods of ${definition.name}`)}${collapsedPeriods(definition, entries)}`;
}

/**
 * The part of {@link compileCohort} before overlapping entries are collapsed and the censor window cuts them: that
 * is cheaper for many definitions at once (eraCollapse.ts).
 * @returns a query `SELECT person_id, start_date, end_date`: a row per cohort entry
 */
export function compileEntries(definition: CohortDefinition, tables: CohortTables): Sql {
  const context = new CompileContext(definition, tables);
  const entries = cohortEntries(context, includedEvents(context));
  return sql`${context.steps()}${entries}`;
}

function includedEvents(context: CompileContext): Sql {
  const { inclusionRules } = context.definition;
  const expressionLimit = limitOfIncluded(context.definition);
  const events = qualifiedEvents(context);
  if (inclusionRules.length === 0 && expressionLimit === 'All') return events;
  const rules = inclusionRules.map(({ name, group }, i) => {
    const condition = groupCondition(context, group, events, `rule_${i + 1}`);
    return sql`${comment(`rule ${i + 1}: ${name}`)}  ${indented(condition)}`;
  });
  const where = rules.length > 0 ? sql`\nWHERE\n  ${join(rules, '\n  AND\n  ')}` : sql``;
  return context.step(
    'included_events',
    'events that satisfy every inclusion rule',
    sql`SELECT e.*\nFROM ${limited(sql`SELECT e.*\nFROM ${events} AS e${where}`, expressionLimit, sql`e.start_date`, sql`e.event_id, e.event_key`)} AS e`,
  );
}
