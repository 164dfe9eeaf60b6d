import { type Sql, sql } from '../engine/sql.ts';
import { setting, usualSetting, weekday } from './care.ts';
import { atAge, diseaseNumber } from './chronicDiseases.ts';
import { conceptIdOf } from './codes/conceptId.ts';
import { labCode } from './codes/labs.ts';
import { bell, double, exponential, lookup, uniform } from './random.ts';

/** The truth of the story: what the generator injects. Sources: Stoehr 2021 (both directions), Diabetes Ther 2021 (therapy). */
export const diabetesPeriodontitisTruth = {
  periodontitisAfterDiabetes: 1.24,
  diabetesAfterPeriodontitis: 1.26,
  /** Change of HbA1c (points of %) by days since the first scaling and root planing. */
  hba1cAfterTherapy: [
    { fromDay: 46, toDay: 135, change: -0.51 },
    { fromDay: 136, toDay: 270, change: -0.55 },
    { fromDay: 271, toDay: null, change: -0.3 },
  ],
} as const;

const byAge = (values: readonly number[]) =>
  Array.from({ length: 110 }, (_, age) => Number(atAge(values, age).toPrecision(6)));

const rates = {
  diabetesPrevalence: byAge([0.002, 0.02, 0.06, 0.11, 0.15, 0.16]),
  diabetesIncidence: byAge([0.0004, 0.004, 0.008, 0.011, 0.012, 0.01]),
  periodontitisPrevalence: byAge([0.02, 0.07, 0.11, 0.14, 0.15, 0.13]),
  periodontitisIncidence: byAge([0.008, 0.018, 0.026, 0.032, 0.034, 0.028]),
};

/**
 * `chunk.coupled`: person_id, diabetes_day and periodontitis_day (dates of onset, possibly after observation), and
 * whether each was there on entry. Rates are constant from entry (by age at entry, sex, smoking and BMI); when the
 * first of the two begins, the other's rate is multiplied. Only those who go to a dentist get periodontitis recorded;
 * the coupling holds among all.
 */
export function coupledOnsetStatement(): Sql {
  const { periodontitisAfterDiabetes, diabetesAfterPeriodontitis } = diabetesPeriodontitisTruth;
  return sql`CREATE OR REPLACE TABLE chunk.coupled AS
    WITH drawn AS (
      SELECT person_id, entry,
        ${uniform('diabetesPrevalent')} < ${lookup(rates.diabetesPrevalence, sql`age`)} * d_ratio AS d_prevalent,
        ${uniform('periodontitisPrevalent')} < ${lookup(rates.periodontitisPrevalence, sql`age`)} * p_ratio AS p_prevalent,
        ${exponential('diabetesOnset')} / greatest(1e-7, ${lookup(rates.diabetesIncidence, sql`age`)} * d_ratio) AS d_alone,
        ${exponential('periodontitisOnset')} / greatest(1e-7, ${lookup(rates.periodontitisIncidence, sql`age`)} * p_ratio) AS p_alone,
        ${uniform('diabetesSeen')} AS d_seen, ${uniform('periodontitisSeen')} AS p_seen
      FROM (
        SELECT *,
          CASE sex WHEN 1 THEN 1e0 ELSE 0.62e0 END * CASE WHEN smoker THEN 1.2e0 ELSE 1e0 END * CASE WHEN bmi >= 25 THEN 2e0 ELSE 1e0 END AS d_ratio,
          CASE sex WHEN 1 THEN 1e0 ELSE 0.85e0 END * CASE WHEN smoker THEN 1.7e0 ELSE 1e0 END * CASE WHEN bmi >= 25 THEN 1.2e0 ELSE 1e0 END AS p_ratio
        FROM chunk.base
      )
    ), timed AS (
      SELECT *,
        CASE WHEN d_prevalent THEN 0.25e0 * d_seen
          WHEN p_prevalent THEN d_alone / ${double(diabetesAfterPeriodontitis)}
          WHEN d_alone <= p_alone THEN d_alone
          ELSE p_alone + (d_alone - p_alone) / ${double(diabetesAfterPeriodontitis)} END AS d_years,
        CASE WHEN p_prevalent THEN 0.5e0 * p_seen
          WHEN d_prevalent THEN p_alone / ${double(periodontitisAfterDiabetes)}
          WHEN p_alone < d_alone THEN p_alone
          ELSE d_alone + (p_alone - d_alone) / ${double(periodontitisAfterDiabetes)} END AS p_years
      FROM drawn
    )
    SELECT person_id, d_prevalent, p_prevalent,
      entry + CAST(floor(least(60e0, d_years) * 365.25e0) AS INTEGER) AS diabetes_day,
      entry + CAST(floor(least(60e0, p_years) * 365.25e0) AS INTEGER) AS periodontitis_day
    FROM timed ORDER BY person_id`;
}

