import { createDuckDB, DEFAULT_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import duckdbUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import startParquet, { ParquetFile, readParquet } from 'parquet-wasm/esm/parquet_wasm.js';
import parquetUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import { createWasmEngine } from '../engine/wasmEngine.ts';
import { messagesIn } from './messagesIn.ts';

/**
 * The WebAssembly engine in a worker, from the application's own files.
 * @throws AkashiError `engine.unavailable`
 */
export async function createBrowserEngine(): Promise<QueryEngine> {
  const bundle = { mainModule: new URL(duckdbUrl, import.meta.url).href, mainWorker: '' };
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), DEFAULT_RUNTIME);
  await bindings.instantiate(() => {});
  await startParquet({ module_or_path: new URL(parquetUrl, import.meta.url) });
  return createWasmEngine({ bindings, parquet: { ParquetFile, readParquet }, pause: messagesIn });
}
