import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { type Cell, toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import { epochDays, join, name, type Sql, sql } from '../../shared/engine/sql.ts';
import { type Failure, problemsOf, toFailure } from '../../shared/errors/akashiError.ts';
import type { CdmTable } from '../../shared/release/cdm/cdmTable.ts';
import type { TrustedKey } from '../../shared/release/open/signature.ts';
import type { OpenedRelease } from '../../shared/release/openedRelease.ts';
import { openRelease } from '../../shared/release/openRelease.ts';
import type { ReleaseFiles } from '../../shared/release/releaseFiles.ts';

export const today = '2026-06-01';

export interface Opened {
  readonly release: OpenedRelease;
  readonly engine: QueryEngine;
  query(statement: Sql): Promise<readonly Record<string, Cell>[]>;
}

/** Opens a folder, a zip or given files on the native engine, or another; the caller closes `engine`. */
export async function open(
  from: string | ReleaseFiles,
  options: { trustedKeys?: readonly TrustedKey[]; engine?: QueryEngine; today?: string } = {},
): Promise<Opened> {
  const engine = options.engine ?? (await createNativeEngine({ threads: 2 }));
  const files = typeof from === 'string' ? await openLocalRelease(from) : from;
  try {
    const release = await openRelease(files, engine, {
      trustedKeys: options.trustedKeys ?? [],
      today: options.today ?? today,
      job: new JobControl(),
    });
    return {
      release,
      engine,
      async query(statement) {
        const connection = await engine.connect();
        const rows = toRows(await connection.query(statement));
        await connection.close();
        return rows;
      },
    };
  } catch (thrown) {
    await engine.close();
    throw thrown;
  } finally {
    await files.close();
  }
}

/** The problems that opening meets; empty when it opens. */
export async function problemsOpening(...input: Parameters<typeof open>): Promise<readonly Failure[]> {
  try {
    const opened = await open(...input);
    await opened.engine.close();
    return [];
  } catch (thrown) {
    return problemsOf(toFailure(thrown));
  }
}

/** All rows of a table of schema `cdm`, as values that compare the same on every engine, in a fixed order. */
export function allRows(table: CdmTable): Sql {
  const columns = table.columns.map(({ name: column, type }) => {
    if (type === 'date') return sql`${epochDays(name(column))} AS ${name(column)}`;
    return type === 'timestamp' ? sql`CAST(${name(column)} AS VARCHAR) AS ${name(column)}` : name(column);
  });
  return sql`SELECT ${join(columns)} FROM ${name('cdm', table.name)} ORDER BY ${join(columns.map((_, i) => sql`${i + 1}`))}`;
}
