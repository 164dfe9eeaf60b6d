import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTable } from '../../main/files/writeTable.ts';
import type { Columns } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { WritableTable } from '../../shared/engine/tableWriter.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-write-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function table(rows: number): WritableTable {
  const batch: Columns = {
    rowCount: rows,
    names: ['cohort_definition_id', 'subject_id', 'cohort_start_date'],
    columns: [
      { type: 'text', values: Array.from({ length: rows }, (_, i) => `定義 "${i % 3}"`), nulls: null },
      {
        type: 'int64',
        values: BigInt64Array.from({ length: rows }, (_, i) => 2n ** 60n + BigInt(i)),
        nulls: null,
      },
      { type: 'int32', values: Int32Array.from({ length: rows }, (_, i) => 18_262 + (i % 400)), nulls: null },
    ],
  };
  return {
    columns: [
      { name: 'cohort_definition_id', type: 'text' },
      { name: 'subject_id', type: 'bigint' },
      { name: 'cohort_start_date', type: 'date' },
    ],
    batches: twice(batch),
  };
}

async function* twice(batch: Columns): AsyncIterable<Columns> {
  yield batch;
  yield batch;
}

test('both formats hold every row with ids beyond 2^53 and dates', async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  for (const format of ['parquet', 'csv']) {
    const path = join(folder, `out.${format}`);
    expect(await writeTable(path, table(5000), new JobControl())).toBe(10_000);
    const read = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER, max(subject_id)::VARCHAR, min(CAST(cohort_start_date AS DATE))::VARCHAR, max(cohort_definition_id) FROM '${path}'`,
    );
    expect(read.getRows()).toEqual([[10_000, String(2n ** 60n + 4999n), '2020-01-01', '定義 "2"']]);
  }
});

test('a folder that does not exist is said, and nothing is left', async () => {
  await expect(writeTable(join(folder, 'no', 'x.csv'), table(1), new JobControl())).rejects.toMatchObject({
    code: 'file.unwritable',
  });
});

test('a cancelled write keeps what was there', async () => {
  const path = join(folder, 'kept.csv');
  writeFileSync(path, 'before');
  const job = new JobControl();
  job.cancel();
  await expect(writeTable(path, table(10), job)).rejects.toMatchObject({ code: 'cancelled' });
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(readdirSync(folder).filter((file) => file.endsWith('.partial'))).toEqual([]);
});
