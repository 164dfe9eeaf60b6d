import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { name, type Sql, sql } from '../../engine/sql.ts';
import { LeastRecent } from './leastRecent.ts';

/** A table of schema `work` that counts of several definitions share. */
export interface WorkTable {
  readonly table: Sql;
  readonly rows: number;
  readonly columns: ReadonlySet<string>;
  /** Counts that read it now: it stays until they are done. */
  users: number;
  outdated: boolean;
}

/** Assumed for a value in a table; ids and dates compress to less. */
const bytesPerCell = 8;

/** Tables that are made when first needed and dropped when others need the room. */
export class WorkTables {
  readonly #tables: LeastRecent<WorkTable>;
  #next = 1;

  constructor(mostBytes: number) {
    this.#tables = new LeastRecent(
      mostBytes,
      ({ rows, columns }) => rows * columns.size * bytesPerCell,
      ({ users }) => users > 0,
    );
  }

  get bytes(): number {
    return this.#tables.bytes;
  }

  /** The table of that name with at least those columns, when it is there; to be released after use. */
  find(key: string, columns: readonly string[]): WorkTable | null {
    const found = this.#tables.get(key);
    if (!found || !columns.every((column) => found.columns.has(column))) return null;
    found.users++;
    return found;
  }

  /** The columns that a table of that name has already: a wider one should have them too. */
  columnsOf(key: string): ReadonlySet<string> {
    return this.#tables.get(key)?.columns ?? new Set();
  }

  /** Makes a table from a query of the columns; to be released after use. @throws AkashiError `cancelled`, `engine.*` */
  async make(
    connection: EngineConnection,
    key: string,
    columns: readonly string[],
    query: Sql,
    job: Job,
  ): Promise<WorkTable> {
    const table = name('work', `live_${this.#next++}`);
    await connection.run(sql`CREATE OR REPLACE TABLE ${table} AS\n${query}`, job);
    const [row] = toRows(await connection.query(sql`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM ${table}`));
    const made: WorkTable = {
      table,
      rows: Number(row?.n ?? 0),
      columns: new Set(columns),
      users: 1,
      outdated: false,
    };
    for (const gone of this.#tables.set(key, made)) {
      gone.outdated = true;
      await this.#dropUnused(connection, gone);
    }
    return made;
  }

  /** Ends a use: a table that was replaced meanwhile goes with its last user. */
  async release(connection: EngineConnection, table: WorkTable): Promise<void> {
    table.users--;
    await this.#dropUnused(connection, table);
  }

  async #dropUnused(connection: EngineConnection, { outdated, users, table }: WorkTable): Promise<void> {
    if (outdated && users === 0) await connection.run(sql`DROP TABLE IF EXISTS ${table}`);
  }
}
