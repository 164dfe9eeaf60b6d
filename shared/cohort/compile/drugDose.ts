import { addDays, daysBetween, join, type Sql, sql } from '../../engine/sql.ts';

/** Of a drug exposure `e`, as the `akashi` extension defines them (expression/akashiExtension.ts). */
export const exposureStart = sql`e.drug_exposure_start_date`;

const recordedEnd = sql`COALESCE(e.drug_exposure_end_date, ${addDays(exposureStart, sql`e.days_supply`)}, ${addDays(exposureStart, 1)})`;

/** An end before the start counts as the start. */
export const exposureEnd = sql`GREATEST(${recordedEnd}, ${exposureStart})`;

/** Days that the amount of the exposure is for, at least 1. */
export const suppliedDays = sql`CASE WHEN e.days_supply > 0 THEN e.days_supply ELSE GREATEST(${daysBetween(exposureStart, recordedEnd)}, 1) END`;

/**
 * A query of drug_concept_id with the strength of one unit of the drug in a unit concept, all ingredients together.
 * @param drugStrength relation of CDM table drug_strength
 * @param doses ingredient concept → what of the unit counts as 1; other ingredients do not count. Null: the unit itself
 */
export function strengthOfUnit(
  drugStrength: Sql,
  unit: number,
  doses: ReadonlyMap<number, number> | null = null,
): Sql {
  const strength = sql`CASE WHEN amount_value IS NOT NULL THEN amount_value ELSE numerator_value / COALESCE(NULLIF(denominator_value, 0), 1) END`;
  const cases = [...(doses ?? [])].map(([ingredient, dose]) => sql`WHEN ${ingredient} THEN ${dose}`);
  const counted =
    doses === null ? strength : sql`${strength} / CASE ingredient_concept_id ${join(cases, ' ')} END`;
  return sql`SELECT drug_concept_id,
  SUM(${counted}) AS strength
FROM ${drugStrength}
WHERE invalid_reason IS NULL
  AND CASE WHEN amount_value IS NOT NULL THEN amount_unit_concept_id ELSE numerator_unit_concept_id END = ${unit}
GROUP BY drug_concept_id`;
}
