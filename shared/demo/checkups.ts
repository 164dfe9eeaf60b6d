import { type Sql, sql } from '../engine/sql.ts';
import { setting, usualSetting, weekday } from './care.ts';
import { diseaseNumber } from './chronicDiseases.ts';
import { conceptIdOf } from './codes/conceptId.ts';
import { labCode } from './codes/labs.ts';
import { bell, uniform } from './random.ts';

/** Yearly examinations of a share of the adults, findings on entry, and dental visits for caries. */
export function checkupStatements(): readonly Sql[] {
  const lab = (code: string) => conceptIdOf('JLAC10', code);
  const finding = (code: string) => conceptIdOf('AkashiDemo', code);
  const result = (code: string, value: Sql, digits: number, unit: number) =>
    sql`SELECT person_id, ${lab(code)}, day, setting, round(${value}, ${digits}), ${unit} FROM chunk.checkup`;
  return [
    sql`CREATE OR REPLACE TABLE chunk.checkup AS
      WITH years AS (
        SELECT p.*, CAST(n AS INTEGER) AS n, ${usualSetting} AS setting
        FROM (SELECT *, CAST(unnest(range(0, 1 + (exit - entry - 1) // 365)) AS INTEGER) AS n FROM chunk.person WHERE age >= 30) p
      ), drawn AS (
        SELECT *, ${weekday(sql`(entry + 365 * n + CAST(floor(${uniform('checkupDay', sql`n`)} * 300) AS INTEGER))`)} AS day,
          ${uniform('checkup', sql`n`)} AS u, ${bell('pressure', sql`n`)} AS z_pressure, ${bell('pressureLevel')} AS z_own_pressure, ${bell('ldl', sql`n`)} AS z_ldl,
          ${bell('ldlLevel')} AS z_own_ldl, ${bell('creatinine', sql`n`)} AS z_creatinine, ${bell('weight', sql`n`)} AS z_bmi, ${bell('glucose', sql`n`)} AS z_glucose
        FROM years
      )
      SELECT d.*, o.disease IS NOT NULL AS diabetic, k.disease IS NOT NULL AS kidney, h.disease IS NOT NULL AS hypertensive, l.disease IS NOT NULL AS lipids
      FROM drawn d
      LEFT JOIN chunk.onset o ON o.person_id = d.person_id AND o.disease = ${diseaseNumber('diabetes')} AND o.onset <= d.day
      LEFT JOIN chunk.onset k ON k.person_id = d.person_id AND k.disease = ${diseaseNumber('kidneyDisease')} AND k.onset <= d.day
      LEFT JOIN chunk.onset h ON h.person_id = d.person_id AND h.disease = ${diseaseNumber('hypertension')} AND h.onset <= d.day
      LEFT JOIN chunk.onset l ON l.person_id = d.person_id AND l.disease = ${diseaseNumber('dyslipidaemia')} AND l.onset <= d.day
      WHERE d.u < 0.22e0 AND d.day < d.exit`,
    sql`INSERT INTO chunk.measurement_event
      ${result(labCode.systolic, sql`110e0 + 0.32e0 * least(85, age + n) + CASE WHEN hypertensive THEN 8e0 ELSE 0e0 END + 9e0 * z_own_pressure + 6e0 * z_pressure`, 0, 8876)}
      UNION ALL ${result(labCode.ldl, sql`greatest(40e0, 122e0 - CASE WHEN lipids THEN 14e0 ELSE 0e0 END + 22e0 * z_own_ldl + 9e0 * z_ldl)`, 0, 8840)}
      UNION ALL ${result(labCode.creatinine, sql`greatest(0.35e0, CASE sex WHEN 1 THEN 0.8e0 ELSE 0.62e0 END + 0.003e0 * greatest(0, age + n - 50) + CASE WHEN kidney THEN 0.55e0 ELSE 0e0 END + 0.09e0 * z_creatinine)`, 2, 8840)}
      UNION ALL ${result(labCode.bmi, sql`greatest(14e0, bmi + 0.5e0 * z_bmi)`, 1, 9531)}
      UNION ALL ${result(labCode.fastingGlucose, sql`greatest(60e0, CASE WHEN diabetic THEN 138e0 + 22e0 * z_glucose ELSE 93e0 + 7e0 * z_glucose END)`, 0, 8840)}`,
    sql`INSERT INTO chunk.measurement_event
      SELECT person_id, ${lab(labCode.hba1c)}, day, setting, round(5.5e0 + 0.004e0 * least(80, age + n) + 0.2e0 * z_glucose, 1), 8554 FROM chunk.checkup WHERE NOT diabetic`,
    // Background that everybody is asked for on entry; what confounds can therefore be adjusted for.
    sql`INSERT INTO chunk.observation_event
      SELECT person_id, ${finding('smoking')}, entry, CASE WHEN smoker THEN 1e0 ELSE 0e0 END, NULL FROM chunk.person WHERE age >= 20
      UNION ALL SELECT person_id, ${finding('care-level')}, entry, CAST(frailty AS DOUBLE), NULL FROM chunk.person
      UNION ALL SELECT person_id, ${finding('residual-teeth')}, entry,
        greatest(0e0, least(28e0, floor(28.5e0 - 0.003e0 * (age - 20) * (age - 20) + 3e0 * ${bell('teeth')}))), NULL FROM chunk.person WHERE attends_dentist AND age >= 20`,
    sql`INSERT INTO chunk.measurement_event
      SELECT p.person_id, ${lab(labCode.bmi)}, ${weekday(sql`p.entry`)}, ${usualSetting}, round(p.bmi, 1), 9531 FROM chunk.person p WHERE p.age >= 20 AND ${weekday(sql`p.entry`)} < p.exit`,
    sql`CREATE OR REPLACE TABLE chunk.caries AS
      WITH years AS (SELECT *, CAST(unnest(range(0, 1 + (exit - entry - 1) // 365)) AS INTEGER) AS n FROM chunk.person WHERE attends_dentist AND age >= 3)
      SELECT person_id, day, age, u_extract FROM (
        SELECT person_id, age, exit, ${weekday(sql`(entry + CAST(365 * n + floor(${uniform('cariesDay', sql`n`)} * 365) AS INTEGER))`)} AS day,
          ${uniform('caries', sql`n`)} AS u, ${uniform('extraction', sql`n`)} AS u_extract FROM years)
      WHERE u < 0.3e0 AND day < exit`,
    sql`INSERT INTO chunk.condition_event
      SELECT person_id, ${conceptIdOf('ICD10JP', 'K02.9')}, day, ${setting.dentist} FROM chunk.caries
      UNION ALL SELECT person_id, ${conceptIdOf('ICD10JP', 'K08.1')}, day, ${setting.dentist} FROM chunk.caries WHERE age >= 40 AND u_extract < 0.06e0
      UNION ALL SELECT person_id, ${conceptIdOf('ICD10JP', 'K05.1')}, day, ${setting.dentist} FROM chunk.caries WHERE u_extract > 0.75e0`,
    sql`INSERT INTO chunk.procedure_event
      SELECT person_id, ${conceptIdOf('JPDentalAct', '302000110')}, day, ${setting.dentist} FROM chunk.caries
      UNION ALL SELECT person_id, CASE WHEN u_extract < 0.02e0 THEN ${conceptIdOf('JPDentalAct', '310000210')} ELSE ${conceptIdOf('JPDentalAct', '310000310')} END, day, ${setting.dentist}
        FROM chunk.caries WHERE age >= 40 AND u_extract < 0.06e0`,
  ];
}
