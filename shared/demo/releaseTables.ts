import { type Sql, sql } from '../engine/sql.ts';
import {
  deviceAttributeConcept,
  deviceExposureIdField,
  millimetreConcept,
} from '../vocabulary/deviceAttributes.ts';
import { setting } from './care.ts';
import { eraSelect } from './eras.ts';
import { uniform } from './random.ts';

/** One OMOP table as it is written: the rows of one chunk, and the order of the whole file. */
export interface ReleaseTable {
  readonly name: string;
  readonly rows: Sql;
  readonly order: Sql;
}

/** Concepts of the kind of record. */
const type = { claim: 32810, record: 32817, prescription: 32838, lab: 32856 } as const;

/** Every visit has an id made of person, day and place, so that events name it without a join. */
function visitId(day: Sql, place: Sql): Sql {
  return sql`(person_id * 100000 + CAST(${day} - CAST('2012-01-01' AS DATE) AS BIGINT) * 8 + ${place})`;
}

/** Care sites: hospitals have a number per department, others one. */
function careSite(place: Sql): Sql {
  return sql`CAST(CASE ${place} WHEN ${setting.clinic} THEN 20000 + institution WHEN ${setting.dentist} THEN 30000 + institution
    WHEN ${setting.pharmacy} THEN 40000 + institution WHEN ${setting.cardiology} THEN 10002 + institution * 10
    WHEN ${setting.cardiologyWard} THEN 10002 + institution * 10 WHEN ${setting.ward} THEN 10003 + institution * 10
    ELSE 10001 + institution * 10 END AS BIGINT)`;
}

const outpatient = sql`SELECT person_id, day, setting, 0 AS nights FROM chunk.condition_event
  UNION ALL SELECT person_id, day, setting, 0 FROM chunk.exposure
  UNION ALL SELECT person_id, day, setting, 0 FROM chunk.procedure_event
  UNION ALL SELECT person_id, day, setting, 0 FROM chunk.measurement_event
  UNION ALL SELECT person_id, day, setting, nights FROM chunk.stay
  UNION ALL SELECT e.person_id, e.day, ${setting.pharmacy}, 0 FROM chunk.exposure e JOIN chunk.person p USING (person_id)
    WHERE e.setting = ${setting.clinic} AND ${uniform('pharmacy', 0, sql`p.k`)} < 0.4e0`;

/** `chunk.visit`: every place and day at which something is recorded, and the pharmacy that filled a clinic's prescription; the longest of several stays begun together. */
export function visitStatement(): Sql {
  return sql`CREATE OR REPLACE TABLE chunk.visit AS
    SELECT v.person_id, v.day, v.setting, CAST(max(v.nights) AS INTEGER) AS nights, any_value(p.institution) AS institution,
      any_value(p.exit) AS exit
    FROM (${outpatient}) v JOIN chunk.person p USING (person_id)
    GROUP BY v.person_id, v.day, v.setting`;
}

/** `chunk.exposure_sites`, `chunk.drug_days`: exposures with ingredient and daily dose, for the eras. */
export function drugDayStatement(): Sql {
  return sql`CREATE OR REPLACE TABLE chunk.drug_days AS
    SELECT e.person_id, d.ingredient, d.unit, CAST(round(e.per_day * d.strength, 3) AS DOUBLE) AS dose, e.day AS start, e.day + e.days - 1 AS stop
    FROM chunk.exposure e JOIN demo.product d ON d.product = e.product`;
}

