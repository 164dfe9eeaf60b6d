import { type Sql, sql } from '../engine/sql.ts';
import { bell, double, exponential, lookup, pick, uniform } from './random.ts';

/** First and last day that the demo release observes. */
export const firstDay = '2012-04-01';
export const lastDay = '2026-03-31';

/** Persons in thousands per five-year band of age (0–4 … 90 and over), Japan 2015, rounded. */
const malesByBand = [25, 27, 29, 31, 31, 33, 37, 42, 49, 44, 40, 38, 42, 47, 36, 28, 20, 10, 4];
const femalesByBand = [24, 26, 28, 29, 29, 31, 36, 41, 48, 43, 39, 38, 43, 50, 41, 35, 30, 21, 12];

/** How much likelier than a child a person of a band is to be seen at the institutions that release data. */
const seenByBand = [7, 7, 7, 7, 7, 7, 7, 7, 10, 10, 10, 11, 16, 17, 17, 18, 18, 17, 15];

/** `sex * 100 + band`, each as often as a person seen has it. */
function demographicMix(): number[] {
  const mix: number[] = [];
  for (const [sex, counts] of [malesByBand, femalesByBand].entries()) {
    counts.forEach((count, band) => {
      const share = Math.round((count * (seenByBand[band] ?? 1)) / 10);
      for (let i = 0; i < share; i++) mix.push((sex + 1) * 100 + band);
    });
  }
  return mix;
}

/** Yearly mortality by year of age 0 … 109 (Gompertz, Japan about 2015): sex 1 male, 2 female. */
function mortality(sex: 1 | 2): number[] {
  const level = sex === 1 ? 2.0e-5 : 0.95e-5;
  const rates = Array.from({ length: 110 }, (_, age) => level * Math.exp(gompertzSlope * age) + 0.00015);
  return rates.map((rate) => Number(rate.toPrecision(6)));
}

const gompertzSlope = 0.095;

/**
 * `chunk.base`: one row per person with what is fixed from the start. Columns: person_id, k (random key), sex (1 male,
 * 2 female), birth, entry (first day of observation), age (at entry, years), frailty (0 robust, 1, 2 frail), smoker,
 * bmi, attends_dentist, hospital_patient, visit_interval (28, 56 or 84 days), institution numbers, base_death (without
 * the stories' deaths, may lie after all observation), leaves (administrative end of observation).
 */
export function populationStatement(options: {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly institutions: number;
}): Sql {
  const day = (iso: string) => sql`CAST(${iso} AS DATE)`;
  return sql`CREATE OR REPLACE TABLE chunk.base AS
    WITH keyed AS (
      SELECT i AS person_id, demo.person_key(${options.seed}, i) AS k FROM range(${options.from}, ${options.to + 1}) AS r(i)
    ), drawn AS (
      SELECT person_id, k, ${pick(demographicMix(), uniform('demography'))} AS mix,
        ${uniform('ageInBand')} AS u_age, ${uniform('entry')} AS u_entry, ${uniform('frailty')} AS u_frailty,
        ${uniform('smoker')} AS u_smoker, ${bell('bmi')} AS z_bmi, ${uniform('dentist')} AS u_dentist,
        ${uniform('hospital')} AS u_hospital, ${uniform('interval')} AS u_interval,
        ${uniform('institution')} AS u_institution, ${exponential('death')} AS e_death, ${exponential('leave')} AS e_leave
      FROM keyed
    ), placed AS (
      SELECT *, CAST(mix // 100 AS INTEGER) AS sex,
        CASE WHEN u_entry < 0.62e0 THEN ${day(firstDay)}
          ELSE ${day(firstDay)} + CAST(floor((u_entry - 0.62e0) / 0.38e0 * 4200) AS INTEGER) END AS entry,
        (mix % 100) * 5 + u_age * CASE WHEN mix % 100 = 18 THEN 8 ELSE 5 END AS age_exact,
        CASE WHEN u_frailty < 0.62e0 THEN 0 WHEN u_frailty < 0.9e0 THEN 1 ELSE 2 END AS frailty
      FROM drawn
    ), aged AS (
      SELECT *, CAST(floor(age_exact) AS INTEGER) AS age,
        entry - CAST(floor(age_exact * 365.25e0) AS INTEGER) AS birth,
        u_smoker < CASE WHEN age_exact < 20 THEN 0e0 WHEN sex = 1 THEN 0.36e0 ELSE 0.11e0 END AS smoker
      FROM placed
    ), dying AS (
      SELECT *,
        CASE sex WHEN 1 THEN ${lookup(mortality(1), sql`age`)} ELSE ${lookup(mortality(2), sql`age`)} END
          * CASE frailty WHEN 0 THEN 0.75e0 WHEN 1 THEN 1.2e0 ELSE 2.4e0 END
          * CASE WHEN smoker THEN 1.5e0 ELSE 1e0 END AS death_rate
      FROM aged
    )
    SELECT person_id, k, sex, birth, entry, age, frailty, smoker,
      least(40e0, greatest(15e0, 22.6e0 + CASE sex WHEN 1 THEN 0.9e0 ELSE -0.4e0 END + 3.1e0 * z_bmi)) AS bmi,
      u_dentist < 0.72e0 AS attends_dentist,
      u_hospital < 0.3e0 + 0.2e0 * frailty AS hospital_patient,
      CASE WHEN u_interval < 0.45e0 THEN 28 WHEN u_interval < 0.8e0 THEN 56 ELSE 84 END AS visit_interval,
      1 + CAST(floor(u_institution * ${options.institutions}) AS INTEGER) AS institution,
      entry + CAST(least(30000e0, 1e0 + 365.25e0 * demo.ln1p(e_death * ${double(gompertzSlope)} / death_rate)
        / ${double(gompertzSlope)}) AS INTEGER) AS base_death,
      least(${day(lastDay)}, entry + CAST(least(20000e0, 60e0 + 365.25e0 * e_leave / 0.025e0) AS INTEGER)) AS leaves
    FROM dying
    ORDER BY person_id`;
}
