import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as duckdb from '@duckdb/duckdb-wasm/blocking';
import { initSync, ParquetFile, readParquet } from 'parquet-wasm/esm/parquet_wasm.js';
import { createWasmEngine, type WasmEngineOptions } from '../../renderer/engine/wasmEngine.ts';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';

const require = createRequire(import.meta.url);

/** The WebAssembly engine in plain Node, as tests and benchmarks run it. */
export async function createNodeWasmEngine(
  options: Pick<WasmEngineOptions, 'memoryLimitBytes' | 'mountLimitBytes'> = {},
): Promise<QueryEngine> {
  const mainModule = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  const bundle = { mainModule, mainWorker: '' };
  const bindings = await duckdb.createDuckDB(
    { mvp: bundle, eh: bundle },
    new duckdb.VoidLogger(),
    duckdb.DEFAULT_RUNTIME,
  );
  await bindings.instantiate();
  initSync({ module: readFileSync(require.resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')) });
  return createWasmEngine({
    ...options,
    bindings,
    parquet: { ParquetFile, readParquet },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
}
