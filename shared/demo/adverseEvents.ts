import { join, type Sql, sql } from '../engine/sql.ts';
import { setting } from './care.ts';
import { conceptIdOf } from './codes/conceptId.ts';
import { ingredientOf } from './codes/drugs.ts';
import { double, uniform } from './random.ts';

/** An adverse outcome: events per 1,000 person-years of a robust man of 60 to 69, and the ratio of women to men. */
export interface AdverseOutcome {
  readonly icd10: string;
  readonly rate: number;
  readonly female: number;
  /** Share admitted to hospital. */
  readonly admitted: number;
}

export const adverseOutcomes: readonly AdverseOutcome[] = [
  { icd10: 'K25.4', rate: 1.6, female: 0.6, admitted: 0.9 },
  { icd10: 'L27.0', rate: 3, female: 1.1, admitted: 0.05 },
  { icd10: 'E16.2', rate: 1.2, female: 1, admitted: 0.3 },
  { icd10: 'S72.0', rate: 1.4, female: 2, admitted: 1 },
  { icd10: 'S52.5', rate: 2, female: 2.2, admitted: 0.1 },
  { icd10: 'M62.8', rate: 0.5, female: 0.8, admitted: 0.6 },
  { icd10: 'K71.9', rate: 1.6, female: 1.1, admitted: 0.3 },
  { icd10: 'E87.5', rate: 1, female: 0.9, admitted: 0.4 },
  { icd10: 'E87.6', rate: 1, female: 1.2, admitted: 0.3 },
  { icd10: 'E87.1', rate: 1.1, female: 1.2, admitted: 0.5 },
  { icd10: 'R00.1', rate: 1.3, female: 0.9, admitted: 0.3 },
  { icd10: 'N17.9', rate: 1.2, female: 0.7, admitted: 0.9 },
  { icd10: 'R55', rate: 2.5, female: 1, admitted: 0.3 },
  { icd10: 'R42', rate: 10, female: 1.5, admitted: 0.03 },
  { icd10: 'R60.0', rate: 4, female: 1.2, admitted: 0.02 },
  { icd10: 'N39.0', rate: 7, female: 2.5, admitted: 0.15 },
  { icd10: 'M76.6', rate: 1, female: 0.9, admitted: 0 },
  { icd10: 'J70.2', rate: 0.25, female: 0.6, admitted: 1 },
  { icd10: 'D70', rate: 0.2, female: 1.3, admitted: 1 },
  { icd10: 'L51.1', rate: 0.06, female: 1, admitted: 1 },
  { icd10: 'T88.6', rate: 0.15, female: 1, admitted: 0.9 },
];

/** Multipliers of every outcome's rate by age in the calendar year, and by frailty 0, 1, 2. */
export const adverseAgeRatios = [
  { to: 19, ratio: 0.15 },
  { to: 39, ratio: 0.35 },
  { to: 49, ratio: 0.5 },
  { to: 59, ratio: 0.7 },
  { to: 69, ratio: 1 },
  { to: 79, ratio: 1.6 },
  { to: 200, ratio: 2.6 },
] as const;
export const adverseFrailtyRatios = [0.75, 1.2, 2.2] as const;

/** A true effect: while a prescription of the ingredient lasts, the outcome's rate is multiplied. */
export interface InjectedEffect {
  readonly ingredient: string;
  readonly icd10: string;
  readonly rateRatio: number;
}