/** The person-level tables, made from what a chunk's statements left in schema `chunk`. */
export function personTables(kind: 'anonymized' | 'pseudonymized'): readonly ReleaseTable[] {
  const exactBirth = kind === 'pseudonymized';
  return [
    {
      name: 'person',
      rows: sql`SELECT person_id, CAST(CASE sex WHEN 1 THEN 8507 ELSE 8532 END AS INTEGER) AS gender_concept_id,
          CAST(year(birth) AS INTEGER) AS year_of_birth,
          ${exactBirth ? sql`CAST(month(birth) AS INTEGER)` : sql`CAST(NULL AS INTEGER)`} AS month_of_birth,
          CAST(NULL AS INTEGER) AS day_of_birth, CAST(NULL AS TIMESTAMP) AS birth_datetime,
          38003584 AS race_concept_id, 38003564 AS ethnicity_concept_id,
          CAST(1 + institution % 47 AS BIGINT) AS location_id, CAST(NULL AS BIGINT) AS provider_id,
          CAST(CASE WHEN hospital_patient THEN 10001 + institution * 10 ELSE 20000 + institution END AS BIGINT) AS care_site_id,
          CAST(person_id AS VARCHAR) AS person_source_value, CASE sex WHEN 1 THEN '1' ELSE '2' END AS gender_source_value
        FROM chunk.person`,
      order: sql`person_id`,
    },
    {
      name: 'observation_period',
      rows: sql`SELECT person_id AS observation_period_id, person_id, entry AS observation_period_start_date,
          exit AS observation_period_end_date, ${type.claim} AS period_type_concept_id FROM chunk.person`,
      order: sql`person_id`,
    },
    {
      name: 'death',
      rows: sql`SELECT person_id, death AS death_date, 32815 AS death_type_concept_id,
          CAST(coalesce(cause, 0) AS INTEGER) AS cause_concept_id FROM chunk.person WHERE death IS NOT NULL`,
      order: sql`person_id`,
    },
    {
      name: 'visit_occurrence',
      rows: sql`SELECT ${visitId(sql`day`, sql`setting`)} AS visit_occurrence_id, person_id,
          CAST(CASE WHEN setting IN (${setting.ward}, ${setting.cardiologyWard}) THEN 9201 WHEN setting = ${setting.pharmacy} THEN 581458
            ELSE 9202 END AS INTEGER) AS visit_concept_id,
          day AS visit_start_date, least(exit, day + nights) AS visit_end_date, ${type.claim} AS visit_type_concept_id,
          ${careSite(sql`setting`)} * 10 + person_id % 3 AS provider_id, ${careSite(sql`setting`)} AS care_site_id,
          CASE setting WHEN ${setting.dentist} THEN 'dental' WHEN ${setting.pharmacy} THEN 'pharmacy' ELSE 'medical' END AS visit_source_value
        FROM chunk.visit`,
      order: sql`visit_concept_id, person_id, visit_start_date, visit_occurrence_id`,
    },
    {
      name: 'condition_occurrence',
      rows: sql`SELECT person_id * 100000 + row_number() OVER (PARTITION BY person_id ORDER BY day, concept, setting) AS condition_occurrence_id,
          person_id, CAST(concept AS INTEGER) AS condition_concept_id, day AS condition_start_date, CAST(NULL AS DATE) AS condition_end_date,
          ${type.claim} AS condition_type_concept_id, ${visitId(sql`day`, sql`setting`)} AS visit_occurrence_id,
          CAST(concept AS INTEGER) AS condition_source_concept_id, c.code AS condition_source_value
        FROM (SELECT DISTINCT person_id, concept, day, setting FROM chunk.condition_event) e JOIN demo.code c ON c.concept_id = e.concept`,
      order: sql`condition_concept_id, person_id, condition_start_date, condition_occurrence_id`,
    },
    {
      name: 'drug_exposure',
      rows: sql`SELECT person_id * 1048576 + ep * 1024 + n AS drug_exposure_id, person_id, CAST(product AS INTEGER) AS drug_concept_id,
          day AS drug_exposure_start_date, day + days - 1 AS drug_exposure_end_date, ${type.prescription} AS drug_type_concept_id,
          CAST(round(per_day * days, 3) AS DOUBLE) AS quantity, CAST(days AS INTEGER) AS days_supply,
          ${visitId(sql`day`, sql`setting`)} AS visit_occurrence_id, CAST(product AS INTEGER) AS drug_source_concept_id, c.code AS drug_source_value
        FROM chunk.exposure e JOIN demo.code c ON c.concept_id = e.product`,
      order: sql`drug_concept_id, person_id, drug_exposure_start_date, drug_exposure_id`,
    },
    {
      name: 'procedure_occurrence',
      rows: sql`SELECT person_id * 100000 + row_number() OVER (PARTITION BY person_id ORDER BY day, concept, setting) AS procedure_occurrence_id,
          person_id, CAST(concept AS INTEGER) AS procedure_concept_id, day AS procedure_date, ${type.claim} AS procedure_type_concept_id,
          1 AS quantity, ${visitId(sql`day`, sql`setting`)} AS visit_occurrence_id,
          CAST(concept AS INTEGER) AS procedure_source_concept_id, c.code AS procedure_source_value
        FROM (SELECT DISTINCT person_id, concept, day, setting FROM chunk.procedure_event) e JOIN demo.code c ON c.concept_id = e.concept`,
      order: sql`procedure_concept_id, person_id, procedure_date, procedure_occurrence_id`,
    },
    {
      name: 'device_exposure',
      rows: sql`SELECT ${deviceId} AS device_exposure_id, person_id, CAST(concept AS INTEGER) AS device_concept_id,
          day AS device_exposure_start_date, CAST(NULL AS DATE) AS device_exposure_end_date, ${type.claim} AS device_type_concept_id,
          quantity, ${visitId(sql`day`, sql`setting`)} AS visit_occurrence_id,
          CAST(concept AS INTEGER) AS device_source_concept_id, c.code AS device_source_value
        FROM chunk.device_event e JOIN demo.code c ON c.concept_id = e.concept`,
      order: sql`device_concept_id, person_id, device_exposure_start_date, device_exposure_id`,
    },
    {
      name: 'measurement',
      rows: sql`SELECT person_id * 100000 + row_number() OVER (PARTITION BY person_id ORDER BY day, concept, value, setting) AS measurement_id,
          person_id, CAST(concept AS INTEGER) AS measurement_concept_id, day AS measurement_date, ${type.lab} AS measurement_type_concept_id,
          value AS value_as_number, CAST(unit AS INTEGER) AS unit_concept_id, ${visitId(sql`day`, sql`setting`)} AS visit_occurrence_id,
          CAST(concept AS INTEGER) AS measurement_source_concept_id, c.code AS measurement_source_value
        FROM chunk.measurement_event e JOIN demo.code c ON c.concept_id = e.concept`,
      order: sql`measurement_concept_id, person_id, measurement_date, measurement_id`,
    },
    {
      name: 'observation',
      rows: observationRows(),
      order: sql`observation_concept_id, person_id, observation_date, observation_id`,
    },
    {
      name: 'drug_era',
      rows: sql`SELECT person_id * 100000 + row_number() OVER (PARTITION BY person_id ORDER BY start, ingredient) AS drug_era_id, person_id,
          CAST(ingredient AS INTEGER) AS drug_concept_id, start AS drug_era_start_date, stop AS drug_era_end_date,
          events AS drug_exposure_count, gap_days
        FROM (${eraSelect(sql`chunk.drug_days`, [sql`ingredient`])})`,
      order: sql`drug_concept_id, person_id, drug_era_start_date`,
    },
    {
      name: 'dose_era',
      rows: sql`SELECT person_id * 100000 + row_number() OVER (PARTITION BY person_id ORDER BY start, ingredient, dose) AS dose_era_id, person_id,
          CAST(ingredient AS INTEGER) AS drug_concept_id, CAST(unit AS INTEGER) AS unit_concept_id, dose AS dose_value,
          start AS dose_era_start_date, stop AS dose_era_end_date
        FROM (${eraSelect(sql`chunk.drug_days`, [sql`ingredient`, sql`unit`, sql`dose`])})`,
      order: sql`drug_concept_id, person_id, dose_era_start_date, dose_value`,
    },
    {
      name: 'condition_era',
      rows: sql`SELECT person_id * 100000 + row_number() OVER (PARTITION BY person_id ORDER BY start, concept) AS condition_era_id, person_id,
          CAST(concept AS INTEGER) AS condition_concept_id, start AS condition_era_start_date, stop AS condition_era_end_date,
          events AS condition_occurrence_count
        FROM (${eraSelect(sql`(SELECT DISTINCT person_id, concept, day AS start, day AS stop FROM chunk.condition_event)`, [sql`concept`])})`,
      order: sql`condition_concept_id, person_id, condition_era_start_date`,
    },
  ];
}

