import { addDays, indented, join, type Sql, sql } from '../../engine/sql.ts';
import type { ConceptRole } from './cohortTables.ts';
import type { CompileContext } from './compileContext.ts';
import { criterionEvents, describe } from './criterionEvents.ts';
import { islands } from './eraCollapse.ts';

/**
 * The step from included events to cohort entries: exit strategy and censoring. An entry ends at the earliest of its
 * ends that is not before its start; one without such an end is dropped, as Circe does.
 * @param included step with event_key, person_id, start_date, end_date, op_end_date
 * @returns a query `SELECT person_id, start_date, end_date`; with reason also `exit_code`: 0 end of observation,
 *   1 strategy, 2 censored; with key also `event_key`
 */
export function cohortEntries(
  context: CompileContext,
  included: Sql,
  options: { readonly withReason?: boolean; readonly withKey?: boolean } = {},
): Sql {
  const { withReason = false, withKey = false } = options;
  const { exit, censoring } = context.definition;
  const strategy =
    exit.type === 'observationEnd' ? null : exit.type === 'drugEra' ? drugEraEnds(context, included) : null;
  const censor = censoring.length > 0 ? censorEvents(context, included) : null;
  const strategyEnd =
    exit.type === 'dateOffset'
      ? offsetEnd(exit.field === 'start' ? sql`e.start_date` : sql`e.end_date`, exit.offset)
      : null;
  const alone = strategyEnd !== null && censor === null;
  const ends = [
    ...(strategyEnd === null
      ? [sql`e.op_end_date`]
      : [alone ? strategyEnd : sql`CASE WHEN ${strategyEnd} >= e.start_date THEN ${strategyEnd} END`]),
    ...(strategy === null ? [] : [sql`CASE WHEN s.end_date >= e.start_date THEN s.end_date END`]),
    ...(censor === null ? [] : [sql`c.end_date`]),
  ];
  const joins = [
    ...(strategy === null ? [] : [sql`\n  LEFT JOIN ${strategy} AS s ON s.event_key = e.event_key`]),
    ...(censor === null ? [] : [sql`\n  LEFT JOIN ${censor} AS c ON c.event_key = e.event_key`]),
  ];
  const byCensor = censor === null ? sql`` : sql` WHEN exit_date = censor_date THEN 2`;
  const code = withReason
    ? sql`, CASE${byCensor} WHEN exit_date < op_end_date THEN 1 ELSE 0 END AS exit_code`
    : sql``;
  const forCode = withReason
    ? sql`, e.op_end_date${censor === null ? sql`` : sql`, c.end_date AS censor_date`}`
    : sql``;
  const key = withKey ? sql`event_key, ` : sql``;
  return sql`SELECT ${key}person_id, start_date, exit_date AS end_date${code}
FROM (
  SELECT ${withKey ? sql`e.event_key, ` : sql``}e.person_id, e.start_date, ${ends.length === 1 ? join(ends) : sql`LEAST(${join(ends)})`} AS exit_date${forCode}
  FROM ${included} AS e${join(joins, '')}
) AS x
WHERE exit_date >= start_date`;
}

/** The date plus days, at most the end of observation; a missing date gives none. */
function offsetEnd(date: Sql, offset: number): Sql {
  const moved = offset === 0 ? date : addDays(date, offset);
  return sql`CASE WHEN ${moved} > e.op_end_date THEN e.op_end_date ELSE ${moved} END`;
}

function drugEraEnds(context: CompileContext, included: Sql): Sql {
  const { exit } = context.definition;
  if (exit.type !== 'drugEra') return included;
  const { conceptSetId, gapDays, offset, daysSupplyOverride } = exit;
  const start = sql`e.drug_exposure_start_date`;
  const end =
    daysSupplyOverride === null
      ? sql`COALESCE(e.drug_exposure_end_date, ${addDays(start, sql`e.days_supply`)}, ${addDays(start, 1)})`
      : addDays(start, daysSupplyOverride);
  const exposures = (role: ConceptRole, column: Sql): Sql => {
    const picked = context.tables.eventsOf('DrugExposure', role, conceptSetId);
    const from = picked?.from ?? context.tables.table('drug_exposure');
    const ofDrug = picked?.where ?? sql`${column} IN ${context.tables.concepts(conceptSetId)}`;
    return sql`SELECT e.person_id, ${start} AS start_date, ${addDays(end, gapDays + offset)} AS end_date
FROM ${from} AS e
WHERE ${ofDrug}
  AND e.person_id IN (SELECT person_id FROM ${included})`;
  };
  const eras = context.step(
    'exit_eras',
    `continuous use of ${context.conceptSetName(conceptSetId)}: exposures at most ${gapDays} days apart, ${offset} days added`,
    sql`SELECT person_id, MIN(start_date) AS start_date, ${addDays(sql`MAX(end_date)`, -gapDays)} AS end_date
FROM ${islands([], sql`${exposures('concept', sql`e.drug_concept_id`)}\nUNION ALL\n${exposures('sourceConcept', sql`e.drug_source_concept_id`)}`)} AS i
GROUP BY person_id, island`,
  );
  return context.step(
    'exit_strategy',
    'end of the era in which an included event starts',
    sql`SELECT e.event_key, MIN(x.end_date) AS end_date
FROM ${included} AS e
JOIN ${eras} AS x ON x.person_id = e.person_id AND e.start_date BETWEEN x.start_date AND x.end_date
GROUP BY e.event_key`,
  );
}

function censorEvents(context: CompileContext, included: Sql): Sql {
  const { censoring } = context.definition;
  const events = censoring.map((criterion, i) =>
    criterionEvents(context, criterion, { counted: null, sortDate: false }, `censor_${i + 1}`),
  );
  return context.step(
    'censor_events',
    `first censoring event: ${censoring.map((criterion) => describe(context, criterion)).join('; ')}`,
    sql`SELECT e.event_key, MIN(a.start_date) AS end_date
FROM ${included} AS e
JOIN (
  ${indented(join(events, '\nUNION ALL\n'))}
) AS a
  ON a.person_id = e.person_id
  AND a.start_date >= e.start_date
  AND a.start_date <= e.op_end_date
GROUP BY e.event_key`,
  );
}
