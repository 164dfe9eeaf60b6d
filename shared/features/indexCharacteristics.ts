import type { OutputRules } from '../disclosure/outputRules.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { publishParts } from '../disclosure/publishParts.ts';
import { publishPyramid } from '../disclosure/publishPyramid.ts';
import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { daysBetween, type Sql, sql } from '../engine/sql.ts';
import type { AgeBand, CalendarPeriod, CohortPage, Sex } from '../workbenchApi.ts';

/** OMOP gender concepts. */
const MALE = 8507;
const FEMALE = 8532;

/** Five-year bands from 0 to the open-ended 100+. */
const BAND_YEARS = 5;
const OPEN_BAND_FROM = 100;

/** Calendar time is shown by month up to this many months, by year beyond. */
const MONTHS_SHOWN = 60;

const sexes: readonly Sex[] = ['male', 'female', 'unknown'];

export type IndexCharacteristics = Pick<CohortPage, 'ageAtIndex' | 'sex' | 'calendar' | 'duration'>;

/**
 * Age and sex at each person's first entry, calendar time of all entries, and days from cohort start to end.
 * Age is the year of entry less the year of birth, as in Circe.
 *
 * @param cohort relation with subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE
 */
export async function characteriseAtIndex(
  connection: EngineConnection,
  cohort: Sql,
  rules: OutputRules,
  job: Job,
): Promise<IndexCharacteristics> {
  const { ageAtIndex, sex } = await ageAndSex(connection, cohort, rules, job);
  return {
    ageAtIndex,
    sex,
    calendar: await calendarTime(connection, cohort, rules, job),
    duration: await duration(connection, cohort, rules, job),
  };
}

/** Age bands by sex at first entry, from the youngest to the oldest band that holds anybody. */
export async function ageAndSex(
  connection: EngineConnection,
  cohort: Sql,
  rules: OutputRules,
  job: Job,
): Promise<Pick<IndexCharacteristics, 'ageAtIndex' | 'sex'>> {
  const counted = await connection.query(
    sql`SELECT CAST(CASE p.gender_concept_id WHEN ${MALE} THEN 0 WHEN ${FEMALE} THEN 1 ELSE 2 END AS INTEGER) AS sex,
  CAST(LEAST(GREATEST((YEAR(f.entered) - p.year_of_birth), 0), ${OPEN_BAND_FROM}) // ${BAND_YEARS} AS INTEGER) AS band,
  CAST(COUNT(*) AS INTEGER) AS persons
FROM (SELECT subject_id, MIN(cohort_start_date) AS entered FROM ${cohort} AS c GROUP BY subject_id) AS f
JOIN cdm.person AS p ON p.person_id = f.subject_id
GROUP BY 1, 2`,
    job,
  );
  const rows = toRows(counted).map((row) => ({
    sex: Number(row.sex),
    band: Number(row.band ?? 0),
    persons: Number(row.persons),
  }));
  const bands = rows.map(({ band }) => band);
  const [first, last] = bands.length > 0 ? [Math.min(...bands), Math.max(...bands)] : [0, -1];
  const counts = sexes.map((_, column) =>
    Array.from({ length: last - first + 1 }, (_, i) =>
      rows.reduce((sum, row) => (row.sex === column && row.band === first + i ? sum + row.persons : sum), 0),
    ),
  );
  const { cells, columnTotals } = publishPyramid(counts, rules);
  return {
    ageAtIndex: Array.from({ length: last - first + 1 }, (_, i): AgeBand => {
      const from = (first + i) * BAND_YEARS;
      const cell = (column: number): PublishedCount => cells[column]?.[i] ?? 0;
      return {
        from,
        to: from >= OPEN_BAND_FROM ? null : from + BAND_YEARS - 1,
        male: cell(0),
        female: cell(1),
        unknown: cell(2),
      };
    }),
    sex: sexes.map((name, column) => ({ sex: name, persons: columnTotals[column] ?? 0 })),
  };
}

async function calendarTime(
  connection: EngineConnection,
  cohort: Sql,
  rules: OutputRules,
  job: Job,
): Promise<CohortPage['calendar']> {
  const counted = await connection.query(
    sql`SELECT CAST(YEAR(cohort_start_date) * 12 + MONTH(cohort_start_date) - 1 AS INTEGER) AS month, CAST(COUNT(*) AS INTEGER) AS entries
FROM ${cohort} AS c GROUP BY 1 ORDER BY 1`,
    job,
  );
  const byMonth = toRows(counted).map((row) => ({
    month: Number(row.month),
    entries: Number(row.entries),
  }));
  const [first, last] = [byMonth.at(0)?.month, byMonth.at(-1)?.month];
  if (first === undefined || last === undefined) return { unit: 'year', periods: [] };
  const unit = last - first < MONTHS_SHOWN ? 'month' : 'year';
  const step = unit === 'month' ? 1 : 12;
  const [from, to] = [Math.floor(first / step), Math.floor(last / step)];
  const entries = Array.from({ length: to - from + 1 }, (_, i) =>
    byMonth.reduce((sum, row) => (Math.floor(row.month / step) === from + i ? sum + row.entries : sum), 0),
  );
  const { published } = publishParts(entries, rules);
  return {
    unit,
    periods: published.map(
      (count, i): CalendarPeriod => ({ period: periodName(from + i, unit), entries: count }),
    ),
  };
}

function periodName(period: number, unit: 'month' | 'year'): string {
  if (unit === 'year') return String(period);
  return `${Math.floor(period / 12)}-${String((period % 12) + 1).padStart(2, '0')}`;
}

async function duration(
  connection: EngineConnection,
  cohort: Sql,
  rules: OutputRules,
  job: Job,
): Promise<CohortPage['duration']> {
  const days = daysBetween(sql`cohort_start_date`, sql`cohort_end_date`);
  const [row] = toRows(
    await connection.query(
      sql`SELECT CAST(COUNT(DISTINCT subject_id) AS INTEGER) AS persons,
  CAST(quantile_cont(${days}, ${0.25}) AS DOUBLE) AS lower, CAST(quantile_cont(${days}, ${0.5}) AS DOUBLE) AS median,
  CAST(quantile_cont(${days}, ${0.75}) AS DOUBLE) AS upper
FROM ${cohort} AS c`,
      job,
    ),
  );
  if (!row || Number(row.persons) < rules.minimumCell) return null;
  return { median: Number(row.median), lower: Number(row.lower), upper: Number(row.upper) };
}
