import type { Job } from '../../../engine/job.ts';
import { epochDays, sql } from '../../../engine/sql.ts';
import { yearOf } from '../../../explore/oddities.ts';
import { NEVER } from '../../population/personPeriods.ts';
import { valuesOf } from '../../population/recordDays.ts';
import { offsetsOf, personDayOrder } from './personDayOrder.ts';
import { type PersonReader, wholeNumbers } from './personReader.ts';

/** Year of birth of a person who has none in the release. */
export const UNKNOWN_YEAR = -1;

/** Everybody in a release, as columns by person number: 29 bytes a person. */
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
  reader: PersonReader,
  available: ReadonlySet<string>,
  job: Job,
): Promise<ReleasePersons> {
  return {
    size: reader.size,
    ...(await personFacts(reader, available, job)),
    ...(await observedPeriods(reader, job)),
    death: await deathDays(reader, available, job),
  };
}

async function personFacts(
  reader: PersonReader,
  available: ReadonlySet<string>,
  job: Job,
): Promise<Pick<ReleasePersons, 'born' | 'sex' | 'institution'>> {
  const site = available.has('person.care_site_id') ? sql`e.care_site_id` : sql`NULL`;
  const source = {
    from: sql`cdm.person AS e`,
    person: sql`e.person_id`,
    values: [
      sql`CAST(COALESCE(e.year_of_birth, ${UNKNOWN_YEAR}) AS INTEGER) AS born`,
      sql`CAST(CASE e.gender_concept_id WHEN 8507 THEN 0 WHEN 8532 THEN 1 ELSE 2 END AS INTEGER) AS sex`,
      sql`CAST(${site} AS DOUBLE) AS site`,
    ],
    where: null,
  };
  const { persons, columns } = await reader.readAll(source, job, 'person');
  const [years, sexes] = [wholeNumbers(columns, 0), wholeNumbers(columns, 1)];
  const sites = valuesOf(columns[2]);
  const codes = new Map(
    [...new Set(sites)]
      .filter((id) => !Number.isNaN(id))
      .sort((a, b) => a - b)
      .map((id, code) => [id, code]),
  );
  const born = new Int32Array(reader.size).fill(UNKNOWN_YEAR);
  const sex = new Uint8Array(reader.size).fill(2);
  const institution = new Int32Array(reader.size).fill(-1);
  for (let row = 0; row < persons.length; row++) {
    const person = persons[row] as number;
    if (person < 0) continue;
    born[person] = years[row] as number;
    sex[person] = sexes[row] as number;
    institution[person] = codes.get(sites[row] as number) ?? -1;
  }
  return { born, sex, institution };
}

async function observedPeriods(
  reader: PersonReader,
  job: Job,
): Promise<Pick<ReleasePersons, 'observed' | 'observedFrom' | 'observedTo'>> {
  const [start, end] = [sql`e.observation_period_start_date`, sql`e.observation_period_end_date`];
  const source = {
    from: sql`cdm.observation_period AS e`,
    person: sql`e.person_id`,
    values: [sql`${epochDays(start)} AS start_day`, sql`${epochDays(end)} AS end_day`],
    where: sql`${start} IS NOT NULL AND ${end} IS NOT NULL`,
  };
  const { persons, columns } = await reader.readAll(source, job, 'observation_period');
  const [starts, ends] = [wholeNumbers(columns, 0), wholeNumbers(columns, 1)];
  const order = personDayOrder(persons, starts, reader.size);
  sortTies(order, persons, starts, ends);
  return {
    observed: offsetsOf(persons, reader.size),
    observedFrom: order.map((at) => starts[at] as number),
    observedTo: order.map((at) => ends[at] as number),
  };
}

/** Periods of a person that begin on one day: the shorter first, whatever their order in the file. */
function sortTies(order: Int32Array, persons: Int32Array, starts: Int32Array, ends: Int32Array): void {
  for (let i = 1; i < order.length; i++) {
    for (let place = i; place > 0; place--) {
      const [before, at] = [order[place - 1] as number, order[place] as number];
      const isTied = persons[before] === persons[at] && starts[before] === starts[at];
      if (!isTied || (ends[before] as number) <= (ends[at] as number)) break;
      order[place - 1] = at;
      order[place] = before;
    }
  }
}

async function deathDays(
  reader: PersonReader,
  available: ReadonlySet<string>,
  job: Job,
): Promise<Int32Array> {
  const death = new Int32Array(reader.size).fill(NEVER);
  if (!available.has('death.death_date')) return death;
  const source = {
    from: sql`cdm.death AS e`,
    person: sql`e.person_id`,
    values: [sql`${epochDays(sql`e.death_date`)} AS day`],
    where: sql`e.death_date IS NOT NULL`,
  };
  const { persons, columns } = await reader.readAll(source, job, 'death');
  const days = wholeNumbers(columns, 0);
  for (let row = 0; row < persons.length; row++) {
    const person = persons[row] as number;
    if (person >= 0) death[person] = Math.min(death[person] as number, days[row] as number);
  }
  return death;
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
  return year === UNKNOWN_YEAR ? -1 : yearOf(day) - year;
}