export const injectedEffects: readonly InjectedEffect[] = [
  { ingredient: 'Loxoprofen', icd10: 'K25.4', rateRatio: 4 },
  { ingredient: 'Celecoxib', icd10: 'K25.4', rateRatio: 1.5 },
  { ingredient: 'Carbamazepine', icd10: 'L27.0', rateRatio: 4 },
  { ingredient: 'Allopurinol', icd10: 'L27.0', rateRatio: 2 },
  { ingredient: 'Glimepiride', icd10: 'E16.2', rateRatio: 4 },
  { ingredient: 'Insulin glargine', icd10: 'E16.2', rateRatio: 4 },
  { ingredient: 'Zolpidem', icd10: 'S72.0', rateRatio: 1.5 },
  { ingredient: 'Brotizolam', icd10: 'S72.0', rateRatio: 1.5 },
  { ingredient: 'Pioglitazone', icd10: 'S52.5', rateRatio: 1.5 },
  { ingredient: 'Rosuvastatin', icd10: 'M62.8', rateRatio: 2 },
  { ingredient: 'Atorvastatin', icd10: 'M62.8', rateRatio: 2 },
  { ingredient: 'Methotrexate', icd10: 'K71.9', rateRatio: 2 },
  { ingredient: 'Candesartan', icd10: 'E87.5', rateRatio: 2 },
  { ingredient: 'Olmesartan', icd10: 'E87.5', rateRatio: 2 },
  { ingredient: 'Trichlormethiazide', icd10: 'E87.6', rateRatio: 4 },
  { ingredient: 'Sertraline', icd10: 'E87.1', rateRatio: 2 },
  { ingredient: 'Paroxetine', icd10: 'E87.1', rateRatio: 2 },
  { ingredient: 'Donepezil', icd10: 'R00.1', rateRatio: 1.5 },
  { ingredient: 'Tamsulosin', icd10: 'R55', rateRatio: 1.25 },
  { ingredient: 'Amlodipine', icd10: 'R60.0', rateRatio: 1.5 },
  { ingredient: 'Pregabalin', icd10: 'R42', rateRatio: 2 },
  { ingredient: 'Empagliflozin', icd10: 'N39.0', rateRatio: 1.25 },
  { ingredient: 'Levofloxacin', icd10: 'M76.6', rateRatio: 4 },
  { ingredient: 'Amiodarone', icd10: 'J70.2', rateRatio: 4 },
];

/** Outcomes and drugs whose every other pair has no effect at all: rate ratio exactly 1. */
const controlDrugs = [
  'Famotidine',
  'Lansoprazole',
  'Esomeprazole',
  'Levothyroxine',
  'Fexofenadine',
  'Montelukast',
  'Alendronic acid',
  'Pitavastatin',
  'Telmisartan',
  'Sitagliptin',
];
const controlOutcomes = ['L27.0', 'S52.5', 'R55', 'R42', 'R60.0', 'N39.0', 'K71.9', 'R00.1'];

/** Drug–event pairs with a rate ratio of exactly 1: the negative controls. */
export const negativeControls: readonly { readonly ingredient: string; readonly icd10: string }[] =
  controlDrugs.flatMap((ingredient) =>
    controlOutcomes
      .filter((icd10) => !injectedEffects.some((e) => e.ingredient === ingredient && e.icd10 === icd10))
      .map((icd10) => ({ ingredient, icd10 })),
  );

const ageRatio = (age: Sql) =>
  sql`CASE ${join(
    adverseAgeRatios.map(({ to, ratio }) => sql`WHEN ${age} <= ${to} THEN ${double(ratio)}`),
    ' ',
  )} END`;
const [robust, intermediate, frail] = adverseFrailtyRatios;
const frailtyRatio = (frailty: Sql) =>
  sql`CASE ${frailty} WHEN 0 THEN ${double(robust)} WHEN 1 THEN ${double(intermediate)} ELSE ${double(frail)} END`;

const perYear = (outcome: AdverseOutcome, sex: number) =>
  Number(((outcome.rate / 1000) * (sex === 1 ? 1 : outcome.female)).toPrecision(8));

/** Reference tables `demo.adverse` (cumulative rates per year by sex) and `demo.injected`. */
export function adverseEventTables(): readonly Sql[] {
  const outcomes = [1, 2].flatMap((sex) => {
    let from = 0;
    return adverseOutcomes.map((outcome, number) => {
      const rate = perYear(outcome, sex);
      const row = sql`(${number}, CAST(${conceptIdOf('ICD10JP', outcome.icd10)} AS BIGINT), ${sex}, ${double(from)}, ${double(from + rate)}, ${double(rate)}, ${double(outcome.admitted)})`;
      from += rate;
      return row;
    });
  });
  const effects = injectedEffects.map(({ ingredient, icd10, rateRatio }) => {
    const number = adverseOutcomes.findIndex((outcome) => outcome.icd10 === icd10);
    return sql`(CAST(${ingredientOf(ingredient).conceptId} AS BIGINT), ${number}, ${double(rateRatio)})`;
  });
  return [
    sql`CREATE OR REPLACE TABLE demo.adverse AS SELECT * FROM (VALUES ${join(outcomes)}) AS t(outcome, concept, sex, rate_from, rate_to, rate, admitted)`,
    sql`CREATE OR REPLACE TABLE demo.injected AS SELECT * FROM (VALUES ${join(effects)}) AS t(ingredient, outcome, rate_ratio)`,
  ];
}

