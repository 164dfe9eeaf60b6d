import { type Columns, toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { name, type Sql, sql } from '../engine/sql.ts';

/** The numbers of a release's persons. */
export interface NumberedPersons {
  readonly size: number;
  /** Number of a person by `person_id - lowest`, -1 for nobody; null where ids lie too far apart for that. */
  readonly byId: { readonly lowest: bigint; readonly numbers: Int32Array } | null;
}

/** Ids may spread over this many times as many places as there are persons. */
const mostSpread = 16;

/**
 * The persons of a release numbered from 0, so that a set of persons is a set of bits: everybody in `person` or with
 * an observation period, by id. Cohort members all have an observation period.
 */
export class PersonNumbers {
  /** person_id BIGINT, person_no INTEGER. */
  readonly table: Sql = name('work', 'person_number');
  #made: Promise<NumberedPersons> | null = null;

  /** Makes {@link table} when first asked for. @throws AkashiError `cancelled`, `engine.*` */
  async numbered(connection: EngineConnection, job: Job): Promise<NumberedPersons> {
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

  async size(connection: EngineConnection, job: Job): Promise<number> {
    return (await this.numbered(connection, job)).size;
  }

  async #make(connection: EngineConnection, job: Job): Promise<NumberedPersons> {
    await connection.run(
      sql`CREATE OR REPLACE TABLE ${this.table} AS
SELECT person_id, CAST(ROW_NUMBER() OVER (ORDER BY person_id) - 1 AS INTEGER) AS person_no
FROM (SELECT person_id FROM cdm.person UNION SELECT person_id FROM cdm.observation_period) AS p
ORDER BY person_id`,
      job,
    );
    const [row] = toRows(
      await connection.query(
        sql`SELECT CAST(COUNT(*) AS INTEGER) AS n, MIN(person_id) AS low, MAX(person_id) AS high FROM ${this.table}`,
        job,
      ),
    );
    const size = Number(row?.n ?? 0);
    const [low, high] = [BigInt(Number(row?.low ?? 0)), BigInt(Number(row?.high ?? 0))];
    if (!Number.isSafeInteger(Number(low)) || high - low > BigInt(size * mostSpread + 1000))
      return { size, byId: null };
    const columns = await connection.query(
      sql`SELECT CAST(person_id - ${low} AS INTEGER) AS place, person_no FROM ${this.table}`,
      job,
    );
    const numbers = new Int32Array(Number(high - low) + 1).fill(-1);
    const [places, of] = [wholeNumbers(columns, 0), wholeNumbers(columns, 1)];
    for (let i = 0; i < places.length; i++) numbers[places[i] ?? 0] = of[i] ?? -1;
    return { size, byId: { lowest: low, numbers } };
  }
}

/** The values of an INTEGER column. */
export function wholeNumbers({ columns }: Columns, place: number): Int32Array {
  const column = columns[place];
  if (column?.type !== 'int32') throw new RangeError('not a column of whole numbers');
  return column.values;
}
