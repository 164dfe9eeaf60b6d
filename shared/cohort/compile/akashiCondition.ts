import { addDays, daysBetween, indented, join, literal, type Sql, sql } from '../../engine/sql.ts';
import {
  deviceAttributeConcept,
  deviceExposureIdField,
  millimetreConcept,
} from '../../vocabulary/deviceAttributes.ts';
import type { AkashiFilter } from '../expression/akashiExtension.ts';
import type { CompileContext } from './compileContext.ts';
import { exposureEnd, exposureStart, strengthOfUnit, suppliedDays } from './drugDose.ts';
import { islands } from './eraCollapse.ts';
import { rangeCondition } from './filterCondition.ts';

/** The events that a criterion's concept sets pick, before any other filter. */
export interface PickedOut {
  readonly from: Sql;
  readonly where: readonly Sql[];
}

/**
 * The condition on an event `e` that a filter of the `akashi` extension makes (expression/akashiExtension.ts).
 * Drug filters need steps, named after `prefix`.
 */
export function akashiCondition(
  context: CompileContext,
  filter: AkashiFilter,
  events: PickedOut,
  prefix: string,
): Sql {
  switch (filter.kind) {
    case 'deviceSize': {
      const value = rangeCondition(sql`o.value_as_number`, filter.range, literal);
      const unit = sql`COALESCE(o.unit_concept_id, ${millimetreConcept}) = ${millimetreConcept}`;
      return ofDevice(context, filter.attribute, sql`${value} AND ${unit}`);
    }
    case 'deviceQuality':
      return ofDevice(
        context,
        filter.attribute,
        sql`o.value_as_concept_id IN (${join(filter.conceptIds.map(literal))})`,
      );
    case 'dailyDose': {
      const doses = doseStep(context, filter.unit, events, `${prefix}_daily`);
      const enough = rangeCondition(sql`d.amount / d.days`, filter.range, literal);
      return sql`e.drug_exposure_id IN (SELECT d.drug_exposure_id FROM ${doses} AS d WHERE ${enough})`;
    }
    case 'cumulativeDose': {
      const doses = doseStep(context, filter.unit, events, `${prefix}_cumulative`);
      const courses = courseStep(context, doses, filter.gapDays, `${prefix}_cumulative`);
      const enough = rangeCondition(sql`SUM(x.amount)`, filter.range, literal);
      const inCourse = sql`x.person_id = c.person_id AND x.start_date BETWEEN c.start_date AND c.end_date`;
      return sql`e.drug_exposure_id IN (
  SELECT d.drug_exposure_id
  FROM ${doses} AS d
  JOIN (
    SELECT c.person_id, c.start_date, c.end_date
    FROM ${courses} AS c
    JOIN ${doses} AS x ON ${inCourse}
    GROUP BY c.person_id, c.start_date, c.end_date
    HAVING ${enough}
  ) AS c ON c.person_id = d.person_id AND d.start_date BETWEEN c.start_date AND c.end_date
  WHERE d.amount IS NOT NULL
)`;
    }
    case 'treatmentDuration': {
      const exposures = exposureStep(context, events, `${prefix}_duration`);
      const courses = courseStep(context, exposures, filter.gapDays, `${prefix}_duration`);
      const days = daysBetween(sql`c.start_date`, sql`c.last_date`);
      const enough = rangeCondition(days, filter.range, literal);
      return sql`e.drug_exposure_id IN (
  SELECT x.drug_exposure_id
  FROM ${exposures} AS x
  JOIN ${courses} AS c ON c.person_id = x.person_id AND x.start_date BETWEEN c.start_date AND c.end_date
  WHERE ${enough}
)`;
    }
  }
}

function ofDevice(context: CompileContext, attribute: keyof typeof deviceAttributeConcept, value: Sql): Sql {
  return sql`e.device_exposure_id IN (
  SELECT o.observation_event_id
  FROM ${context.tables.table('observation')} AS o
  WHERE o.obs_event_field_concept_id = ${deviceExposureIdField}
    AND o.observation_concept_id = ${deviceAttributeConcept[attribute]}
    AND ${value}
)`;
}

/** Columns and source of the exposures: an end before the start counts as the start. */
function exposures(events: PickedOut): { columns: Sql; where: Sql } {
  return {
    columns: sql`e.drug_exposure_id, e.person_id, ${exposureStart} AS start_date, ${exposureEnd} AS end_date`,
    where: events.where.length > 0 ? sql`\nWHERE ${join(events.where, ' AND ')}` : sql``,
  };
}

function exposureStep(context: CompileContext, events: PickedOut, prefix: string): Sql {
  const { columns, where } = exposures(events);
  return context.step(
    `${prefix}_exposures`,
    'exposures to the drugs of the criterion',
    sql`SELECT ${columns}\nFROM ${events.from} AS e${where}`,
  );
}

/** Exposures with the amount of drug in them (`amount`, NULL when unknown) and the days it is for (`days`). */
function doseStep(context: CompileContext, unit: number, events: PickedOut, prefix: string): Sql {
  const { columns, where } = exposures(events);
  const perUnit = context.step(
    `${prefix}_strength`,
    `strength of one unit of each drug, in unit concept ${unit}, all ingredients together`,
    strengthOfUnit(context.tables.table('drug_strength'), unit),
  );
  return context.step(
    `${prefix}_doses`,
    'exposures with their amount of drug (quantity × strength) and the days it is for',
    sql`SELECT ${columns}, e.quantity * s.strength AS amount,
  ${suppliedDays} AS days
FROM ${events.from} AS e
LEFT JOIN ${perUnit} AS s ON s.drug_concept_id = e.drug_concept_id${where}`,
  );
}

/** Treatment courses: start_date, end_date with the allowed gap, last_date without. */
function courseStep(context: CompileContext, exposed: Sql, gapDays: number, prefix: string): Sql {
  const padded = sql`SELECT person_id, start_date, ${addDays(sql`end_date`, gapDays)} AS end_date FROM ${exposed}`;
  return context.step(
    `${prefix}_courses`,
    `treatment courses: exposures at most ${gapDays} days apart`,
    sql`SELECT person_id, MIN(start_date) AS start_date, MAX(end_date) AS end_date,
  ${addDays(sql`MAX(end_date)`, -gapDays)} AS last_date
FROM ${indented(islands([], padded))} AS i
GROUP BY person_id, island`,
  );
}
