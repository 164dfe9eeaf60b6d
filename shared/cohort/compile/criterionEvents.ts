import { dateLiteral, indented, join, plainName, type Sql, sql } from '../../engine/sql.ts';
import type { Criterion } from '../expression/criterion.ts';
import { type CountColumn, domains } from '../expression/domains.ts';
import { akashiCondition } from './akashiCondition.ts';
import type { ConceptRole, PickedEvents } from './cohortTables.ts';
import type { CompileContext } from './compileContext.ts';
import { EventSource } from './eventSource.ts';
import { filterCondition } from './filterCondition.ts';
import { groupCondition } from './groupCondition.ts';

export interface EventColumns {
  /** Column whose values are given as `counted`; null for none. */
  readonly counted: CountColumn | null;
  /** Whether `sort_date` (the start before a user-defined period replaces it) is wanted. */
  readonly sortDate: boolean;
  /** Attributes whose values are given as DOUBLE, `value_1` and so on. */
  readonly values?: readonly string[];
}

/**
 * `SELECT person_id, event_id, start_date, end_date, visit_occurrence_id [, counted] [, sort_date]` of a criterion.
 * @param prefix names of steps that nested criteria need
 */
export function criterionEvents(
  context: CompileContext,
  criterion: Criterion,
  columns: EventColumns,
  prefix: string,
): Sql {
  const plain = plainEvents(context, criterion, columns, prefix);
  if (criterion.correlated === null) return plain;
  const table = context.step(
    `${prefix}_events`,
    `${describe(context, criterion)} in an observation period, to look around each`,
    sql`SELECT
  ROW_NUMBER() OVER () AS event_key, c.*,
  op.observation_period_start_date AS op_start_date, op.observation_period_end_date AS op_end_date
FROM (
  ${indented(plain)}
) AS c
JOIN ${context.tables.table('observation_period')} AS op
  ON op.person_id = c.person_id
  AND c.start_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date`,
    { materialized: true },
  );
  const condition = groupCondition(context, criterion.correlated, table, prefix);
  return sql`SELECT ${outputColumns(columns)}\nFROM ${table} AS e\nWHERE ${indented(condition)}`;
}

/** What a criterion asks for, in a few words, for notes. */
export function describe(context: CompileContext, criterion: Criterion): string {
  const sets = [criterion.conceptSetId, criterion.sourceConceptSetId].filter((id) => id !== null);
  const names = sets.map((id) => context.conceptSetName(id)).join(' / ');
  return [criterion.first ? 'first' : '', criterion.domain, names].filter((part) => part !== '').join(' ');
}

function outputColumns(columns: EventColumns): Sql {
  const names = ['person_id', 'event_id', 'start_date', 'end_date', 'visit_occurrence_id'];
  if (columns.counted !== null) names.push('counted');
  if (columns.sortDate) names.push('sort_date');
  columns.values?.forEach((_, i) => {
    names.push(`value_${i + 1}`);
  });
  return join(names.map((column) => plainName('e', column)));
}

function plainEvents(
  context: CompileContext,
  criterion: Criterion,
  columns: EventColumns,
  prefix: string,
): Sql {
  const source = new EventSource(criterion, context.tables);
  const { spec } = source;
  const { relation, ofConcepts } = matchingEvents(context, criterion, source);
  const conditions = criterion.filters.map((filter) =>
    filter.kind === 'flag'
      ? sql`(e.value_as_number < e.range_low OR e.value_as_number > e.range_high OR e.value_as_concept_id IN (4155142, 4155143))`
      : filterCondition(context, filter, source.operand(spec.attributes[filter.attribute]?.operand ?? '')),
  );
  if (criterion.dateAdjustment !== null) conditions.push(sql`${source.end} >= ${source.start}`);
  conditions.push(...userDefinedConditions(criterion, source));
  const events = { from: relation, where: ofConcepts };
  conditions.push(
    ...criterion.akashi.map((filter) => indented(akashiCondition(context, filter, events, prefix), 4)),
  );
  const from = criterion.first ? firstOf(source, relation, ofConcepts) : relation;
  const where = criterion.first ? [sql`e.ordinal = 1`, ...conditions] : [...ofConcepts, ...conditions];
  const selected = selectedColumns(criterion, source, columns);
  return join(
    [
      sql`SELECT\n  ${join(selected, ',\n  ')}`,
      sql`FROM ${from} AS e`,
      ...source.joinClauses(),
      ...(where.length > 0 ? [sql`WHERE ${join(where, '\n  AND ')}`] : []),
    ],
    '\n',
  );
}

