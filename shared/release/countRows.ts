import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { type Sql, sql } from '../engine/sql.ts';

/** The number of rows of a relation. */
export async function countRows(connection: EngineConnection, relation: Sql, job: Job): Promise<number> {
  const [row] = toRows(
    await connection.query(sql`SELECT CAST(count(*) AS DOUBLE) AS n FROM ${relation}`, job),
  );
  return Number(row?.n);
}
