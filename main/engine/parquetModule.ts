import { initSync, ParquetFile, readParquet } from 'parquet-wasm/esm/parquet_wasm.js';
import parquetWasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?inline';
import type { ParquetModule } from '../../shared/engine/ingest/parquetReader.ts';

let started = false;

/** The Parquet reader for files that DuckDB cannot reach; its WebAssembly, part of the bundle, starts on first use. */
export function loadParquetModule(): ParquetModule {
  if (!started) {
    initSync({ module: Buffer.from(parquetWasm.slice(parquetWasm.indexOf(',') + 1), 'base64') });
    started = true;
  }
  return { ParquetFile, readParquet };
}
