import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { addDays, dateLiteral, name, type Sql, sql } from '../../engine/sql.ts';
import type { StudyPopulation } from '../population/studyPopulation.ts';

/** The index dates of a population in the engine: each person's date once, however many arms (or clones) share it. */
export interface IndexDates {
  /** date_no INTEGER from 0, person_id BIGINT, index_date DATE; of the connection. */
  readonly table: Sql;
  readonly count: number;
  /** A row of the population for each date. */
  readonly rowOf: Int32Array;
  /** Rows of the population with these dates, ascending; the same array where every row has its own date. */
  readonly rowsOf: (dates: Int32Array) => Int32Array;
  /** Values of dates as values of all rows. */
  readonly spread: (values: Float64Array) => Float64Array;
}

/** Rows sent to the engine in one statement. */
const ROWS_AT_ONCE = 100_000;

/**
 * Uploads who is looked at from which day.
 * @param persons relation with person_id BIGINT, person_no INTEGER (`PersonNumbers.table`)
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function uploadIndexDates(
  connection: EngineConnection,
  population: Pick<StudyPopulation, 'rows' | 'personNo' | 'indexDay'>,
  persons: Sql,
  job: Job,
): Promise<IndexDates> {
  const { dateOf, rowOf } = distinctDates(population);
  const numbered = name('temp', 'study_index_number');
  const table = name('temp', 'study_index');
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE study_index_number (date_no INTEGER, person_no INTEGER, index_day INTEGER)`,
    job,
  );
  for (let from = 0; from < rowOf.length; from += ROWS_AT_ONCE) {
    const rows = rowOf.subarray(from, from + ROWS_AT_ONCE);
    const list = (of: (row: number) => number | undefined): Sql =>
      sql`UNNEST(CAST(string_split(${Array.from(rows, of).join(' ')}, ' ') AS INTEGER[]))`;
    await connection.run(
      sql`INSERT INTO ${numbered} SELECT ${list((row) => dateOf[row])}, ${list((row) => population.personNo[row])}, ${list((row) => population.indexDay[row])}`,
      job,
    );
  }
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE study_index AS
SELECT n.date_no, p.person_id, ${addDays(dateLiteral('1970-01-01'), sql`n.index_day`)} AS index_date
FROM ${numbered} AS n
JOIN ${persons} AS p ON p.person_no = n.person_no`,
    job,
  );
  await connection.run(sql`DROP TABLE ${numbered}`, job);
  return { table, count: rowOf.length, rowOf, ...spreading(dateOf, rowOf.length) };
}

/** Number of each row's date, in order of first rows, and a row of each. */
function distinctDates({
  rows,
  personNo,
  indexDay,
}: Pick<StudyPopulation, 'rows' | 'personNo' | 'indexDay'>) {
  const dateOf = new Int32Array(rows);
  const rowOf: number[] = [];
  const known = new Map<number, number>();
  let person = -1;
  for (let row = 0; row < rows; row++) {
    if (personNo[row] !== person) {
      // Rows are in order of persons.
      known.clear();
      person = personNo[row] as number;
    }
    const day = indexDay[row] as number;
    let date = known.get(day);
    if (date === undefined) {
      date = rowOf.push(row) - 1;
      known.set(day, date);
    }
    dateOf[row] = date;
  }
  return { dateOf, rowOf: Int32Array.from(rowOf) };
}

function spreading(dateOf: Int32Array, count: number): Pick<IndexDates, 'rowsOf' | 'spread'> {
  const rows = dateOf.length;
  if (count === rows) return { rowsOf: (dates) => dates, spread: (values) => values };
  const starts = new Int32Array(count + 1);
  for (let row = 0; row < rows; row++) {
    const date = (dateOf[row] as number) + 1;
    starts[date] = (starts[date] as number) + 1;
  }
  for (let date = 0; date < count; date++)
    starts[date + 1] = (starts[date + 1] as number) + (starts[date] as number);
  const next = starts.slice();
  const members = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const date = dateOf[row] as number;
    members[next[date] as number] = row;
    next[date] = (next[date] as number) + 1;
  }
  return {
    rowsOf: (dates) => {
      let size = 0;
      for (const date of dates) size += (starts[date + 1] as number) - (starts[date] as number);
      const all = new Int32Array(size);
      let filled = 0;
      for (const date of dates) {
        const own = members.subarray(starts[date], starts[date + 1]);
        all.set(own, filled);
        filled += own.length;
      }
      return all.sort();
    },
    spread: (values) => Float64Array.from(dateOf, (date) => values[date] as number),
  };
}
