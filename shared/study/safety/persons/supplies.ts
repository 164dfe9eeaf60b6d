import {
  exposureEnd,
  exposureStart,
  strengthOfUnit,
  suppliedDays,
} from '../../../cohort/compile/drugDose.ts';
import { milligramConcept } from '../../../cohort/expression/akashiExtension.ts';
import { cohortTable } from '../../../cohort/generate.ts';
import type { Job } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { cdmTable, epochDays, sql } from '../../../engine/sql.ts';
import { numbers as decimals } from '../../../vocabulary/conceptTable.ts';
import { resolveSources, sourceConceptTable, valuesOf } from '../../population/recordDays.ts';
import type { ExposureSpecification } from '../specification/safetySpecification.ts';
import { addUp, personDayOrder } from './personDayOrder.ts';
import { type PersonReader, wholeNumbers } from './personReader.ts';

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
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function readSupplies(
  connection: EngineConnection,
  reader: PersonReader,
  concepts: NonNullable<ExposureSpecification['drugs']>,
  available: ReadonlySet<string>,
  job: Job,
): Promise<Supplies> {
  if (!available.has('drug_exposure.drug_exposure_start_date')) return noSupplies(reader.size);
  await resolveSources(connection, [{ domain: 'drug', concepts }], job);
  const dosed = available.has('drug_strength.amount_value');
  const strength = dosed
    ? sql`LEFT JOIN (${strengthOfUnit(cdmTable('drug_strength'), milligramConcept, await countedIngredients(connection, job))}) AS s ON s.drug_concept_id = e.drug_concept_id`
    : sql``;
  const dose = dosed
    ? sql`ROUND(CAST(e.quantity AS DOUBLE) * CAST(s.strength AS DOUBLE) / (${suppliedDays}) * ${NANOGRAMS})`
    : sql`CAST(NULL AS DOUBLE)`;
  const source = {
    from: sql`cdm.drug_exposure AS e ${strength}`,
    person: sql`e.person_id`,
    values: [
      sql`${epochDays(exposureStart)} AS start_day`,
      sql`${epochDays(exposureEnd)} AS end_day`,
      sql`CAST(${dose} AS DOUBLE) AS dose`,
    ],
    where: sql`e.drug_concept_id IN (SELECT concept_id FROM ${sourceConceptTable}) AND ${exposureStart} IS NOT NULL`,
  };
  const { persons, columns } = await reader.readAll(source, job, 'drug_exposure');
  return suppliesOf(
    reader.size,
    persons,
    wholeNumbers(columns, 0),
    wholeNumbers(columns, 1),
    valuesOf(columns[2]),
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

/**
 * The periods of a cohort in the release's cohort table, as supplies of unknown dose.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function readCohortSupplies(reader: PersonReader, key: number, job: Job): Promise<Supplies> {
  const source = {
    from: sql`${cohortTable} AS e`,
    person: sql`e.subject_id`,
    values: [
      sql`${epochDays(sql`e.cohort_start_date`)} AS start_day`,
      sql`${epochDays(sql`e.cohort_end_date`)} AS end_day`,
    ],
    where: sql`e.cohort_key = ${key}`,
  };
  const { persons, columns } = await reader.readAll(source, job, 'cohort');
  const unknown = new Float64Array(persons.length).fill(Number.NaN);
  return suppliesOf(reader.size, persons, wholeNumbers(columns, 0), wholeNumbers(columns, 1), unknown);
}

/**
 * Records in any order as supplies: those of a person and first day are one, to the latest of their ends and with the
 * sum of their doses (in nanograms), unknown where one of them is.
 */
function suppliesOf(
  size: number,
  persons: Int32Array,
  starts: Int32Array,
  ends: Int32Array,
  nanograms: Float64Array,
): Supplies {
  const order = personDayOrder(persons, starts, size);
  const of = new Int32Array(size + 1);
  const start = new Int32Array(order.length);
  const end = new Int32Array(order.length);
  const latestEnd = new Int32Array(order.length);
  const dailyDose = new Float64Array(order.length);
  let last = -1;
  let person = -1;
  for (const at of order) {
    const isSame = persons[at] === person;
    if (!isSame || starts[at] !== start[last]) {
      last++;
      start[last] = starts[at] as number;
      end[last] = ends[at] as number;
      latestEnd[last] = isSame ? (latestEnd[last - 1] as number) : (ends[at] as number);
      person = persons[at] as number;
      of[person + 1] = (of[person + 1] as number) + 1;
    }
    end[last] = Math.max(end[last] as number, ends[at] as number);
    latestEnd[last] = Math.max(latestEnd[last] as number, ends[at] as number);
    dailyDose[last] = (dailyDose[last] as number) + (nanograms[at] as number);
  }
  addUp(of);
  const made = last + 1;
  return {
    of,
    start: start.slice(0, made),
    end: end.slice(0, made),
    latestEnd: latestEnd.slice(0, made),
    dailyDose: dailyDose.slice(0, made).map((sum) => sum / NANOGRAMS),
  };
}

function noSupplies(size: number): Supplies {
  const none = new Int32Array(0);
  return suppliesOf(size, none, none, none, new Float64Array(0));
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