/** Adds diabetes to `chunk.onset`, so that its care joins the person's other chronic care. */
export function diabetesOnsetStatement(): Sql {
  return sql`INSERT INTO chunk.onset
    SELECT c.person_id, ${diseaseNumber('diabetes')}, ${conceptIdOf('ICD10JP', 'E11.9')}, c.diabetes_day, c.d_prevalent
    FROM chunk.coupled c JOIN chunk.base b USING (person_id) WHERE c.diabetes_day < least(b.leaves, b.base_death)`;
}

const dental = setting.dentist;
const act = (code: string) => conceptIdOf('JPDentalAct', code);

/** Dental care, diabetes on its true day of onset, and HbA1c that answers to periodontal therapy. */
export function diabetesPeriodontitisStatements(): readonly Sql[] {
  const first = weekday(sql`c.periodontitis_day`);
  const hba1c = conceptIdOf('JLAC10', labCode.hba1c);
  return [
    sql`INSERT INTO chunk.condition_event
      SELECT c.person_id, ${conceptIdOf('ICD10JP', 'E11.9')}, c.diabetes_day, ${usualSetting}
      FROM chunk.coupled c JOIN chunk.person p USING (person_id) WHERE c.diabetes_day < p.exit`,
    sql`INSERT INTO chunk.condition_event
      SELECT person_id, CASE WHEN u < 0.45e0 THEN ${conceptIdOf('ICD10JP', 'E11.2')} WHEN u < 0.8e0 THEN ${conceptIdOf('ICD10JP', 'E11.3')}
          ELSE ${conceptIdOf('ICD10JP', 'E11.4')} END, dx + 13 * visit_interval, setting
      FROM (SELECT *, ${uniform('complication')} AS u, ${uniform('complicated')} AS u_any FROM chunk.chronic WHERE disease = ${diseaseNumber('diabetes')})
      WHERE u_any < 0.3e0 AND dx + 13 * visit_interval < exit`,
    // h0: HbA1c at diagnosis; those with higher values are sent for periodontal therapy more often.
    sql`CREATE OR REPLACE TABLE chunk.dental AS
      SELECT c.person_id, p.k, p.exit, ${first} AS dx, u_treat < CASE WHEN diabetic AND h0 >= 8e0 THEN 0.78e0 WHEN diabetic THEN 0.58e0 ELSE 0.5e0 END AS treated,
        ${first} + 14 + 7 * CAST(floor(3e0 * u_wait) AS INTEGER) AS therapy, u_maintain < 0.6e0 AS maintained, u_kind
      FROM (
        SELECT c.*, c.diabetes_day <= c.periodontitis_day AS diabetic, ${firstHba1c(sql`p.k`)} AS h0,
          ${uniform('perioTreated', 0, sql`p.k`)} AS u_treat, ${uniform('perioWait', 0, sql`p.k`)} AS u_wait,
          ${uniform('perioMaintained', 0, sql`p.k`)} AS u_maintain, ${uniform('perioKind', 0, sql`p.k`)} AS u_kind
        FROM chunk.coupled c JOIN chunk.person p USING (person_id)
      ) c JOIN chunk.person p USING (person_id)
      WHERE p.attends_dentist AND ${first} < p.exit ORDER BY c.person_id`,
    sql`INSERT INTO chunk.condition_event
      SELECT person_id, CASE WHEN u_kind < 0.9e0 OR n > 0 THEN ${conceptIdOf('ICD10JP', 'K05.3')} WHEN u_kind < 0.98e0 THEN ${conceptIdOf('ICD10JP', 'K05.2')}
          ELSE ${conceptIdOf('ICD10JP', 'K05.4')} END, dx + CAST(n * 182 AS INTEGER), ${dental}
      FROM (SELECT *, CAST(unnest(range(0, CASE WHEN maintained THEN 1 + least(10, (exit - dx - 1) // 182) ELSE 1 END)) AS INTEGER) AS n FROM chunk.dental)`,
    sql`INSERT INTO chunk.procedure_event
      SELECT person_id, unnest([${act('304000610')}, ${act('302000110')}]), dx, ${dental} FROM chunk.dental
      UNION ALL SELECT person_id, CASE n WHEN 0 THEN ${act('309005110')} ELSE ${act('309005210')} END, therapy + CAST(n * 14 AS INTEGER), ${dental}
        FROM (SELECT *, CAST(unnest(range(0, 3)) AS INTEGER) AS n FROM chunk.dental WHERE treated) WHERE therapy + n * 14 < exit
      UNION ALL SELECT person_id, unnest([${act('309005710')}, ${act('302000110')}]), therapy + 91 + CAST(n * 91 AS INTEGER), ${dental}
        FROM (SELECT *, CAST(unnest(range(0, 16)) AS INTEGER) AS n FROM chunk.dental WHERE treated AND maintained) WHERE therapy + 91 + n * 91 < exit
      UNION ALL SELECT person_id, ${act('310011910')}, therapy + 70, ${dental} FROM chunk.dental WHERE treated AND u_kind > 0.85e0 AND therapy + 70 < exit`,
    sql`INSERT INTO chunk.measurement_event
      WITH visits AS (
        SELECT c.person_id, p.k, c.dx, c.setting, c.visit_interval, p.exit, o.diabetes_day,
          CAST(unnest(range(0, 1 + (c.exit - c.dx - 1) // (c.visit_interval * CAST(ceil(84e0 / c.visit_interval) AS INTEGER)))) AS INTEGER) AS n
        FROM chunk.chronic c JOIN chunk.person p USING (person_id) JOIN chunk.coupled o USING (person_id)
        WHERE c.disease = ${diseaseNumber('diabetes')}
      ), days AS (
        SELECT *, dx + CAST(n AS INTEGER) * visit_interval * CAST(ceil(84e0 / visit_interval) AS INTEGER) AS day FROM visits
        UNION ALL SELECT person_id, k, dx, setting, visit_interval, exit, diabetes_day, -1, diabetes_day FROM visits WHERE n = 0 AND diabetes_day < dx
      ), valued AS (
        SELECT v.person_id, v.day, v.setting, ${firstHba1c(sql`v.k`)} - 0.7e0 * least(1e0, greatest(0, v.day - v.dx) / 180e0)
            * CASE WHEN ${firstHba1c(sql`v.k`)} >= 6.8e0 THEN 1e0 ELSE 0.3e0 END
          + 0.03e0 * (v.day - v.dx) / 365.25e0 + 0.28e0 * ${bell('hba1cNoise', sql`v.n + 1`, sql`v.k`)}
          + ${therapyEffect(sql`CASE WHEN t.treated THEN v.day - t.therapy END`)} AS value
        FROM days v LEFT JOIN chunk.dental t USING (person_id)
      )
      SELECT person_id, ${hba1c}, day, setting, round(least(14e0, greatest(5.2e0, value)), 1), 8554 FROM valued`,
    sql`INSERT INTO chunk.procedure_event
      SELECT DISTINCT person_id, ${conceptIdOf('JPReceiptAct', '160010010')}, day, setting FROM chunk.measurement_event WHERE concept = ${hba1c}`,
  ];
}

function firstHba1c(key: Sql): Sql {
  return sql`(7.5e0 + 0.9e0 * ${bell('hba1cLevel', 0, key)})`;
}

function therapyEffect(daysSince: Sql): Sql {
  const [early, middle, late] = diabetesPeriodontitisTruth.hba1cAfterTherapy;
  return sql`CASE WHEN ${daysSince} IS NULL OR ${daysSince} < ${early.fromDay} THEN 0e0
    WHEN ${daysSince} <= ${early.toDay} THEN ${double(early.change)}
    WHEN ${daysSince} <= ${middle.toDay} THEN ${double(middle.change)} ELSE ${double(late.change)} END`;
}
