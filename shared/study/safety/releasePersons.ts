import { type NumberedPersons, type PersonNumbers, wholeNumbers } from '../../cohort/personNumbers.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { epochDays, type Sql, sql } from '../../engine/sql.ts';
import { NEVER } from '../population/personPeriods.ts';

/** Year of birth of a person who has none in the release. */
export const UNKNOWN_YEAR = -1;

/** Everybody in a release, as columns by person number. */
export interface ReleasePersons {
  readonly size: number;
  /** Year of birth, or {@link UNKNOWN_YEAR}. */
  readonly born: Int32Array;
  /** 0 male, 1 female, 2 unknown. */
  readonly sex: Uint8Array;
  /** Dense code of the care site in the order of its id, −1 where not known. */
  readonly institution: Int32Array;
  /** Epoch day, or NEVER. */
  readonly death: Int32Array;
  /** Observation periods of person i are at places `observed[i]` to `observed[i + 1]`, by start. */
  readonly observed: Int32Array;
  readonly observedFrom: Int32Array;
  readonly observedTo: Int32Array;
}

/** @throws AkashiError `cancelled`, `engine.*` */
export async function readReleasePersons(
  connection: EngineConnection,
  numbers: PersonNumbers,
  available: ReadonlySet<string>,
  job: Job,
): Promise<ReleasePersons> {
  const { size }: NumberedPersons = await numbers.numbered(connection, job);
  const site: Sql = available.has('person.care_site_id')
    ? sql`CASE WHEN p.care_site_id IS NULL THEN -1 ELSE DENSE_RANK() OVER (ORDER BY p.care_site_id NULLS LAST) - 1 END`
    : sql`-1`;
  const persons = await connection.query(
    sql`SELECT n.person_no, CAST(COALESCE(p.year_of_birth, ${UNKNOWN_YEAR}) AS INTEGER) AS born,
  CAST(CASE p.gender_concept_id WHEN 8507 THEN 0 WHEN 8532 THEN 1 ELSE 2 END AS INTEGER) AS sex,
  CAST(${site} AS INTEGER) AS site
FROM cdm.person AS p
JOIN ${numbers.table} AS n ON n.person_id = p.person_id`,
    job,
  );
  const born = new Int32Array(size).fill(UNKNOWN_YEAR);
  const sex = new Uint8Array(size).fill(2);
  const institution = new Int32Array(size).fill(-1);
  const [who, years, sexes, sites] = [0, 1, 2, 3].map((column) => wholeNumbers(persons, column)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let row = 0; row < who.length; row++) {
    const person = who[row] as number;
    born[person] = years[row] as number;
    sex[person] = sexes[row] as number;
    institution[person] = sites[row] as number;
  }
  const periods = await connection.query(
    sql`SELECT n.person_no, ${epochDays(sql`o.observation_period_start_date`)} AS start_day,
  ${epochDays(sql`o.observation_period_end_date`)} AS end_day
FROM cdm.observation_period AS o
JOIN ${numbers.table} AS n ON n.person_id = o.person_id
WHERE o.observation_period_start_date IS NOT NULL AND o.observation_period_end_date IS NOT NULL
ORDER BY 1, 2, 3`,
    job,
  );
  return {
    size,
    born,
    sex,
    institution,
    death: await deathDays(connection, numbers, size, available, job),
    observed: offsetsOf(wholeNumbers(periods, 0), size),
    observedFrom: wholeNumbers(periods, 1),
    observedTo: wholeNumbers(periods, 2),
  };
}

async function deathDays(
  connection: EngineConnection,
  numbers: PersonNumbers,
  size: number,
  available: ReadonlySet<string>,
  job: Job,
): Promise<Int32Array> {
  const death = new Int32Array(size).fill(NEVER);
  if (!available.has('death.death_date')) return death;
  const rows = await connection.query(
    sql`SELECT n.person_no, ${epochDays(sql`d.death_date`)} AS day
FROM cdm.death AS d
JOIN ${numbers.table} AS n ON n.person_id = d.person_id
WHERE d.death_date IS NOT NULL`,
    job,
  );
  const [who, days] = [wholeNumbers(rows, 0), wholeNumbers(rows, 1)];
  for (let row = 0; row < who.length; row++) {
    const person = who[row] as number;
    death[person] = Math.min(death[person] as number, days[row] as number);
  }
  return death;
}

/** Where each person's places begin among places in order of person numbers, and the end of the last one's. */
export function offsetsOf(persons: Int32Array, size: number): Int32Array {
  const offsets = new Int32Array(size + 1);
  for (let place = 0; place < persons.length; place++) {
    const next = (persons[place] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let person = 0; person < size; person++)
    offsets[person + 1] = (offsets[person + 1] as number) + (offsets[person] as number);
  return offsets;
}

/** Place of the observation period that holds the day and begins first; −1: not observed, or dead before it. */
export function observedOn(
  { observed, observedFrom, observedTo, death }: ReleasePersons,
  person: number,
  day: number,
): number {
  if ((death[person] as number) < day) return -1;
  const end = observed[person + 1] as number;
  for (let place = observed[person] as number; place < end; place++) {
    if ((observedFrom[place] as number) > day) return -1;
    if ((observedTo[place] as number) >= day) return place;
  }
  return -1;
}

/** The year of the day less the year of birth, as Circe counts age; −1: unknown. */
export function ageOn({ born }: Pick<ReleasePersons, 'born'>, person: number, day: number): number {
  const year = born[person] as number;
  return year === UNKNOWN_YEAR ? -1 : new Date(day * 86_400_000).getUTCFullYear() - year;
}
