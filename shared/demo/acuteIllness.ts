import { join, type Sql, sql } from '../engine/sql.ts';
import { setting, weekday } from './care.ts';
import type { RegimenLine } from './chronicDiseases.ts';
import { conceptIdOf } from './codes/conceptId.ts';
import { productOf } from './codes/drugs.ts';
import { double, uniform } from './random.ts';

/** An illness that comes and goes. */
interface AcuteIllness {
  readonly icd10: string;
  /** Events per person and year at 0–14, 15–39, 40–64, 65–74, 75 and over. */
  readonly rates: readonly [number, number, number, number, number];
  /** Relative frequency by month, January first. */
  readonly months: readonly number[];
  /** Courses with their shares: drugs and days. */
  readonly courses: readonly {
    readonly share: number;
    readonly days: number;
    readonly lines: readonly RegimenLine[];
  }[];
  /** Share admitted, and nights of a typical stay. */
  readonly admitted?: { readonly share: number; readonly nights: number };
  /** Does not befall those whose coronary events the angina story decides. */
  readonly coronary?: boolean;
  /** First fiscal year in which it exists. */
  readonly since?: number;
}

const winter = [14, 13, 10, 8, 7, 5, 4, 4, 6, 8, 9, 12];
const flat = [8, 8, 8, 8, 8, 8, 9, 9, 9, 8, 8, 9];

const acuteIllnesses: readonly AcuteIllness[] = [
  {
    icd10: 'J06.9',
    rates: [0.5, 0.16, 0.14, 0.14, 0.13],
    months: winter,
    courses: [
      {
        share: 0.22,
        days: 5,
        lines: [
          ['Clarithromycin', 200, 2],
          ['Carbocisteine', 500, 3],
        ],
      },
      { share: 0.12, days: 5, lines: [['Cefditoren pivoxil', 100, 3]] },
      {
        share: 0.3,
        days: 5,
        lines: [
          ['Paracetamol', 200, 6],
          ['Carbocisteine', 500, 3],
        ],
      },
      { share: 0.2, days: 4, lines: [['Loxoprofen', 60, 3]] },
    ],
  },
  {
    icd10: 'J20.9',
    rates: [0.14, 0.05, 0.06, 0.07, 0.08],
    months: winter,
    courses: [
      { share: 0.25, days: 5, lines: [['Levofloxacin', 500, 1]] },
      { share: 0.25, days: 5, lines: [['Clarithromycin', 200, 2]] },
      { share: 0.25, days: 5, lines: [['Amoxicillin', 250, 3]] },
    ],
  },
  {
    icd10: 'J10.1',
    rates: [0.16, 0.05, 0.035, 0.02, 0.015],
    months: [34, 26, 12, 3, 1, 0, 0, 0, 0, 1, 5, 18],
    courses: [{ share: 0.7, days: 5, lines: [['Oseltamivir', 75, 2]] }],
  },
  {
    icd10: 'U07.1',
    rates: [0.06, 0.07, 0.055, 0.045, 0.05],
    months: [14, 8, 5, 4, 5, 4, 12, 18, 9, 5, 6, 10],
    courses: [{ share: 0.6, days: 5, lines: [['Paracetamol', 200, 6]] }],
    admitted: { share: 0.06, nights: 10 },
    since: 2020,
  },
  {
    icd10: 'A09.9',
    rates: [0.12, 0.04, 0.03, 0.03, 0.03],
    months: [12, 10, 8, 7, 7, 8, 9, 9, 8, 7, 7, 12],
    courses: [],
  },
  {
    icd10: 'M54.5',
    rates: [0.005, 0.05, 0.09, 0.12, 0.14],
    months: flat,
    courses: [
      {
        share: 0.5,
        days: 14,
        lines: [
          ['Loxoprofen', 60, 3],
          ['Rebamipide', 100, 3],
        ],
      },
      { share: 0.2, days: 14, lines: [['Celecoxib', 100, 2]] },
      { share: 0.08, days: 28, lines: [['Pregabalin', 75, 2]] },
    ],
  },
  {
    icd10: 'L30.9',
    rates: [0.12, 0.06, 0.06, 0.07, 0.08],
    months: [8, 8, 8, 8, 8, 9, 10, 10, 8, 7, 7, 9],
    courses: [{ share: 0.3, days: 14, lines: [['Fexofenadine', 60, 2]] }],
  },
  {
    icd10: 'J18.9',
    rates: [0.008, 0.002, 0.003, 0.01, 0.035],
    months: winter,
    courses: [{ share: 0.7, days: 7, lines: [['Levofloxacin', 500, 1]] }],
    admitted: { share: 0.55, nights: 14 },
  },
  {
    icd10: 'H26.9',
    rates: [0, 0.0003, 0.006, 0.03, 0.035],
    months: flat,
    courses: [],
    admitted: { share: 0.3, nights: 2 },
  },
  {
    icd10: 'C16.9',
    rates: [0, 0, 0.0006, 0.0022, 0.003],
    months: flat,
    courses: [],
    admitted: { share: 0.7, nights: 15 },
  },
  {
    icd10: 'C18.9',
    rates: [0, 0.00002, 0.0007, 0.002, 0.0028],
    months: flat,
    courses: [],
    admitted: { share: 0.7, nights: 14 },
  },
  {
    icd10: 'C34.9',
    rates: [0, 0.00001, 0.0006, 0.0025, 0.0032],
    months: flat,
    courses: [],
    admitted: { share: 0.7, nights: 13 },
  },
  {
    icd10: 'I63.9',
    rates: [0, 0.00008, 0.0012, 0.0045, 0.01],
    months: winter,
    courses: [],
    admitted: { share: 0.95, nights: 24 },
  },
  {
    icd10: 'I21.9',
    rates: [0, 0.00005, 0.0009, 0.002, 0.0035],
    months: winter,
    courses: [],
    admitted: { share: 1, nights: 13 },
    coronary: true,
  },
];

