import { type OutputRules, publishCount } from '../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import { publishLinked } from '../disclosure/publishLinked.ts';
import { type Cell, toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { epochDays, join, name, type Sql, sql } from '../engine/sql.ts';
import { poissonInterval } from '../stats/rates/incidenceRate.ts';
import type { AgeIncidence, EntryIncidence, IncidenceRate, YearIncidence } from './characterisationApi.ts';
import { ageAndSex } from './indexCharacteristics.ts';

const DAYS_PER_YEAR = 365.25;
const DAY_MS = 86_400_000;
const PER_PERSON_YEARS = 1000;
const BAND_YEARS = 5;
const OPEN_BAND = 20;

/** Persons and person-days at risk; sex 0 male, 1 female, 2 unknown; band: five years of age. */
export interface RiskCell {
  readonly year: number;
  readonly sex: number;
  readonly band: number;
  readonly persons: number;
  readonly days: number;
}

/** Persons who enter, and entries of those who entered before, in a year. */
export interface EntryCell {
  readonly year: number;
  readonly sex: number;
  readonly first: number;
  readonly again: number;
}

/**
 * Incidence of entry: persons who enter for the first time over person-years at risk in the release. A person is at
 * risk from `priorDays` after the start of each observation period (the definition's own requirement: before that
 * nobody can enter) to its end or to the day of the first entry, both days included; after it no more. Age is the
 * calendar year less the year of birth, as in Circe. Rates are per 1,000 person-years of 365.25 days, with Garwood's
 * exact interval.
 *
 * Entries by age and sex are those of the cohort's overview; those by year and sex are protected against the sums by
 * year and by sex. Person-years are withheld where fewer than the minimum cell were at risk.
 *
 * @param cohort relation with subject_id BIGINT, cohort_start_date DATE
 * @param index table with person_id BIGINT, index_date DATE, one row per person
 */
export async function entryIncidence(
  connection: EngineConnection,
  cohort: Sql,
  index: Sql,
  priorDays: number,
  rules: OutputRules,
  job: Job,
): Promise<Omit<EntryIncidence, 'provenance'>> {
  job.report({ phase: 'characterising', fraction: 0, detail: 'observation_period' });
  const risk = await riskCells(connection, index, priorDays, job);
  job.report({ phase: 'characterising', fraction: 0.8, detail: 'person' });
  const entries = await entryCells(connection, cohort, job);
  const { ageAtIndex } = await ageAndSex(connection, cohort, rules, job);
  const persons = entries.reduce((sum, { first }) => sum + first, 0);
  return {
    priorDays,
    overall: incidenceRate(publishCount(persons, rules), risk, rules),
    byYear: ratesByYear(entries, risk, rules),
    byAge: ageAtIndex.map(({ from, to, male, female }): AgeIncidence => {
      const cells = (column: number) =>
        risk.filter((cell) => cell.sex === column && cell.band === from / BAND_YEARS);
      return {
        from,
        to,
        male: incidenceRate(male, cells(0), rules),
        female: incidenceRate(female, cells(1), rules),
      };
    }),
  };
}

/** Exact counts and sums of {@link entryIncidence}'s definition. */
export async function riskCells(
  connection: EngineConnection,
  index: Sql,
  priorDays: number,
  job: Job,
): Promise<RiskCell[]> {
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE entry_risk AS
SELECT op.person_id, ${sexOf} AS sex, p.year_of_birth, ${epochDays(sql`op.observation_period_start_date`)} + ${priorDays} AS begins,
  ${epochDays(sql`LEAST(op.observation_period_end_date, COALESCE(i.index_date, op.observation_period_end_date))`)} AS ends
FROM cdm.observation_period AS op
JOIN cdm.person AS p ON p.person_id = op.person_id
LEFT JOIN ${index} AS i ON i.person_id = op.person_id`,
    job,
  );
  const risk = name('temp', 'entry_risk');
  const [span] = toRows(
    await connection.query(
      sql`SELECT CAST(MIN(begins) AS INTEGER) AS first, CAST(MAX(ends) AS INTEGER) AS last FROM ${risk} WHERE begins <= ends`,
      job,
    ),
  );
  if (!span || span.first === null || span.last === null) return [];
  const years = yearsBetween(Number(span.first), Number(span.last)).map(
    ({ year, first, last }) =>
      sql`(CAST(${year} AS INTEGER), CAST(${first} AS INTEGER), CAST(${last} AS INTEGER))`,
  );
  // Persons are counted once for each cell, which only those with several periods could fail by being rows.
  const rows = await connection.query(
    sql`SELECT y.year, r.sex, ${bandOf(sql`y.year - r.year_of_birth`)} AS band,
  CAST(COUNT(*) FILTER (WHERE s.person_id IS NULL) + COUNT(DISTINCT s.person_id) AS INTEGER) AS persons,
  CAST(SUM(LEAST(r.ends, y.last_day) - GREATEST(r.begins, y.first_day) + 1) AS DOUBLE) AS days
FROM ${risk} AS r
JOIN (VALUES ${join(years)}) AS y(year, first_day, last_day) ON r.begins <= y.last_day AND r.ends >= y.first_day
LEFT JOIN (SELECT person_id FROM ${risk} GROUP BY person_id HAVING COUNT(*) > 1) AS s ON s.person_id = r.person_id
WHERE r.begins <= r.ends
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3`,
    job,
  );
  return toRows(rows).map((row) => ({
    year: Number(row.year),
    sex: Number(row.sex),
    band: Number(row.band),
    persons: Number(row.persons),
    days: Number(row.days),
  }));
}

/** The calendar years from one day to another, each with its first and last day. */
function yearsBetween(from: number, to: number) {
  const yearOf = (day: number) => new Date(day * DAY_MS).getUTCFullYear();
  const firstOf = (year: number) => Date.UTC(year, 0, 1) / DAY_MS;
  return Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, i) => {
    const year = yearOf(from) + i;
    return { year, first: firstOf(year), last: firstOf(year + 1) - 1 };
  });
}

async function entryCells(connection: EngineConnection, cohort: Sql, job: Job): Promise<EntryCell[]> {
  const rows = await connection.query(
    sql`SELECT CAST(YEAR(c.cohort_start_date) AS INTEGER) AS year, ${sexOf} AS sex,
  CAST(SUM(CASE WHEN c.cohort_start_date = f.first THEN 1 ELSE 0 END) AS INTEGER) AS first,
  CAST(SUM(CASE WHEN c.cohort_start_date = f.first THEN 0 ELSE 1 END) AS INTEGER) AS again
FROM ${cohort} AS c
JOIN (SELECT subject_id, MIN(cohort_start_date) AS first FROM ${cohort} AS f GROUP BY subject_id) AS f ON f.subject_id = c.subject_id
JOIN cdm.person AS p ON p.person_id = c.subject_id
GROUP BY 1, 2
ORDER BY 1, 2`,
    job,
  );
  const count = (cell: Cell | undefined) => Number(cell ?? 0);
  return toRows(rows).map((row) => ({
    year: count(row.year),
    sex: count(row.sex),
    first: count(row.first),
    again: count(row.again),
  }));
}

function ratesByYear(
  entries: readonly EntryCell[],
  risk: readonly RiskCell[],
  rules: OutputRules,
): YearIncidence[] {
  const years = [...new Set([...risk, ...entries].map(({ year }) => year))].sort((a, b) => a - b);
  const { of, totals } = publishYears(years, entries, rules);
  return years.map((year, i) => {
    const cells = risk.filter((cell) => cell.year === year);
    const ofSex = (sex: number) =>
      incidenceRate(
        of(i, sex),
        cells.filter((cell) => cell.sex === sex),
        rules,
      );
    return {
      year,
      all: incidenceRate(totals[i] ?? 0, cells, rules),
      male: ofSex(0),
      female: ofSex(1),
    };
  });
}

/** First entries by year and sex, where sums by year, by sex and of all entries of a year are known. */
export function publishYears(
  years: readonly number[],
  entries: readonly EntryCell[],
  rules: OutputRules,
): { of(year: number, sex: number): PublishedCount; readonly totals: readonly PublishedCount[] } {
  const sexes = [0, 1, 2];
  const firsts = years.flatMap((year) =>
    sexes.map((sex) => entries.find((cell) => cell.year === year && cell.sex === sex)?.first ?? 0),
  );
  const again = years.map((year) =>
    entries.reduce((sum, cell) => (cell.year === year ? sum + cell.again : sum), 0),
  );
  const ofYear = years.map((_, i) => sexes.map((sex) => i * 3 + sex));
  const sums = [
    ...ofYear,
    ...ofYear.map((cells, i) => [...cells, firsts.length + i]),
    ...sexes.map((sex) => years.map((_, i) => i * 3 + sex)),
    firsts.map((_, i) => i),
  ];
  const { published, sumIsSafe } = publishLinked([...firsts, ...again], sums, rules);
  return {
    of: (year, sex) => published[year * 3 + sex] ?? 0,
    totals: ofYear.map((cells, i): PublishedCount => {
      const total = cells.reduce((sum, cell) => sum + (firsts[cell] ?? 0), 0);
      const counted = publishCount(total, rules);
      if (isWithheld(counted) || sumIsSafe[i]) return counted;
      return { withheld: 'complementary', below: rules.minimumCell };
    }),
  };
}

function incidenceRate(
  entries: PublishedCount,
  cells: readonly RiskCell[],
  rules: OutputRules,
): IncidenceRate {
  // A person may be at risk in several cells; the fullest of them is the least that the whole can be.
  const atRisk = Math.max(0, ...cells.map(({ persons }) => persons));
  if (atRisk < rules.minimumCell) return { entries, personYears: null, rate: null };
  const years = cells.reduce((sum, { days }) => sum + days, 0) / DAYS_PER_YEAR;
  if (isWithheld(entries) || years === 0)
    return { entries, personYears: Math.round(years * 10) / 10, rate: null };
  const { lower, upper } = poissonInterval(entries, 'exact');
  const per = (count: number) => (count / years) * PER_PERSON_YEARS;
  return {
    entries,
    personYears: Math.round(years * 10) / 10,
    rate: { estimate: per(entries), lower: per(lower), upper: per(upper) },
  };
}

const sexOf: Sql = sql`CAST(CASE p.gender_concept_id WHEN 8507 THEN 0 WHEN 8532 THEN 1 ELSE 2 END AS INTEGER)`;

function bandOf(age: Sql): Sql {
  return sql`CAST(LEAST(GREATEST(${age}, 0) // ${BAND_YEARS}, ${OPEN_BAND}) AS INTEGER)`;
}
