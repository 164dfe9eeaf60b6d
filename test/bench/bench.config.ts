import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Bundles the benchmarks for plain Node. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  logLevel: 'error',
  assetsInclude: ['**/*.wasm'],
  ssr: {
    noExternal: true,
    external: ['@duckdb/node-api', '@duckdb/node-bindings', '@duckdb/duckdb-wasm', 'playwright-core'],
  },
  build: {
    ssr: true,
    outDir: 'out/bench',
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: { run: 'test/bench/run.ts', liveProgram: 'main/host/liveProgram.ts' },
      external: ['original-fs'],
    },
  },
});