/** Fiscal years (April to March) that the release observes. */
const firstFiscalYear = 2012;
const fiscalYears = 14;

/** Reference tables `demo.acute`, `demo.acute_rate`, `demo.acute_course`. */
export function acuteIllnessTables(): readonly Sql[] {
  const acute: Sql[] = [];
  const rates: Sql[] = [];
  const courses: Sql[] = [];
  for (const [index, illness] of acuteIllnesses.entries()) {
    const months = illness.months.flatMap((weight, month) => Array.from({ length: weight }, () => month + 1));
    acute.push(
      sql`(${index}, ${conceptIdOf('ICD10JP', illness.icd10)}, [${join(months.map((month) => sql`${month}`))}],
        ${illness.since ?? firstFiscalYear}, ${double(illness.admitted?.share ?? 0)}, ${illness.admitted?.nights ?? 0}, ${illness.coronary ?? false})`,
    );
    for (const [band, rate] of illness.rates.entries()) rates.push(sql`(${index}, ${band}, ${double(rate)})`);
    let from = 0;
    for (const course of illness.courses) {
      for (const [line, [ingredient, strength, perDay]] of course.lines.entries()) {
        courses.push(
          sql`(${index}, ${double(from)}, ${double(from + course.share)}, ${line}, ${course.days},
            ${productOf(ingredient, strength).conceptId}, ${double(perDay)})`,
        );
      }
      from = Number((from + course.share).toFixed(6));
    }
  }
  return [
    sql`CREATE OR REPLACE TABLE demo.acute AS SELECT * FROM (VALUES ${join(acute)})
      AS t(illness, concept, months, since, admitted, nights, coronary)`,
    sql`CREATE OR REPLACE TABLE demo.acute_rate AS SELECT * FROM (VALUES ${join(rates)}) AS t(illness, band, rate)`,
    sql`CREATE OR REPLACE TABLE demo.acute_course AS SELECT * FROM (VALUES ${join(courses)})
      AS t(illness, share_from, share_to, line, days, product, per_day)`,
  ];
}

