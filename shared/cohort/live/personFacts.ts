import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cdmTable, plainName, sql } from '../../engine/sql.ts';
import { type PersonNumbers, wholeNumbers } from '../personNumbers.ts';
import { decimals } from './personEvents.ts';
import { sharedFloat64 } from './sharedNumbers.ts';

/** Columns of the person table by person number, NaN where missing; each is read when it is first needed. */
export class PersonFacts {
  readonly #persons: PersonNumbers;
  readonly #columns = new Map<string, Float64Array>();
  #known = new Uint8Array();
  #isUnique = true;

  constructor(persons: PersonNumbers) {
    this.#persons = persons;
  }

  /**
   * Reads columns that are not there yet.
   * @returns false where somebody has several rows, so that a person has no one value
   * @throws AkashiError `cancelled`, `engine.*`
   */
  async read(names: readonly string[], connection: EngineConnection, job: Job): Promise<boolean> {
    const size = await this.#persons.size(connection, job);
    for (const column of names) {
      if (this.#columns.has(column)) continue;
      const result = await connection.query(
        sql`SELECT n.person_no, CAST(${plainName('p', column)} AS DOUBLE) AS value
FROM ${cdmTable('person')} AS p
JOIN ${this.#persons.table} AS n ON n.person_id = p.person_id`,
        job,
      );
      const [persons, given] = [wholeNumbers(result, 0), decimals(result.columns[1])];
      const values = sharedFloat64(size).fill(Number.NaN);
      const seen = new Uint8Array(size);
      for (let row = 0; row < persons.length; row++) {
        const person = persons[row] ?? 0;
        if (seen[person] === 1) this.#isUnique = false;
        seen[person] = 1;
        values[person] = given[row] ?? Number.NaN;
      }
      this.#columns.set(column, values);
      this.#known = seen;
    }
    return this.#isUnique;
  }

  /** 1 for persons with a row; known once a column was read. */
  get known(): Uint8Array {
    return this.#known;
  }

  /** A column that was read. */
  column(name: string): Float64Array {
    return this.#columns.get(name) ?? new Float64Array();
  }
}
