import type { Columns } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { epochDays, type Sql, sql } from '../../engine/sql.ts';

/** A day that is not known. */
export const NO_DAY = -2_147_483_648;

/** Facts of every person by position; days since 1970. */
export interface PersonFacts {
  readonly persons: number;
  readonly ids: BigInt64Array;
  /** 0 male, 1 female, 2 anything else. */
  readonly sex: Uint8Array;
  /** {@link NO_DAY} where not known. */
  readonly birthYear: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly deathDay: Int32Array;
}

/** person_id BIGINT, idx INTEGER: the position of every person, by id. Belongs to the connection. */
export const positions: Sql = sql`explore_position`;

/** Numbers the persons and reads their facts. */
export async function readPersons(connection: EngineConnection, job: Job): Promise<PersonFacts> {
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE ${positions} AS
SELECT person_id, CAST(row_number() OVER (ORDER BY person_id) - 1 AS INTEGER) AS idx
FROM (SELECT DISTINCT person_id FROM cdm.person WHERE person_id IS NOT NULL) AS p`,
    job,
  );
  const read = await connection.query(
    sql`SELECT x.idx, x.person_id, p.sex, p.birth_year, o.first_day, o.last_day, d.death_day
FROM ${positions} AS x
JOIN (
  SELECT person_id, CAST(MIN(CASE gender_concept_id WHEN ${MALE} THEN 0 WHEN ${FEMALE} THEN 1 ELSE 2 END) AS INTEGER) AS sex,
    CAST(MIN(year_of_birth) AS INTEGER) AS birth_year
  FROM cdm.person GROUP BY person_id
) AS p ON p.person_id = x.person_id
LEFT JOIN (
  SELECT person_id, ${epochDays(sql`MIN(observation_period_start_date)`)} AS first_day,
    ${epochDays(sql`MAX(observation_period_end_date)`)} AS last_day
  FROM cdm.observation_period GROUP BY person_id
) AS o ON o.person_id = x.person_id
LEFT JOIN (
  SELECT person_id, ${epochDays(sql`MIN(death_date)`)} AS death_day FROM cdm.death GROUP BY person_id
) AS d ON d.person_id = x.person_id`,
    job,
  );
  const persons = read.rowCount;
  const at = wholeNumbers(read, 'idx');
  const placed = (column: string) => {
    const values = wholeNumbers(read, column);
    const result = new Int32Array(persons);
    for (let row = 0; row < persons; row += 1) result[at[row] ?? 0] = values[row] ?? NO_DAY;
    return result;
  };
  const idColumn = read.columns[read.names.indexOf('person_id')];
  const ids = new BigInt64Array(persons);
  if (idColumn?.type === 'int64') {
    for (let row = 0; row < persons; row += 1) ids[at[row] ?? 0] = idColumn.values[row] ?? 0n;
  }
  return {
    persons,
    ids,
    sex: Uint8Array.from(placed('sex')),
    birthYear: placed('birth_year'),
    firstDay: placed('first_day'),
    lastDay: placed('last_day'),
    deathDay: placed('death_day'),
  };
}

/** OMOP gender concepts. */
const MALE = 8507;
const FEMALE = 8532;

/** A column of INTEGER, {@link NO_DAY} where it is NULL. */
export function wholeNumbers(result: Columns, column: string): Int32Array {
  const found = result.columns[result.names.indexOf(column)];
  if (found?.type !== 'int32') throw new TypeError(`${column} is not an INTEGER column`);
  if (!found.nulls) return found.values;
  const { nulls, values } = found;
  return values.map((value, row) => (nulls[row] ? NO_DAY : value));
}

/** A column of DOUBLE; NULL is NaN. */
export function decimals(result: Columns, column: string): Float64Array {
  const found = result.columns[result.names.indexOf(column)];
  if (found?.type !== 'float64') throw new TypeError(`${column} is not a DOUBLE column`);
  if (!found.nulls) return found.values;
  const { nulls, values } = found;
  return values.map((value, row) => (nulls[row] ? Number.NaN : value));
}
