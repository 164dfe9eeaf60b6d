import { addDays, indented, join, type Sql, sql } from '../../engine/sql.ts';
import type {
  CorrelatedCriterion,
  CriteriaGroup,
  DemographicCriterion,
  Occurrence,
  Window,
  WindowBound,
} from '../expression/criteriaGroup.ts';
import { demographicAttributes } from '../expression/domains.ts';
import type { CompileContext } from './compileContext.ts';
import { criterionEvents, describe } from './criterionEvents.ts';
import { ageAt } from './eventSource.ts';
import { filterCondition } from './filterCondition.ts';

/**
 * The condition on an index event `e` that a group makes. Its criteria become steps named after `prefix`.
 * @param events index events: event_key, person_id, start_date, end_date, op_start_date, op_end_date,
 *   visit_occurrence_id
 */
export function groupCondition(
  context: CompileContext,
  group: CriteriaGroup,
  events: Sql,
  prefix: string,
): Sql {
  const members = [
    ...group.criteria.map((criterion, i) =>
      correlatedCondition(context, criterion, events, `${prefix}_${i + 1}`),
    ),
    ...group.demographics.map((criterion, i) =>
      demographicCondition(context, criterion, events, `${prefix}_person_${i + 1}`),
    ),
    ...group.groups.map((member, i) => groupCondition(context, member, events, `${prefix}_group_${i + 1}`)),
  ];
  if (members.length === 0) return sql`TRUE`;
  if (group.type === 'ALL') return members.length === 1 ? join(members) : sql`(${join(members, '\nAND ')})`;
  if (group.type === 'ANY') return members.length === 1 ? join(members) : sql`(${join(members, '\nOR ')})`;
  const met = join(
    members.map((member) => sql`CASE WHEN ${member} THEN 1 ELSE 0 END`),
    '\n+ ',
  );
  return sql`(${met}) ${group.type === 'AT_LEAST' ? sql`>=` : sql`<=`} ${group.count}`;
}

function correlatedCondition(
  context: CompileContext,
  correlated: CorrelatedCriterion,
  events: Sql,
  step: string,
): Sql {
  const hits = correlatedHits(context, correlated, events, step);
  if (hits === null) return sql`TRUE`;
  const name = context.step(step, hits.note, hits.found);
  return sql`e.event_key ${hits.negated ? sql`NOT IN` : sql`IN`} (SELECT event_key FROM ${name})`;
}

/** Index events found for a criterion, and whether it is met by them or (`negated`) by all others. */
export interface CriterionHits {
  /** A query `SELECT e.event_key`, with repetitions. */
  readonly found: Sql;
  readonly negated: boolean;
  /** What the query finds, for readers. */
  readonly note: string;
}

/** What decides on a correlated criterion; null when every event meets it. Nested criteria become steps. */
export function correlatedHits(
  context: CompileContext,
  correlated: CorrelatedCriterion,
  events: Sql,
  step: string,
): CriterionHits | null {
  const { criterion, occurrence } = correlated;
  const needed = neededHits(occurrence);
  if (needed === null) return null;
  const found = criterionEvents(context, criterion, { counted: occurrence.distinct, sortDate: false }, step);
  const having =
    needed.having === null
      ? sql``
      : sql`\nGROUP BY e.event_key\nHAVING COUNT(${occurrence.distinct === null ? sql`*` : sql`DISTINCT a.counted`}) ${needed.having}`;
  return {
    note: `index events with ${needed.words} ${describe(context, criterion)}${occurrence.distinct === null ? '' : ` (distinct ${occurrence.distinct})`}`,
    found: sql`SELECT e.event_key
FROM ${events} AS e
JOIN (
  ${indented(found)}
) AS a ON ${join(windowConditions(correlated), '\n  AND ')}${having}`,
    negated: needed.negated,
  };
}

/** Which index events the step must find, and whether the criterion is met by those or by the others. */
function neededHits(occurrence: Occurrence): { having: Sql | null; negated: boolean; words: string } | null {
  const { type, count, distinct } = occurrence;
  if (type === 'atLeast') {
    if (count === 0) return null;
    const every = count === 1 && distinct === null;
    return { having: every ? null : sql`>= ${count}`, negated: false, words: `at least ${count}` };
  }
  if (type === 'exactly' && count > 0)
    return { having: sql`= ${count}`, negated: false, words: `exactly ${count}` };
  const any = count === 0 && distinct === null;
  return {
    having: any ? null : sql`> ${count}`,
    negated: true,
    words: `more than ${count} (excluded below)`,
  };
}

/** Conditions that tie an event `a` to its index event `e`. */
function windowConditions(correlated: CorrelatedCriterion): Sql[] {
  const observed = !correlated.ignoreObservationPeriod;
  const conditions = [sql`a.person_id = e.person_id`];
  if (observed) conditions.push(sql`a.start_date BETWEEN e.op_start_date AND e.op_end_date`);
  for (const window of [correlated.startWindow, correlated.endWindow]) {
    if (window !== null) conditions.push(...boundConditions(window, observed));
  }
  if (correlated.restrictVisit) conditions.push(sql`a.visit_occurrence_id = e.visit_occurrence_id`);
  return conditions;
}

function boundConditions(window: Window, observed: boolean): Sql[] {
  const date = window.useEventEnd ? sql`a.end_date` : sql`a.start_date`;
  const index = window.useIndexEnd ? sql`e.end_date` : sql`e.start_date`;
  const limit = (bound: WindowBound): Sql | null => {
    if (bound.days !== null) {
      const days = bound.coefficient * bound.days;
      return days === 0 ? index : addDays(index, days);
    }
    if (!observed) return null;
    return bound.coefficient === -1 ? sql`e.op_start_date` : sql`e.op_end_date`;
  };
  const [from, to] = [limit(window.start), limit(window.end)];
  return [
    ...(from === null ? [] : [sql`${date} >= ${from}`]),
    ...(to === null ? [] : [sql`${date} <= ${to}`]),
  ];
}

function demographicCondition(
  context: CompileContext,
  demographic: DemographicCriterion,
  events: Sql,
  step: string,
): Sql {
  const attributes = demographic.filters.map(({ attribute }) => attribute).join(', ');
  const name = context.step(
    step,
    `index events of persons with the wanted ${attributes || 'person row'}`,
    demographicHits(context, demographic, events),
  );
  return sql`e.event_key IN (SELECT event_key FROM ${name})`;
}

/** A query `SELECT e.event_key` of the index events that meet a demographic criterion. */
export function demographicHits(
  context: CompileContext,
  demographic: DemographicCriterion,
  events: Sql,
): Sql {
  const operands: Readonly<Record<string, Sql>> = {
    '@ageAtStart': ageAt(sql`e.start_date`),
    '@gender': sql`p.gender_concept_id`,
    '@race': sql`p.race_concept_id`,
    '@ethnicity': sql`p.ethnicity_concept_id`,
    '@start': sql`e.start_date`,
    '@end': sql`e.end_date`,
  };
  const conditions = demographic.filters.map((filter) => {
    const operand = demographicAttributes[filter.attribute]?.operand ?? '';
    return filterCondition(context, filter, operands[operand] ?? sql`NULL`);
  });
  const where = conditions.length > 0 ? sql`\nWHERE ${join(conditions, '\n  AND ')}` : sql``;
  return sql`SELECT e.event_key\nFROM ${events} AS e\nJOIN ${context.tables.table('person')} AS p ON p.person_id = e.person_id${where}`;
}
