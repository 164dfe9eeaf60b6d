import { wholeNumbers } from '../../cohort/personNumbers.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { epochDays, sql } from '../../engine/sql.ts';
import {
  NEVER,
  noPeriods,
  type PersonPeriods,
  periodsByGroup,
  placeOf,
  studyPersonTable,
} from './personPeriods.ts';

/** Year of birth of a person who has none in the release. */
const UNKNOWN_YEAR = -1;

/** What the release says of each person of a study: sex, year of birth, observation, death. */
export class PersonFacts {
  readonly #persons: Int32Array;
  readonly #born: Int32Array;
  readonly #sex: Int32Array;
  readonly #observed: PersonPeriods;
  /** Persons who died, with the day; null where the release has no table of deaths. */
  readonly #deaths: PersonPeriods | null;

  private constructor(
    persons: Int32Array,
    born: Int32Array,
    sex: Int32Array,
    observed: PersonPeriods,
    deaths: PersonPeriods | null,
  ) {
    this.#persons = persons;
    this.#born = born;
    this.#sex = sex;
    this.#observed = observed;
    this.#deaths = deaths;
  }

  /** @param available `table.column` of everything in schema cdm */
  static async read(
    connection: EngineConnection,
    available: ReadonlySet<string>,
    job: Job,
  ): Promise<PersonFacts> {
    const persons = await connection.query(
      sql`SELECT s.person_no, CAST(COALESCE(p.year_of_birth, ${UNKNOWN_YEAR}) AS INTEGER) AS born,
  CAST(CASE p.gender_concept_id WHEN 8507 THEN 0 WHEN 8532 THEN 1 ELSE 2 END AS INTEGER) AS sex
FROM ${studyPersonTable} AS s
LEFT JOIN cdm.person AS p ON p.person_id = s.person_id
ORDER BY 1`,
      job,
    );
    const observed = await connection.query(
      sql`SELECT CAST(0 AS INTEGER) AS one, s.person_no, ${epochDays(sql`o.observation_period_start_date`)} AS start_day,
  ${epochDays(sql`o.observation_period_end_date`)} AS end_day
FROM cdm.observation_period AS o
JOIN ${studyPersonTable} AS s ON s.person_id = o.person_id
ORDER BY 2, 3, 4`,
      job,
    );
    const day = epochDays(sql`MIN(d.death_date)`);
    const deaths = available.has('death.death_date')
      ? await connection.query(
          sql`SELECT CAST(0 AS INTEGER) AS one, s.person_no, ${day} AS start_day, ${day} AS end_day
FROM cdm.death AS d
JOIN ${studyPersonTable} AS s ON s.person_id = d.person_id
WHERE d.death_date IS NOT NULL
GROUP BY s.person_no
ORDER BY 2`,
          job,
        )
      : null;
    return new PersonFacts(
      wholeNumbers(persons, 0),
      wholeNumbers(persons, 1),
      wholeNumbers(persons, 2),
      periodsByGroup(observed).get(0) ?? noPeriods,
      deaths && (periodsByGroup(deaths).get(0) ?? noPeriods),
    );
  }

  get deaths(): PersonPeriods | null {
    return this.#deaths;
  }

  /** 0 male, 1 female, 2 unknown. */
  sex(person: number): number {
    const place = placeOf(this.#persons, person);
    return this.#persons[place] === person ? (this.#sex[place] ?? 2) : 2;
  }

  /** The year of the day less the year of birth, as Circe counts age; −1: unknown. */
  age(person: number, day: number): number {
    const place = placeOf(this.#persons, person);
    const born = this.#persons[place] === person ? (this.#born[place] ?? UNKNOWN_YEAR) : UNKNOWN_YEAR;
    return born === UNKNOWN_YEAR ? -1 : yearOf(day) - born;
  }

  /** Days before and after a day that its observation period reaches (the widest of several); null: not observed then. */
  observation(person: number, day: number): { readonly before: number; readonly after: number } | null {
    const { persons, starts, ends } = this.#observed;
    let [before, after] = [-1, -1];
    for (let i = placeOf(persons, person); persons[i] === person; i++) {
      const [start, end] = [starts[i] ?? 0, ends[i] ?? 0];
      if (start > day || end < day) continue;
      before = Math.max(before, day - start);
      after = Math.max(after, end - day);
    }
    return before < 0 ? null : { before, after };
  }

  /** Day of death; {@link NEVER} when none is known. */
  death(person: number): number {
    if (this.#deaths === null) return NEVER;
    const place = placeOf(this.#deaths.persons, person);
    return this.#deaths.persons[place] === person ? (this.#deaths.starts[place] ?? NEVER) : NEVER;
  }
}

function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}
