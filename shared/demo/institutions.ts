import { sql } from '../engine/sql.ts';
import type { ReleaseTable } from './releaseTables.ts';

/** How many hospitals (and clinics, dentists, pharmacies) a demo of so many persons has. */
export function institutionCount(persons: number): number {
  return Math.min(400, Math.max(8, Math.round(persons / 2500)));
}

/**
 * `location`, `care_site` and `provider`. Care sites: hospital departments 10000 + institution × 10 + department
 * (1 internal medicine, 2 cardiology, 3 general ward), clinics 20000, dentists 30000 and pharmacies 40000 + institution.
 */
export function institutionTables(persons: number): readonly ReleaseTable[] {
  const institutions = sql`(SELECT CAST(i AS BIGINT) AS i FROM range(1, ${institutionCount(persons) + 1}) AS r(i))`;
  const department = (number: number, title: string, place: number, label: string) =>
    sql`SELECT 10000 + i * 10 + ${number} AS care_site_id, '第' || i || '病院 ' || ${title} AS care_site_name, ${place} AS place, i, ${label} AS label FROM ${institutions}`;
  const single = (base: number, suffix: string, place: number, label: string) =>
    sql`SELECT ${base} + i, '第' || i || ${suffix}, ${place}, i, ${label} FROM ${institutions}`;
  const sites = sql`(${department(1, '内科', 8756, 'medical')}
    UNION ALL ${department(2, '循環器内科', 8756, 'medical')}
    UNION ALL ${department(3, '一般病棟', 8717, 'medical')}
    UNION ALL ${single(20000, '診療所', 8940, 'medical')}
    UNION ALL ${single(30000, '歯科医院', 8940, 'dental')}
    UNION ALL ${single(40000, '薬局', 8940, 'pharmacy')})`;
  return [
    {
      name: 'location',
      rows: sql`SELECT CAST(i AS BIGINT) AS location_id, 'JP-' || lpad(CAST(i AS VARCHAR), 2, '0') AS state,
          CAST(i AS VARCHAR) AS location_source_value FROM range(1, 48) AS r(i)`,
      order: sql`location_id`,
    },
    {
      name: 'care_site',
      rows: sql`SELECT CAST(care_site_id AS BIGINT) AS care_site_id, care_site_name, CAST(place AS INTEGER) AS place_of_service_concept_id,
          CAST(1 + i % 47 AS BIGINT) AS location_id, label || '-' || i AS care_site_source_value, label AS place_of_service_source_value FROM ${sites}`,
      order: sql`care_site_id`,
    },
    {
      name: 'provider',
      rows: sql`SELECT CAST(care_site_id * 10 + n AS BIGINT) AS provider_id, CAST(0 AS INTEGER) AS specialty_concept_id,
          CAST(care_site_id AS BIGINT) AS care_site_id, label AS specialty_source_value
        FROM ${sites}, range(0, 3) AS r(n)`,
      order: sql`provider_id`,
    },
  ];
}
