import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { sql } from '../engine/sql.ts';

/** `table.column` of everything in schema cdm. */
export async function availableColumns(connection: EngineConnection, job: Job): Promise<Set<string>> {
  const rows = toRows(
    await connection.query(
      sql`SELECT CAST(table_name AS VARCHAR) AS t, CAST(column_name AS VARCHAR) AS c FROM information_schema.columns WHERE table_schema = 'cdm'`,
      job,
    ),
  );
  return new Set(rows.map(({ t, c }) => `${t}.${c}`));
}