/**
 * Adverse events: in every person-day a background rate of age in the calendar year, sex and frailty, and on top, for
 * each prescription of a drug with an injected effect, (ratio − 1) times that background while the prescription lasts.
 * Needs `chunk.exposure`; leaves `chunk.adverse_event` (person_id, outcome, concept, day, product of the exposure or NULL).
 */
export function adverseEventStatements(): readonly Sql[] {
  return [
    sql`CREATE OR REPLACE TABLE chunk.adverse_event AS
      WITH years AS (
        SELECT person_id, k, sex, frailty, entry, exit, year(birth) AS birth_year, CAST(unnest(range(year(entry), year(exit) + 1)) AS INTEGER) AS cy FROM chunk.person
      ), background AS (
        SELECT *, greatest(entry, make_date(cy, 1, 1)) AS first, least(exit, make_date(cy + 1, 1, 1)) AS stop,
          ${uniform('adverse', sql`cy`)} AS u, ${uniform('adverseDay', sql`cy`)} AS u_day, ${ageRatio(sql`(cy - birth_year)`)} * ${frailtyRatio(sql`frailty`)} AS ratio FROM years
      ), spontaneous AS (
        SELECT person_id, k, sex, u / (ratio * (stop - first) / 365.25e0) AS place, first + CAST(floor(u_day * (stop - first)) AS INTEGER) AS day
        FROM background WHERE stop > first AND u < ratio * (stop - first) / 365.25e0 * 0.2e0
      ), exposed AS (
        SELECT e.person_id, p.k, e.ep, e.n, e.product, e.day, least(e.day + e.days, p.exit) AS stop, i.outcome, i.rate_ratio, a.rate, a.concept, a.admitted,
          ${ageRatio(sql`(year(e.day) - year(p.birth))`)} * ${frailtyRatio(sql`p.frailty`)} AS ratio
        FROM chunk.exposure e JOIN demo.product d ON d.product = e.product JOIN demo.injected i ON i.ingredient = d.ingredient
        JOIN chunk.person p ON p.person_id = e.person_id JOIN demo.adverse a ON a.outcome = i.outcome AND a.sex = p.sex
      ), caused AS (
        SELECT *, ${uniform('injected', sql`(ep * 1024 + n) * 32 + outcome`)} AS u, ${uniform('injectedDay', sql`(ep * 1024 + n) * 32 + outcome`)} AS u_day FROM exposed
      ), events AS (
        SELECT s.person_id, s.k, a.outcome, a.concept, a.admitted, s.day, CAST(NULL AS BIGINT) AS product
        FROM spontaneous s JOIN demo.adverse a ON a.sex = s.sex AND s.place >= a.rate_from AND s.place < a.rate_to
        UNION ALL SELECT person_id, k, outcome, concept, admitted, day + CAST(floor(u_day * (stop - day)) AS INTEGER), product
        FROM caused WHERE u < ratio * rate * (rate_ratio - 1e0) * (stop - day) / 365.25e0
      )
      SELECT person_id, k, outcome, concept, day, product, CASE WHEN ${uniform('adverseAdmission', sql`outcome * 8192 + (day - CAST('2012-01-01' AS DATE))`)} < admitted THEN ${setting.ward} ELSE ${setting.hospital} END AS setting
      FROM events ORDER BY person_id, day, outcome, product`,
    sql`INSERT INTO chunk.condition_event SELECT person_id, concept, day, setting FROM chunk.adverse_event`,
    sql`INSERT INTO chunk.stay SELECT person_id, day, setting, 3 + CAST(floor(${uniform('adverseStay', sql`outcome * 8192 + (day - CAST('2012-01-01' AS DATE))`)} * 18) AS INTEGER)
      FROM chunk.adverse_event WHERE setting = ${setting.ward}`,
  ];
}