const deviceId = sql`(person_id * 1048576 + CAST(day - CAST('2012-01-01' AS DATE) AS BIGINT) * 32 + slot)`;

/** Findings of patients, and the attributes of their devices as shared/vocabulary/deviceAttributes.ts says. */
function observationRows(): Sql {
  const attribute = (concept: number, number: Sql, value: Sql, present: Sql) => sql`
    SELECT person_id, CAST(${concept} AS BIGINT) AS concept, day, ${number} AS value, ${value} AS value_concept,
      ${millimetreConcept} AS unit, ${deviceExposureIdField} AS field, ${deviceId} AS event, ${type.claim} AS kind
    FROM chunk.device_event WHERE ${present} IS NOT NULL`;
  const none = sql`CAST(NULL AS BIGINT)`;
  const noNumber = sql`CAST(NULL AS DOUBLE)`;
  return sql`SELECT person_id * 100000 + row_number() OVER (PARTITION BY person_id ORDER BY day, o.concept, event, value) AS observation_id,
      person_id, CAST(o.concept AS INTEGER) AS observation_concept_id, day AS observation_date,
      CAST(kind AS INTEGER) AS observation_type_concept_id, value AS value_as_number, CAST(value_concept AS INTEGER) AS value_as_concept_id,
      CAST(CASE WHEN value IS NULL THEN NULL ELSE unit END AS INTEGER) AS unit_concept_id, c.code AS observation_source_value,
      event AS observation_event_id, CAST(field AS INTEGER) AS obs_event_field_concept_id
    FROM (
      SELECT person_id, concept, day, value, ${none} AS value_concept, unit, ${none} AS field, ${none} AS event, ${type.record} AS kind
        FROM chunk.observation_event
      UNION ALL ${attribute(deviceAttributeConcept.diameter, sql`diameter`, none, sql`diameter`)}
      UNION ALL ${attribute(deviceAttributeConcept.length, sql`length`, none, sql`length`)}
      UNION ALL ${attribute(deviceAttributeConcept.material, noNumber, sql`material`, sql`material`)}
      UNION ALL ${attribute(deviceAttributeConcept.coating, noNumber, sql`coating`, sql`coating`)}
    ) o JOIN demo.code c ON c.concept_id = o.concept`;
}
