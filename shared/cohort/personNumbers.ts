import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { name, type Sql, sql } from '../engine/sql.ts';

/**
 * The persons of a release numbered from 0, so that a set of persons is a set of bits: everybody in `person` or with
 * an observation period, by id. Cohort members all have an observation period.
 */
export class PersonNumbers {
  /** person_id BIGINT, person_no INTEGER. */
  readonly table: Sql = name('work', 'person_number');
  #made: Promise<number> | null = null;

  /** Makes {@link table} when first asked for. @returns how many there are. @throws AkashiError `cancelled`, `engine.*` */
  async size(connection: EngineConnection, job: Job): Promise<number> {
    // Somebody else's cancellation is no answer to this caller.
    await this.#made?.catch(() => {});
    this.#made ??= this.#make(connection, job);
    try {
      return await this.#made;
    } catch (thrown) {
      this.#made = null;
      throw thrown;
    }
  }

  async #make(connection: EngineConnection, job: Job): Promise<number> {
    await connection.run(
      sql`CREATE OR REPLACE TABLE ${this.table} AS
SELECT person_id, CAST(ROW_NUMBER() OVER (ORDER BY person_id) - 1 AS INTEGER) AS person_no
FROM (SELECT person_id FROM cdm.person UNION SELECT person_id FROM cdm.observation_period) AS p
ORDER BY person_id`,
      job,
    );
    const [row] = toRows(
      await connection.query(sql`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM ${this.table}`, job),
    );
    return Number(row?.n ?? 0);
  }
}
