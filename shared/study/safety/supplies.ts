import { exposureEnd, exposureStart, strengthOfUnit, suppliedDays } from '../../cohort/compile/drugDose.ts';
import { milligramConcept } from '../../cohort/expression/akashiExtension.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cdmTable, epochDays, type Sql, sql } from '../../engine/sql.ts';
import { numbers as decimals, integers } from '../../vocabulary/conceptTable.ts';
import type { PersonPeriods } from '../population/personPeriods.ts';
import { resolveSources, sourceConceptTable, valuesOf } from '../population/recordDays.ts';
import { offsetsOf } from './releasePersons.ts';
import type { ExposureSpecification } from './safetySpecification.ts';

/** What is taken, of everybody: supplies of person i are at places `of[i]` to `of[i + 1]`, each first day once, by day. */
export interface Supplies {
  readonly of: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The latest end of the person's supplies up to and with this one. */
  readonly latestEnd: Int32Array;
  /** Milligrams a day, NaN where not known. */
  readonly dailyDose: Float64Array;
}

/** Doses are added as whole nanograms, which give the same sum in whatever order. */
const NANOGRAMS = 1_000_000;

/**
 * Supplies of drugs. The dose counts the ingredients that are among the drugs; all of them where the drugs are listed as
 * products alone.
 * @param numbers relation with person_id, person_no of everybody
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function readSupplies(
  connection: EngineConnection,
  numbers: Sql,
  size: number,
  concepts: NonNullable<ExposureSpecification['drugs']>,
  available: ReadonlySet<string>,
  job: Job,
): Promise<Supplies> {
  if (!available.has('drug_exposure.drug_exposure_start_date')) return noSupplies(size);
  await resolveSources(connection, [{ domain: 'drug', concepts }], job);
  const dosed = available.has('drug_strength.amount_value');
  const strength = dosed
    ? sql`LEFT JOIN (${strengthOfUnit(cdmTable('drug_strength'), milligramConcept, await countedIngredients(connection, job))}) AS s ON s.drug_concept_id = e.drug_concept_id`
    : sql``;
  const dose = dosed
    ? sql`CAST(ROUND(CAST(e.quantity AS DOUBLE) * CAST(s.strength AS DOUBLE) / (${suppliedDays}) * ${NANOGRAMS}) AS BIGINT)`
    : sql`CAST(NULL AS BIGINT)`;
  const rows = await connection.query(
    sql`SELECT n.person_no, start_day, MAX(end_day) AS end_day,
  CASE WHEN COUNT(*) = COUNT(dose) THEN CAST(SUM(dose) AS DOUBLE) END AS dose
FROM (
  SELECT e.person_id, ${epochDays(exposureStart)} AS start_day, ${epochDays(exposureEnd)} AS end_day, ${dose} AS dose
  FROM cdm.drug_exposure AS e
  JOIN ${sourceConceptTable} AS m ON m.concept_id = e.drug_concept_id
  ${strength}
  WHERE ${exposureStart} IS NOT NULL
) AS supply
JOIN ${numbers} AS n ON n.person_id = supply.person_id
GROUP BY n.person_no, start_day
ORDER BY 1, 2`,
    job,
  );
  return suppliesOf(
    size,
    { persons: integers(rows, 0), starts: integers(rows, 1), ends: integers(rows, 2) },
    valuesOf(rows.columns[3]).map((nanograms) => nanograms / NANOGRAMS),
  );
}

async function countedIngredients(
  connection: EngineConnection,
  job: Job,
): Promise<ReadonlyMap<number, number> | null> {
  const rows = await connection.query(
    sql`SELECT DISTINCT CAST(d.ingredient_concept_id AS DOUBLE) AS ingredient
FROM cdm.drug_strength AS d
JOIN ${sourceConceptTable} AS m ON m.concept_id = d.ingredient_concept_id
ORDER BY 1`,
    job,
  );
  const ingredients = decimals(rows, 0);
  return ingredients.length === 0
    ? null
    : new Map(Array.from(ingredients, (ingredient) => [ingredient, 1] as const));
}

/** Cohort periods, or supplies in order of person and start, as supplies of everybody. */
export function suppliesOf(
  size: number,
  { persons, starts, ends }: PersonPeriods,
  dailyDose: Float64Array = new Float64Array(persons.length).fill(Number.NaN),
): Supplies {
  const latestEnd = Int32Array.from(ends);
  for (let place = 1; place < latestEnd.length; place++) {
    if (persons[place] === persons[place - 1])
      latestEnd[place] = Math.max(latestEnd[place] as number, latestEnd[place - 1] as number);
  }
  return { of: offsetsOf(persons, size), start: starts, end: ends, latestEnd, dailyDose };
}

function noSupplies(size: number): Supplies {
  const none = new Int32Array(0);
  return suppliesOf(size, { persons: none, starts: none, ends: none });
}

/** Place of the last supply that starts on or before the day; −1: none. */
export function lastSupply({ of, start }: Supplies, person: number, day: number): number {
  const first = of[person] as number;
  let [low, high] = [first, of[person + 1] as number];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((start[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low === first ? -1 : low - 1;
}

/** Whether something is taken on the day or in so many days before it (null: ever before it). */
export function isExposed(
  supplies: Supplies,
  person: number,
  day: number,
  washoutDays: number | null,
): boolean {
  const place = lastSupply(supplies, person, day);
  if (place < 0) return false;
  return washoutDays === null || (supplies.latestEnd[place] as number) >= day - washoutDays;
}

/** First day after the day on which a supply starts, or null. */
export function nextSupply(supplies: Supplies, person: number, day: number): number | null {
  const last = lastSupply(supplies, person, day);
  const next = last < 0 ? (supplies.of[person] as number) : last + 1;
  return next < (supplies.of[person + 1] as number) ? (supplies.start[next] as number) : null;
}

/** Last day of treatment that starts on the day, supplies joined that start up to `gapDays` after the end before. */
export function treatmentEnd(supplies: Supplies, person: number, day: number, gapDays: number): number {
  const { of, start, end } = supplies;
  let first = lastSupply(supplies, person, day);
  while (first > (of[person] as number) && start[first - 1] === start[first]) first--;
  let last = end[first] as number;
  for (let next = first + 1; next < (of[person + 1] as number); next++) {
    if ((start[next] as number) - last > gapDays) break;
    last = Math.max(last, end[next] as number);
  }
  return last;
}
