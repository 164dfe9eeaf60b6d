import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { epochDays, join, literal, plainName, type Sql, sql } from '../../engine/sql.ts';
import { decimals, positions, wholeNumbers } from './readPersons.ts';

/** A quantity that every person may have one value of. */
export interface Quantity {
  readonly concept: number;
  /** Unit concept; null where the release gives none. */
  readonly unit: number | null;
}

/** The measurements with most numeric values, each in the unit that most of them have. */
export async function frequentMeasurements(
  connection: EngineConnection,
  concepts: readonly number[],
  limit: number,
  job: Job,
): Promise<readonly Quantity[]> {
  if (concepts.length === 0) return [];
  const counted = await connection.query(
    sql`SELECT CAST(measurement_concept_id AS BIGINT) AS concept, CAST(unit_concept_id AS BIGINT) AS unit
FROM cdm.measurement
WHERE value_as_number IS NOT NULL AND measurement_concept_id IN (${join(concepts.map(literal))})
GROUP BY 1, 2 ORDER BY COUNT(*) DESC, 1, 2`,
    job,
  );
  return firstOfEach(toRows(counted).map(quantityOf)).slice(0, limit);
}

/** The ingredients behind the drugs with most records whose strength is known, each in its most usual unit. */
export async function frequentIngredients(
  connection: EngineConnection,
  drugs: readonly { readonly concept: number; readonly rows: number }[],
  limit: number,
  job: Job,
): Promise<readonly Quantity[]> {
  if (drugs.length === 0) return [];
  const rows = drugs.map(({ concept, rows }) => sql`(CAST(${concept} AS BIGINT), CAST(${rows} AS DOUBLE))`);
  const counted = await connection.query(
    sql`SELECT CAST(s.ingredient_concept_id AS BIGINT) AS concept, CAST(s.amount_unit_concept_id AS BIGINT) AS unit
FROM cdm.drug_strength AS s
JOIN (VALUES ${join(rows)}) AS d(concept, records) ON d.concept = s.drug_concept_id
WHERE s.amount_value > 0 AND s.invalid_reason IS NULL
GROUP BY 1, 2 ORDER BY SUM(d.records) DESC, 1, 2`,
    job,
  );
  return firstOfEach(toRows(counted).map(quantityOf)).slice(0, limit);
}

function quantityOf(row: Readonly<Record<string, unknown>>): Quantity {
  return { concept: Number(row.concept), unit: row.unit === null ? null : Number(row.unit) };
}

function firstOfEach(quantities: readonly Quantity[]): readonly Quantity[] {
  const seen = new Set<number>();
  return quantities.filter(({ concept }) => !seen.has(concept) && seen.add(concept));
}

/**
 * Every person's latest value of each measurement, in its unit; NaN without one. On one day the highest counts.
 */
export function latestMeasurements(
  connection: EngineConnection,
  quantities: readonly Quantity[],
  persons: number,
  job: Job,
): Promise<readonly Float64Array[]> {
  const concepts = quantities.map(({ concept }) => literal(concept));
  const events = sql`SELECT person_id, measurement_concept_id AS concept, unit_concept_id AS unit,
    measurement_date AS day, CAST(value_as_number AS DOUBLE) AS value
  FROM cdm.measurement
  WHERE measurement_concept_id IN (${join(concepts, ', ', 'NULL')}) AND value_as_number IS NOT NULL`;
  return latest(connection, quantities, events, persons, job);
}

/** Every person's latest daily dose of each ingredient (quantity × strength ÷ days supply); NaN without one. */
export function latestDailyDoses(
  connection: EngineConnection,
  quantities: readonly Quantity[],
  persons: number,
  job: Job,
): Promise<readonly Float64Array[]> {
  const strengths = quantities.map(
    ({ concept, unit }) =>
      sql`SELECT drug_concept_id, CAST(${concept} AS BIGINT) AS concept, CAST(${unit} AS BIGINT) AS unit, MAX(amount_value) AS amount
    FROM cdm.drug_strength
    WHERE ingredient_concept_id = ${concept} AND amount_unit_concept_id = ${unit} AND amount_value > 0 AND invalid_reason IS NULL
    GROUP BY drug_concept_id`,
  );
  if (strengths.length === 0) return Promise.resolve([]);
  const strength = sql`(${join(strengths, ' UNION ALL ')})`;
  const events = sql`SELECT e.person_id, s.concept, s.unit, e.drug_exposure_start_date AS day,
    CAST(e.quantity * s.amount / e.days_supply AS DOUBLE) AS value
  FROM cdm.drug_exposure AS e
  JOIN ${strength} AS s ON s.drug_concept_id = e.drug_concept_id
  WHERE e.drug_concept_id IN (SELECT drug_concept_id FROM ${strength} AS d) AND e.quantity > 0 AND e.days_supply > 0`;
  return latest(connection, quantities, events, persons, job);
}

/** @param events person_id, concept, unit, day DATE, value DOUBLE */
async function latest(
  connection: EngineConnection,
  quantities: readonly Quantity[],
  events: Sql,
  persons: number,
  job: Job,
): Promise<readonly Float64Array[]> {
  if (quantities.length === 0) return [];
  // Later days come later; within a day the value decides, squeezed between two days.
  const order = sql`CAST(${epochDays(sql`day`)} AS DOUBLE) + atan(value) / 4`;
  const columns = quantities.map(({ concept, unit }, i) => {
    const sameUnit = unit === null ? sql`unit IS NULL` : sql`unit = ${unit}`;
    return sql`CAST(arg_max(value, ${order}) FILTER (WHERE concept = ${concept} AND ${sameUnit}) AS DOUBLE) AS ${plainName(`value_${i}`)}`;
  });
  const read = await connection.query(
    sql`SELECT x.idx, l.* EXCLUDE (person_id)
FROM (SELECT person_id, ${join(columns)} FROM (${events}) AS e GROUP BY person_id) AS l
JOIN ${positions} AS x ON x.person_id = l.person_id`,
    job,
  );
  const at = wholeNumbers(read, 'idx');
  return quantities.map((_, i) => {
    const values = decimals(read, `value_${i}`);
    const result = new Float64Array(persons).fill(Number.NaN);
    for (let row = 0; row < at.length; row += 1) result[at[row] ?? 0] = values[row] ?? Number.NaN;
    return result;
  });
}
