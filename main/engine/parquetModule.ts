import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initSync, ParquetFile } from 'parquet-wasm/esm/parquet_wasm.js';
import type { ParquetModule } from '../../shared/engine/ingest/parquetReader.ts';

let started = false;

/** The Parquet reader for files that DuckDB cannot reach; its WebAssembly is started on first use. */
export function loadParquetModule(): ParquetModule {
  if (!started) {
    const path = createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm');
    initSync({ module: readFileSync(path) });
    started = true;
  }
  return { ParquetFile };
}