/** Acute illnesses, at most one of a kind per person and fiscal year, with their drugs and stays. */
export function acuteIllnessStatements(): readonly Sql[] {
  return [
    sql`CREATE OR REPLACE TABLE chunk.acute AS
      WITH years AS (
        SELECT p.person_id, p.k, p.frailty, p.hospital_patient, p.entry, p.exit, y.fy,
          p.age + (y.fy - year(p.entry)) AS age_then
        FROM chunk.person p CROSS JOIN (SELECT CAST(i AS INTEGER) AS fy FROM range(${firstFiscalYear}, ${firstFiscalYear + fiscalYears}) AS r(i)) y
        WHERE y.fy >= year(p.entry) - 1 AND y.fy <= year(p.exit)
      ), banded AS (
        SELECT *, CASE WHEN age_then < 15 THEN 0 WHEN age_then < 40 THEN 1 WHEN age_then < 65 THEN 2 WHEN age_then < 75 THEN 3 ELSE 4 END AS band
        FROM years
      ), drawn AS (
        SELECT b.*, r.illness, r.rate, ${uniform('acute', sql`b.fy * 64 + r.illness`, sql`b.k`)} AS u_event
        FROM banded b JOIN demo.acute_rate r ON r.band = b.band
      ), happening AS (
        SELECT d.person_id, d.k, d.fy, d.illness, a.concept, a.admitted, a.nights, d.entry, d.exit, d.hospital_patient,
          list_extract(a.months, 1 + CAST(floor(${uniform('acuteMonth', sql`d.fy * 64 + d.illness`, sql`d.k`)} * len(a.months)) AS INTEGER)) AS month,
          CAST(floor(${uniform('acuteDay', sql`d.fy * 64 + d.illness`, sql`d.k`)} * 28) AS INTEGER) AS day_of_month,
          ${uniform('acuteCourse', sql`d.fy * 64 + d.illness`, sql`d.k`)} AS u_course,
          ${uniform('acuteAdmission', sql`d.fy * 64 + d.illness`, sql`d.k`)} AS u_admission
        FROM drawn d JOIN demo.acute a ON a.illness = d.illness
        LEFT JOIN chunk.angina g ON a.coronary AND g.person_id = d.person_id
        WHERE g.person_id IS NULL AND d.u_event < d.rate * CASE d.frailty WHEN 0 THEN 0.85e0 WHEN 1 THEN 1.15e0 ELSE 1.6e0 END AND d.fy >= a.since
      ), dated AS (
        SELECT *, make_date(CASE WHEN month >= 4 THEN fy ELSE fy + 1 END, month, 1) + day_of_month AS raw_day FROM happening
      ), placed AS (
        SELECT *, CASE WHEN u_admission < admitted THEN raw_day ELSE ${weekday(sql`raw_day`)} END AS day,
          u_admission < admitted AS inpatient
        FROM dated
      )
      SELECT person_id, illness, concept, fy, day, inpatient, nights, u_course, u_admission, admitted,
        CASE WHEN inpatient THEN ${setting.ward} WHEN hospital_patient THEN ${setting.hospital} ELSE ${setting.clinic} END AS setting
      FROM placed WHERE day >= entry AND day < exit ORDER BY person_id, day, illness`,
    sql`INSERT INTO chunk.condition_event SELECT person_id, concept, day, setting FROM chunk.acute`,
    sql`INSERT INTO chunk.stay
      SELECT person_id, day, setting, 1 + CAST(floor(nights * (0.4e0 + 1.2e0 * u_admission / admitted)) AS INTEGER)
      FROM chunk.acute WHERE inpatient`,
    sql`INSERT INTO chunk.episode
      SELECT a.person_id, 300 + (a.fy - ${firstFiscalYear}) * 32 + a.illness * 2 + c.line, c.product, c.per_day,
        a.day, a.day + c.days, c.days, a.setting
      FROM chunk.acute a JOIN demo.acute_course c
        ON c.illness = a.illness AND a.u_course >= c.share_from AND a.u_course < c.share_to`,
  ];
}
