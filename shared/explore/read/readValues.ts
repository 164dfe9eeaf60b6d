import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { join, literal, type Sql, sql } from '../../engine/sql.ts';
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

/** Every person's latest value of a measurement; NaN without one. On one day the highest counts. */
export function latestMeasurement(
  connection: EngineConnection,
  { concept, unit }: Quantity,
  persons: number,
  job: Job,
): Promise<Float64Array> {
  const sameUnit = unit === null ? sql`unit_concept_id IS NULL` : sql`unit_concept_id = ${unit}`;
  return latest(
    connection,
    sql`SELECT person_id, measurement_date AS day, CAST(value_as_number AS DOUBLE) AS value FROM cdm.measurement
  WHERE measurement_concept_id = ${concept} AND ${sameUnit} AND value_as_number IS NOT NULL`,
    persons,
    job,
  );
}

/** Every person's latest daily dose of an ingredient (quantity × strength ÷ days supply); NaN without one. */
export function latestDailyDose(
  connection: EngineConnection,
  { concept, unit }: Quantity,
  persons: number,
  job: Job,
): Promise<Float64Array> {
  return latest(
    connection,
    sql`SELECT e.person_id, e.drug_exposure_start_date AS day, CAST(e.quantity * s.amount_value / e.days_supply AS DOUBLE) AS value
  FROM cdm.drug_exposure AS e
  JOIN (
    SELECT drug_concept_id, MAX(amount_value) AS amount_value FROM cdm.drug_strength
    WHERE ingredient_concept_id = ${concept} AND amount_unit_concept_id = ${unit} AND amount_value > 0 AND invalid_reason IS NULL
    GROUP BY drug_concept_id
  ) AS s ON s.drug_concept_id = e.drug_concept_id
  WHERE e.quantity > 0 AND e.days_supply > 0`,
    persons,
    job,
  );
}

/** @param events person_id, day DATE, value DOUBLE */
async function latest(
  connection: EngineConnection,
  events: Sql,
  persons: number,
  job: Job,
): Promise<Float64Array> {
  const read = await connection.query(
    sql`SELECT x.idx, l.value
FROM (
  SELECT person_id, CAST(MAX(value) AS DOUBLE) AS value
  FROM (
    SELECT person_id, value, day, MAX(day) OVER (PARTITION BY person_id) AS last_day FROM (${events}) AS e
  ) AS e
  WHERE day = last_day
  GROUP BY person_id
) AS l
JOIN ${positions} AS x ON x.person_id = l.person_id`,
    job,
  );
  const at = wholeNumbers(read, 'idx');
  const values = decimals(read, 'value');
  const result = new Float64Array(persons).fill(Number.NaN);
  for (let row = 0; row < at.length; row += 1) result[at[row] ?? 0] = values[row] ?? Number.NaN;
  return result;
}
