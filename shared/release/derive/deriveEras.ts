import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { addDays, daysBetween, name, type Sql, sql } from '../../engine/sql.ts';
import { countRows } from '../countRows.ts';
import { joinIntervals, notBefore, PERSISTENCE_DAYS } from './eraSql.ts';

export type EraTable = 'condition_era' | 'drug_era' | 'dose_era';

/** Records that are turned into eras at once; more go in several passes by person, so that memory stays bounded. */
const RECORDS_A_PASS = 8_000_000;

/**
 * Fills an empty `cdm` era table by the OHDSI rules (persistence window 30 days; OMOP CDM 5.4 on condition_era,
 * drug_era and dose_era). A record without end counts as one day, a drug without end as its days supply. Records of
 * concept 0 are in no era.
 * @returns the number of eras
 */
export async function deriveEra(connection: EngineConnection, table: EraTable, job: Job): Promise<number> {
  job.report({ phase: 'deriving', fraction: null, detail: table });
  const target = name('cdm', table);
  const records = await countRows(
    connection,
    table === 'condition_era' ? name('cdm', 'condition_occurrence') : name('cdm', 'drug_exposure'),
    job,
  );
  const ingredients = table === 'condition_era' ? sql`` : await ingredientJoin(connection, job);
  const passes = Math.max(1, Math.ceil(records / RECORDS_A_PASS));
  let eras = 0;
  for (let i = 0; i < passes; i++) {
    throwIfCancelled(job);
    const persons = passes === 1 ? sql`TRUE` : sql`hash(person_id) % ${passes} = ${i}`;
    await connection.run(
      sql`INSERT INTO ${target} SELECT ${eras} + row_number() OVER (ORDER BY person_id, drug_or_condition, start_date),
        ${columnsOf(table)} FROM (${erasOf(table, persons, ingredients)}) AS eras`,
      job,
    );
    eras = await countRows(connection, target, job);
    job.report({ phase: 'deriving', fraction: (i + 1) / passes, detail: table });
  }
  return eras;
}

/** In the order of the table after its id. */
function columnsOf(table: EraTable): Sql {
  switch (table) {
    case 'condition_era':
      return sql`person_id, drug_or_condition, start_date, end_date, CAST(records AS INTEGER)`;
    case 'drug_era':
      return sql`person_id, drug_or_condition, start_date, end_date, CAST(records AS INTEGER),
        CAST(${daysBetween(sql`start_date`, sql`end_date`)} - exposed AS INTEGER)`;
    case 'dose_era':
      return sql`person_id, drug_or_condition, unit_concept_id, dose, start_date, end_date`;
  }
}

function erasOf(table: EraTable, persons: Sql, ingredients: Sql): Sql {
  if (table === 'condition_era') {
    return joinIntervals(conditions(persons), ['person_id', 'drug_or_condition'], PERSISTENCE_DAYS, {
      records: sql`count(*)`,
    });
  }
  if (table === 'dose_era') {
    return joinIntervals(
      doses(persons, ingredients),
      ['person_id', 'drug_or_condition', 'unit_concept_id', 'dose'],
      PERSISTENCE_DAYS,
      {},
    );
  }
  // First what overlaps becomes one exposure, so that the days exposed are not counted twice.
  const exposures = joinIntervals(drugs(persons, ingredients), ['person_id', 'drug_or_condition'], 0, {
    exposures: sql`count(*)`,
  });
  const measured = sql`SELECT *, ${daysBetween(sql`start_date`, sql`end_date`)} AS days FROM (${exposures}) AS exposures`;
  return joinIntervals(measured, ['person_id', 'drug_or_condition'], PERSISTENCE_DAYS, {
    records: sql`sum(exposures)`,
    exposed: sql`sum(days)`,
  });
}

function conditions(persons: Sql): Sql {
  const start = sql`condition_start_date`;
  const end = sql`COALESCE(condition_end_date, ${addDays(start, 1)})`;
  return sql`SELECT person_id, condition_concept_id AS drug_or_condition, ${start} AS start_date,
      ${notBefore(end, start)} AS end_date
    FROM cdm.condition_occurrence WHERE condition_concept_id <> 0 AND ${persons}`;
}

function drugs(persons: Sql, ingredients: Sql): Sql {
  return sql`SELECT person_id, ingredient AS drug_or_condition, start_date, end_date
    FROM (${exposed(persons)}) AS exposure ${ingredients}`;
}

/** Drug exposures with their end: the date, else days supply, else one day. */
function exposed(persons: Sql): Sql {
  const start = sql`drug_exposure_start_date`;
  const supply = sql`CASE WHEN days_supply > 0 THEN ${addDays(start, sql`days_supply`)} END`;
  const end = sql`COALESCE(drug_exposure_end_date, ${supply}, ${addDays(start, 1)})`;
  return sql`SELECT person_id, drug_concept_id, quantity, days_supply, ${start} AS start_date,
      ${notBefore(end, start)} AS end_date
    FROM cdm.drug_exposure WHERE drug_concept_id <> 0 AND ${persons}`;
}

/** Daily dose by drug_strength: an amount per unit, or a concentration per denominator, times quantity over days. */
function doses(persons: Sql, ingredients: Sql): Sql {
  const strength = sql`COALESCE(s.amount_value, s.numerator_value / COALESCE(NULLIF(s.denominator_value, 0), 1))`;
  const days = sql`COALESCE(NULLIF(days_supply, 0), ${daysBetween(sql`start_date`, sql`end_date`)} + 1)`;
  return sql`SELECT person_id, ingredient AS drug_or_condition, start_date, end_date,
      COALESCE(s.amount_unit_concept_id, s.numerator_unit_concept_id, 0) AS unit_concept_id,
      round(${strength} * quantity / ${days}, 6) AS dose
    FROM (${exposed(persons)}) AS exposure ${ingredients}
    JOIN cdm.drug_strength AS s
      ON s.drug_concept_id = exposure.drug_concept_id AND s.ingredient_concept_id = ingredient
    WHERE ${strength} > 0 AND quantity > 0 AND ${days} > 0`;
}

/**
 * From `exposure.drug_concept_id` to `ingredient`: its ancestors of class Ingredient. Where the vocabulary knows no
 * ingredients at all, each drug stands for itself, and so does a local drug (id from 2,000,000,000) without one.
 */
async function ingredientJoin(connection: EngineConnection, job: Job): Promise<Sql> {
  const ingredients = sql`SELECT a.descendant_concept_id AS drug, a.ancestor_concept_id AS ingredient
    FROM cdm.concept_ancestor AS a JOIN cdm.concept AS c ON c.concept_id = a.ancestor_concept_id
    WHERE c.concept_class_id = 'Ingredient'`;
  const known = await countRows(connection, sql`(${ingredients}) AS known`, job);
  const itself = known > 0 ? sql`drug_concept_id >= 2000000000` : sql`TRUE`;
  return sql`JOIN (
      WITH known AS (${ingredients})
      SELECT drug, ingredient FROM known
      UNION SELECT drug_concept_id, drug_concept_id FROM cdm.drug_exposure
      WHERE ${itself} AND NOT EXISTS (SELECT 1 FROM known WHERE known.drug = drug_concept_id)
    ) AS ingredients ON ingredients.drug = exposure.drug_concept_id`;
}
