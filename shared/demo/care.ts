import { type Sql, sql } from '../engine/sql.ts';
import { double, exponential, uniform } from './random.ts';

/** Where something is done; the number is part of the visit's id. */
export const setting = {
  hospital: 1,
  clinic: 2,
  dentist: 3,
  ward: 4,
  pharmacy: 5,
  cardiology: 6,
  cardiologyWard: 7,
} as const;

/** A date moved off the weekend. */
export function weekday(date: Sql): Sql {
  return sql`(${date} + CASE dayofweek(${date}) WHEN 0 THEN 1 WHEN 6 THEN 2 ELSE 0 END)`;
}

/** `sql` condition: the hospital for those who go there, a clinic otherwise. */
export const usualSetting: Sql = sql`CASE WHEN p.hospital_patient THEN ${setting.hospital} ELSE ${setting.clinic} END`;

/** Empty tables that the stories and the routine care of a chunk fill. */
export function eventTables(): readonly Sql[] {
  return [
    sql`CREATE OR REPLACE TABLE chunk.condition_event (person_id BIGINT, concept BIGINT, day DATE, setting INTEGER)`,
    sql`CREATE OR REPLACE TABLE chunk.episode (person_id BIGINT, ep BIGINT, product BIGINT, per_day DOUBLE,
      start DATE, stop DATE, supply INTEGER, setting INTEGER)`,
    sql`CREATE OR REPLACE TABLE chunk.procedure_event (person_id BIGINT, concept BIGINT, day DATE, setting INTEGER)`,
    sql`CREATE OR REPLACE TABLE chunk.device_event (person_id BIGINT, concept BIGINT, day DATE, setting INTEGER,
      slot INTEGER, quantity INTEGER, diameter DOUBLE, length DOUBLE, material BIGINT, coating BIGINT)`,
    sql`CREATE OR REPLACE TABLE chunk.measurement_event (person_id BIGINT, concept BIGINT, day DATE, setting INTEGER,
      value DOUBLE, unit BIGINT)`,
    sql`CREATE OR REPLACE TABLE chunk.observation_event (person_id BIGINT, concept BIGINT, day DATE, value DOUBLE, unit BIGINT)`,
    sql`CREATE OR REPLACE TABLE chunk.stay (person_id BIGINT, day DATE, setting INTEGER, nights INTEGER)`,
  ];
}

/**
 * Regular visits of the chronically ill: `chunk.chronic` (person_id, disease, concept, dx: the visit at which the
 * disease is first recorded). All chronic diseases of a person share one schedule: every 28, 56 or 84 days from the
 * first one's start, on a weekday.
 */
export function chronicCareStatements(): readonly Sql[] {
  return [
    sql`CREATE OR REPLACE TABLE chunk.chronic AS
      WITH anchored AS (SELECT person_id, min(onset) AS first FROM chunk.onset GROUP BY person_id),
      scheduled AS (
        SELECT o.person_id, p.k, o.disease, o.concept, p.exit, p.visit_interval, p.entry, ${usualSetting} AS setting,
          ${weekday(sql`a.first`)} AS anchor,
          ${weekday(sql`a.first`)} + CAST(ceil(greatest(0, o.onset - ${weekday(sql`a.first`)}) / CAST(p.visit_interval AS DOUBLE)) AS INTEGER)
            * p.visit_interval AS dx
        FROM chunk.onset o JOIN anchored a USING (person_id) JOIN chunk.person p USING (person_id)
      )
      SELECT * FROM scheduled WHERE dx < exit ORDER BY person_id, disease`,
    sql`INSERT INTO chunk.condition_event
      SELECT person_id, concept, dx + CAST(n AS INTEGER) * (364 // visit_interval) * visit_interval, setting
      FROM (SELECT *, CAST(unnest(range(0, 1 + (exit - dx - 1) // ((364 // visit_interval) * visit_interval))) AS INTEGER) AS n FROM chunk.chronic)`,
    sql`INSERT INTO chunk.episode
      WITH drawn AS (
        SELECT *, ${uniform('regimen', sql`disease`)} AS u_regimen, ${exponential('persistence', sql`disease`)} AS e_stop
        FROM chunk.chronic
      )
      SELECT d.person_id, d.disease * 4 + r.line, r.product, r.per_day, d.dx,
        least(d.exit, d.dx + greatest(d.visit_interval, CAST(least(9000e0, d.e_stop * 365.25e0 * 6e0) AS INTEGER))),
        d.visit_interval, d.setting
      FROM drawn d JOIN demo.regimen r
        ON r.disease = d.disease AND d.u_regimen >= r.share_from AND d.u_regimen < r.share_to`,
  ];
}

/** Share of a course's prescriptions that the patient does not come for. */
const missedShare = 0.03;

/**
 * `chunk.exposure`: one row per prescription of every episode: person_id, ep, product, per_day, day, days, setting.
 * The last one of a course may run over its stop, as dispensed drugs do.
 */
export function exposureStatement(): Sql {
  return sql`CREATE OR REPLACE TABLE chunk.exposure AS
    WITH each AS (
      SELECT *, CAST(unnest(range(0, greatest(1, CAST(ceil((stop - start) / CAST(supply AS DOUBLE)) AS BIGINT)))) AS INTEGER) AS n
      FROM chunk.episode
    ), drawn AS (
      SELECT e.person_id, e.ep, e.product, e.per_day, e.start + CAST(e.n * e.supply AS INTEGER) AS day, e.supply AS days,
        e.setting, e.n, p.exit, ${uniform('missed', sql`e.ep * 1024 + e.n`, sql`p.k`)} AS u_missed
      FROM each e JOIN chunk.person p USING (person_id)
    )
    SELECT person_id, ep, n, product, per_day, day, days, setting FROM drawn
    WHERE day < exit AND (n = 0 OR u_missed >= ${double(missedShare)})`;
}
