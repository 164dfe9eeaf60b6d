import { wholeNumbers } from '../../cohort/personNumbers.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { daysBetween, type Sql, sql } from '../../engine/sql.ts';
import { resolvedItems } from '../../vocabulary/resolveConceptSets.ts';

/** Days before index that care is looked at in. */
const YEAR = 365;

/** Inpatient and emergency-room-then-inpatient visits. */
const hospitalVisits = [9201, 262];

/** Where persons were cared for in the year before a day. */
export interface CareSettings {
  /** 2: a hospital stay began in the 365 days before the day; 1: another visit did; 0: neither. */
  readonly before: (person: number, day: number) => 0 | 1 | 2;
}

/**
 * Reads the visits once, as the first and last day of each person in every stretch of 365 days: a year before a day
 * touches two stretches at most, so that these days tell whether there is a visit in it.
 * @param size persons in the release
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function readCareSettings(
  connection: EngineConnection,
  numbers: Sql,
  size: number,
  available: ReadonlySet<string>,
  job: Job,
): Promise<CareSettings> {
  if (!available.has('visit_occurrence.visit_start_date')) return { before: () => 0 };
  const items = hospitalVisits.map((conceptId) => ({
    conceptId,
    isExcluded: false,
    includeDescendants: true,
    includeMapped: false,
  }));
  // Visits before the epoch are nobody's year before a treatment.
  const day = daysBetween(sql`CAST('1970-01-01' AS DATE)`, sql`e.visit_start_date`);
  const rows = await connection.query(
    sql`WITH hospital AS MATERIALIZED (${resolvedItems([items])}),
stretch AS (
  SELECT person_id, kind, day // ${YEAR} AS stretch, MIN(day % ${YEAR}) AS first_day, MAX(day % ${YEAR}) AS last_day
  FROM (
    SELECT e.person_id, CASE WHEN e.visit_concept_id IN (SELECT concept_id FROM hospital UNION ALL SELECT ${hospitalVisits[0] as number} UNION ALL SELECT ${hospitalVisits[1] as number}) THEN 1 ELSE 0 END AS kind, ${day} AS day
    FROM cdm.visit_occurrence AS e
    WHERE e.visit_start_date >= CAST('1970-01-01' AS DATE)
  ) AS v
  GROUP BY 1, 2, 3
)
SELECT n.person_no, CAST(s.stretch AS INTEGER) AS stretch,
  CAST((s.kind * ${YEAR} + s.first_day) * ${YEAR} + s.last_day AS INTEGER) AS days
FROM stretch AS s
JOIN ${numbers} AS n ON n.person_id = s.person_id`,
    job,
  );
  return fromStretches(wholeNumbers(rows, 0), wholeNumbers(rows, 1), wholeNumbers(rows, 2), size);
}

function fromStretches(
  persons: Int32Array,
  stretches: Int32Array,
  packed: Int32Array,
  size: number,
): CareSettings {
  let [lowest, highest] = [0x7fffffff, -1];
  for (const stretch of stretches) {
    if (stretch < lowest) lowest = stretch;
    if (stretch > highest) highest = stretch;
  }
  if (highest < lowest) return { before: () => 0 };
  const width = highest - lowest + 1;
  const table = () => ({
    first: new Int16Array(size * width).fill(YEAR),
    last: new Int16Array(size * width).fill(-1),
  });
  const kinds = [table(), table()] as const;
  for (let row = 0; row < persons.length; row++) {
    const value = packed[row] as number;
    const { first, last } = kinds[value >= YEAR * YEAR ? 1 : 0];
    const cell = (persons[row] as number) * width + (stretches[row] as number) - lowest;
    first[cell] = Math.floor(value / YEAR) % YEAR;
    last[cell] = value % YEAR;
  }
  const isIn = ({ first, last }: ReturnType<typeof table>, person: number, day: number): boolean => {
    const from = day - YEAR;
    const earlier = Math.floor(from / YEAR) - lowest;
    const later = Math.floor((day - 1) / YEAR) - lowest;
    const inEarlier =
      earlier >= 0 && earlier < width && (last[person * width + earlier] as number) >= from % YEAR;
    if (earlier === later || inEarlier) return inEarlier;
    return later >= 0 && later < width && (first[person * width + later] as number) <= (day - 1) % YEAR;
  };
  return {
    before: (person, day) => (isIn(kinds[1], person, day) ? 2 : isIn(kinds[0], person, day) ? 1 : 0),
  };
}
