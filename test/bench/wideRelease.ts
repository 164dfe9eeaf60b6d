import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The two treatments compared, by concept id: ingredients whose tablets are the concept above. */
export const treatments = { target: 210_001, comparator: 210_002 } as const;
/** The condition that is the outcome. */
export const outcomeConcept = 190_001;

const CONDITIONS = 4_000;
const DRUGS = 1_200;
const PROCEDURES = 2_000;
const MEASUREMENTS = 120;

/** 0 … 1, the same for the same numbers everywhere. */
const uniform = (...of: readonly (string | number)[]): string =>
  `(hash(${of.join(', ')}) % 1000003 + 0.5) / 1000003.0`;

/** Concept ranks as in claims: rank r comes 1/r as often. */
const concept = (base: number, count: number, salt: number): string =>
  `${base} + CAST(floor(pow(${count}.0, ${uniform('i', salt)})) AS INTEGER) % ${count}`;

/** Whether a person has each of the confounders, and how many. */
const confounders = Array.from({ length: 5 }, (_, k) => ({
  concept: outcomeConcept + 1 + k,
  has: `(${uniform('person', 60 + k)} < 0.3)`,
}));
const burden = confounders.map(({ has }) => `CAST(${has} AS INTEGER)`).join(' + ');

const anyDay = (salt: number): string =>
  `DATE '2015-01-01' + CAST(floor(${uniform('i', salt)} * 3287) AS INTEGER)`;

const indexDay = `DATE '2019-01-01' + CAST(floor(${uniform('person', 2)} * 1000) AS INTEGER)`;

const events = (persons: number, each: number, columns: string): string =>
  `SELECT ${columns} FROM (SELECT i, CAST(i % ${persons} AS BIGINT) AS person FROM range(${persons * each}) AS r(i)) AS e`;

/**
 * Writes an OMOP release that is as wide as claims: thousands of concepts in every domain with a hierarchy, 165 records
 * a person over nine years. Everybody starts one of two drugs; five conditions make the first of them and the outcome
 * more likely. The drugs make no difference.
 */
