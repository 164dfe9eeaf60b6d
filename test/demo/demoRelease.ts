import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { demoTrustedKey } from '../../shared/demo/demoKey.ts';
import { type Cell, toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import type { Sql } from '../../shared/engine/sql.ts';
import { openRelease } from '../../shared/release/openRelease.ts';
import type { ReleaseCard } from '../../shared/release/releaseCard.ts';

/** A new folder for a test, and how to remove it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'akashi-demo-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A demo release as Akashi opens it. */
export interface OpenedDemo {
  readonly card: ReleaseCard;
  readonly engine: QueryEngine;
  rows(statement: Sql): Promise<Record<string, Cell>[]>;
  /** The only value of a query with one row and one column, as a number. */
  value(statement: Sql): Promise<number>;
  close(): Promise<void>;
}

export async function openDemo(folder: string): Promise<OpenedDemo> {
  const engine = await createNativeEngine();
  const files = await openLocalRelease(folder);
  const { card } = await openRelease(files, engine, {
    trustedKeys: [demoTrustedKey],
    today: '2026-04-02',
    job: new JobControl(),
  });
  const connection = await engine.connect();
  const rows = async (statement: Sql) => toRows(await connection.query(statement));
  return {
    card,
    engine,
    rows,
    async value(statement) {
      const [row] = await rows(statement);
      return Number(Object.values(row ?? {})[0]);
    },
    async close() {
      await connection.close();
      await engine.close();
      await files.close();
    },
  };
}
