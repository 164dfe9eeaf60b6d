import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { initSync, ParquetFile, readParquet } from 'parquet-wasm/esm/parquet_wasm.js';
import { expect, test } from 'vitest';
import { arrowBatches } from '../../shared/engine/ingest/arrowBatches.ts';
import { parquetPieces, readParquetFooter } from '../../shared/engine/ingest/parquetReader.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { fileInMemory } from '../contract/files.ts';

initSync({
  module: readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
});
const module = { ParquetFile, readParquet };

async function smallParquet(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'akashi-parquet-'));
  const path = join(folder, 'small.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT range AS id, DATE '2020-01-01' + CAST(range AS INTEGER) AS d, 1.25 AS de,
    'あ' || range % 50 AS s, CASE WHEN range % 3 = 0 THEN NULL ELSE range / 2.0 END AS x FROM range(3000)) TO '${path}'`);
  connection.closeSync();
  const content = await readFile(path);
  await rm(folder, { recursive: true });
  return content;
}

test('a damaged Parquet file is read, or is an error that names it; it never traps', async () => {
  const whole = await smallParquet();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.nat(whole.length),
      fc.boolean(),
      async (changes, length, cut) => {
        const bytes = Uint8Array.from(cut ? whole.subarray(0, length) : whole);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const file = fileInMemory('damaged.parquet', bytes, { kind: 'parquet' });
        try {
          const footer = await readParquetFooter(module, file);
          for await (const ipc of parquetPieces(module, file, footer, new JobControl())) {
            for (const batch of arrowBatches(ipc)) expect(batch.rowCount).toBeLessThanOrEqual(3000);
          }
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'release.fileDamaged', params: { file: 'damaged.parquet' } });
        }
      },
    ),
    { numRuns: 300, seed: 20260401 },
  );
});