export async function writeWideRelease(folder: string, persons: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const arm = `CASE WHEN ${uniform('person', 3)} < 1 / (1 + exp(0.6 - 0.4 * (${burden}))) THEN 1 ELSE 2 END`;
  const outcomeAfter = `CAST(floor(-ln(${uniform('person', 4)}) * 12000 * exp(-0.3 * (${burden}))) AS INTEGER) + 1`;
  const everybody = `(SELECT CAST(i AS BIGINT) AS person, CAST(i AS BIGINT) AS i FROM range(${persons}) AS r(i)) AS p`;
  const tables: Readonly<Record<string, string>> = {
    person: `SELECT person AS person_id, CASE WHEN ${uniform('person', 5)} < 0.5 THEN 8507 ELSE 8532 END AS gender_concept_id,
      CAST(1930 + ${uniform('person', 6)} * 60 AS INTEGER) AS year_of_birth, 0 AS race_concept_id, 0 AS ethnicity_concept_id FROM ${everybody}`,
    observation_period: `SELECT person AS observation_period_id, person AS person_id, DATE '2015-01-01' AS observation_period_start_date,
      DATE '2023-12-31' AS observation_period_end_date, 32810 AS period_type_concept_id FROM ${everybody}`,
    condition_occurrence: `SELECT row_number() OVER () AS condition_occurrence_id, *, 32810 AS condition_type_concept_id FROM (
      ${events(persons, 80, `person AS person_id, ${concept(100_000, CONDITIONS, 10)} AS condition_concept_id, ${anyDay(12)} AS condition_start_date`)}
      ${confounders.map(({ concept: code, has }) => `UNION ALL SELECT person, ${code}, ${indexDay} - 100 FROM ${everybody} WHERE ${has}`).join(' ')}
      UNION ALL SELECT person, ${outcomeConcept}, ${indexDay} + ${outcomeAfter} FROM ${everybody} WHERE ${indexDay} + ${outcomeAfter} <= DATE '2023-12-31')`,
    drug_exposure: `SELECT row_number() OVER () AS drug_exposure_id, *, drug_exposure_start_date + 27 AS drug_exposure_end_date,
      CAST(28 AS INTEGER) AS days_supply, 32810 AS drug_type_concept_id FROM (
      ${events(persons, 45, `person AS person_id, ${concept(220_000, DRUGS, 20)} AS drug_concept_id, ${anyDay(22)} AS drug_exposure_start_date`)}
      UNION ALL SELECT person, 219999 + ${arm}, ${indexDay} FROM ${everybody})`,
    drug_era: `SELECT person AS drug_era_id, person AS person_id, 210000 + ${arm} AS drug_concept_id, ${indexDay} AS drug_era_start_date,
      ${indexDay} + 27 AS drug_era_end_date, 1 AS drug_exposure_count, 0 AS gap_days FROM ${everybody}`,
    condition_era: `SELECT CAST(1 AS BIGINT) AS condition_era_id, CAST(0 AS BIGINT) AS person_id, 100001 AS condition_concept_id,
      DATE '2016-01-01' AS condition_era_start_date, DATE '2016-01-01' AS condition_era_end_date, 1 AS condition_occurrence_count`,
    procedure_occurrence: `SELECT row_number() OVER () AS procedure_occurrence_id, *, 32810 AS procedure_type_concept_id FROM (
      ${events(persons, 30, `person AS person_id, ${concept(300_000, PROCEDURES, 30)} AS procedure_concept_id, ${anyDay(32)} AS procedure_date`)})`,
    measurement: `SELECT row_number() OVER () AS measurement_id, *, 32810 AS measurement_type_concept_id, 8840 AS unit_concept_id FROM (
      ${events(persons, 10, `person AS person_id, ${concept(400_000, MEASUREMENTS, 40)} AS measurement_concept_id, ${anyDay(42)} AS measurement_date, round(50 + 100 * ${uniform('i', 43)}, 1) AS value_as_number`)})`,
    concept: `SELECT *, DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date, CAST(NULL AS VARCHAR) AS invalid_reason FROM (
      ${concepts(100_000, CONDITIONS, 'Condition', 'ICD10', '4-char code', "chr(CAST(65 + (i // 100) % 26 AS INTEGER)) || lpad(CAST(i % 100 AS VARCHAR), 2, '0') || '.' || CAST(i // 2600 AS VARCHAR)")}
      UNION ALL ${concepts(outcomeConcept, 6, 'Condition', 'ICD10', '4-char code', "'I21.' || i")}
      UNION ALL ${concepts(150_000, CONDITIONS / 10, 'Condition', 'ICD10', 'Block', "'B' || i")}
      UNION ALL ${concepts(160_000, 22, 'Condition', 'ICD10', 'Chapter', "'X' || i")}
      UNION ALL ${concepts(220_000, DRUGS, 'Drug', 'YJ', 'Clinical Drug', "'D' || i")}
      UNION ALL ${concepts(210_001, DRUGS / 2, 'Drug', 'YJ', 'Ingredient', "'I' || i")}
      UNION ALL ${concepts(250_000, 250, 'Drug', 'ATC', 'ATC', "'A' || i")}
      UNION ALL ${concepts(300_000, PROCEDURES, 'Procedure', 'Act', 'Act', "'P' || i")}
      UNION ALL ${concepts(400_000, MEASUREMENTS, 'Measurement', 'JLAC10', 'Lab test', "'M' || i")}
      UNION ALL ${concepts(8507, 1, 'Gender', 'Gender', 'Gender', "'M'")} UNION ALL ${concepts(8532, 1, 'Gender', 'Gender', 'Gender', "'F'")}
      UNION ALL ${concepts(8840, 1, 'Unit', 'UCUM', 'Unit', "'mg/dL'")} UNION ALL ${concepts(32810, 1, 'Type Concept', 'Type', 'Type', "'claim'")})`,
    concept_ancestor: `SELECT *, 1 AS min_levels_of_separation, 1 AS max_levels_of_separation FROM (
      SELECT 150000 + i // 10 AS ancestor_concept_id, 100000 + i AS descendant_concept_id FROM range(${CONDITIONS}) AS r(i)
      UNION ALL SELECT 160000 + (i // 10) % 22, 100000 + i FROM range(${CONDITIONS}) AS r(i)
      UNION ALL SELECT 210001 + i // 2, 220000 + i FROM range(${DRUGS}) AS r(i) WHERE i >= 2
      UNION ALL SELECT 210001 + i, 220000 + i FROM range(2) AS r(i)
      UNION ALL SELECT 250000 + (i // 2) % 250, 220000 + i FROM range(${DRUGS}) AS r(i))`,
  };
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: folder });
  const connection = await instance.connect();
  for (const [table, query] of Object.entries(tables)) {
    await connection.run(
      `COPY (${query}) TO '${join(folder, `${table}.parquet`)}' (FORMAT parquet, COMPRESSION snappy)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}

function concepts(
  base: number,
  count: number,
  domain: string,
  vocabulary: string,
  kind: string,
  code: string,
): string {
  return `SELECT CAST(${base} + i AS BIGINT) AS concept_id, '${domain} ' || i AS concept_name, '${domain}' AS domain_id,
    '${vocabulary}' AS vocabulary_id, '${kind}' AS concept_class_id, 'S' AS standard_concept, ${code} AS concept_code FROM range(${count}) AS r(i)`;
}
