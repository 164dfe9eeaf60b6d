import { join, type Sql, sql } from '../engine/sql.ts';
import { adverseOutcomes, injectedEffects } from './adverseEvents.ts';
import { fnv1a } from './codes/conceptId.ts';
import { ingredientOf } from './codes/drugs.ts';
import { double, uniform } from './random.ts';
import type { ReleaseTable } from './releaseTables.ts';

/** Share of events during a prescription that are reported although the drug did not cause them. */
export const coincidentalReporting = 0.004;

/** Share of the truly caused events of a pair that anybody reports: 2 % to 10 %, fixed by the pair. */
export function reportingFraction(ingredient: string, icd10: string): number {
  return Number((0.02 + (fnv1a(`${ingredient}:${icd10}`) % 81) / 1000).toFixed(3));
}

/** Reference table `demo.reporting`. */
export function spontaneousReportTables(): readonly Sql[] {
  const rows = injectedEffects.map(({ ingredient, icd10 }) => {
    const outcome = adverseOutcomes.findIndex((each) => each.icd10 === icd10);
    return sql`(CAST(${ingredientOf(ingredient).conceptId} AS BIGINT), ${outcome}, ${double(reportingFraction(ingredient, icd10))})`;
  });
  return [
    sql`CREATE OR REPLACE TABLE demo.reporting AS SELECT * FROM (VALUES ${join(rows)}) AS t(ingredient, outcome, fraction)`,
  ];
}

/** `chunk.report`: what is reported of a chunk's adverse events; needs `chunk.adverse_event` and `chunk.exposure`. */
export function spontaneousReportStatement(): Sql {
  return sql`CREATE OR REPLACE TABLE chunk.report AS
    WITH caused AS (
      SELECT a.person_id, a.k, a.outcome, a.concept, a.day, d.ingredient, r.fraction
      FROM chunk.adverse_event a JOIN demo.product d ON d.product = a.product JOIN demo.reporting r ON r.ingredient = d.ingredient AND r.outcome = a.outcome
    ), coincidental AS (
      SELECT DISTINCT a.person_id, a.k, a.outcome, a.concept, a.day, d.ingredient, ${double(coincidentalReporting)} AS fraction
      FROM chunk.adverse_event a JOIN chunk.exposure e ON e.person_id = a.person_id AND e.day <= a.day AND e.day + e.days > a.day
      JOIN demo.product d ON d.product = e.product WHERE a.product IS NULL
    ), drawn AS (
      SELECT *, ${uniform('report', sql`(ingredient % 1000003) * 32 + outcome + 8192 * (day - CAST('2012-01-01' AS DATE))`)} AS u
      FROM (SELECT * FROM caused UNION ALL SELECT * FROM coincidental)
    )
    SELECT d.ingredient, d.concept, year(d.day) AS report_year, quarter(d.day) AS report_quarter, p.sex,
      10 * ((year(d.day) - year(p.birth)) // 10) AS age_decade
    FROM drawn d JOIN chunk.person p USING (person_id) WHERE d.u < d.fraction`;
}

/** `spontaneous_reports`: one row per report, without persons, as a reporting system would publish it. */
export const spontaneousReports: ReleaseTable = {
  name: 'spontaneous_reports',
  rows: sql`SELECT CAST(report_year AS INTEGER) AS report_year, CAST(report_quarter AS INTEGER) AS report_quarter,
      CAST(r.ingredient AS BIGINT) AS drug_concept_id, i.code AS drug_code, CAST(r.concept AS BIGINT) AS event_concept_id, e.code AS event_code,
      CASE r.sex WHEN 1 THEN 'M' ELSE 'F' END AS sex, CAST(r.age_decade AS INTEGER) AS age_decade
    FROM chunk.report r JOIN demo.code i ON i.concept_id = r.ingredient JOIN demo.code e ON e.concept_id = r.concept`,
  order: sql`report_year, report_quarter, drug_code, event_code, sex, age_decade`,
};