/** The relation to read and the conditions that pick the events of the criterion's concept sets from it. */
function matchingEvents(
  context: CompileContext,
  criterion: Criterion,
  source: EventSource,
): { relation: Sql; ofConcepts: Sql[] } {
  const { spec } = source;
  let relation: Sql | null = null;
  const ofConcepts: Sql[] = [];
  const sets: readonly [ConceptRole, string | null, number | null][] = [
    ['concept', spec.conceptColumn, criterion.conceptSetId],
    ['sourceConcept', spec.sourceConceptColumn, criterion.sourceConceptSetId],
  ];
  for (const [role, column, set] of sets) {
    if (column === null || set === null) continue;
    const picked: PickedEvents | null =
      relation === null ? context.tables.eventsOf(criterion.domain, role, set) : null;
    relation ??= picked?.from ?? null;
    ofConcepts.push(picked?.where ?? sql`${source.column(column)} IN ${context.tables.concepts(set)}`);
  }
  return { relation: relation ?? source.relation(), ofConcepts };
}

/** A person's first event of the concept sets, before any other condition. */
function firstOf(source: EventSource, relation: Sql, ofConcepts: readonly Sql[]): Sql {
  const order = [...new Set([source.spec.startColumn, source.spec.idColumn])].map((column) =>
    source.column(column),
  );
  const where = ofConcepts.length > 0 ? sql`\n  WHERE ${join(ofConcepts, ' AND ')}` : sql``;
  return sql`(
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.person_id ORDER BY ${join(order)}) AS ordinal
  FROM ${indented(relation)} AS e${where}
)`;
}

function selectedColumns(criterion: Criterion, source: EventSource, columns: EventColumns): Sql[] {
  const { spec } = source;
  const period = criterion.userDefinedPeriod;
  const start = period?.startDate ? dateLiteral(period.startDate) : source.start;
  const end = period?.endDate ? dateLiteral(period.endDate) : source.end;
  const visit = spec.hasVisit ? sql`e.visit_occurrence_id` : sql`CAST(NULL AS BIGINT)`;
  const selected = [
    sql`e.person_id`,
    sql`${source.column(spec.idColumn)} AS event_id`,
    sql`${start} AS start_date`,
    sql`${end} AS end_date`,
    sql`${visit} AS visit_occurrence_id`,
  ];
  if (columns.counted !== null)
    selected.push(sql`${countedColumn(criterion, source, columns.counted, start, end, visit)} AS counted`);
  if (columns.sortDate) selected.push(sql`${source.start} AS sort_date`);
  columns.values?.forEach((attribute, i) => {
    const operand = source.operand(spec.attributes[attribute]?.operand ?? '');
    selected.push(sql`CAST(${operand} AS DOUBLE) AS ${plainName(`value_${i + 1}`)}`);
  });
  return selected;
}

function countedColumn(
  criterion: Criterion,
  source: EventSource,
  column: CountColumn,
  start: Sql,
  end: Sql,
  visit: Sql,
): Sql {
  const { spec } = source;
  const operand = domains[criterion.domain].counts[column];
  if (operand !== undefined) return source.operand(operand);
  switch (column) {
    case 'START_DATE':
      return start;
    case 'END_DATE':
      return end;
    case 'VISIT_ID':
      return visit;
    case 'DURATION':
      return source.operand('@duration');
    case 'DOMAIN_SOURCE_CONCEPT':
      return source.column(spec.sourceConceptColumn ?? spec.idColumn);
    default:
      return source.column(spec.conceptColumn ?? spec.idColumn);
  }
}

function userDefinedConditions(criterion: Criterion, source: EventSource): Sql[] {
  const { startDate = null, endDate = null } = criterion.userDefinedPeriod ?? {};
  return [startDate, endDate]
    .filter((day) => day !== null)
    .map((day) => sql`${dateLiteral(day)} BETWEEN ${source.start} AND ${source.end}`);
}
