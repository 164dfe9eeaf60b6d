import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Bundles the cohort fuzzer for plain Node. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../../..'),
  logLevel: 'error',
  assetsInclude: ['**/*.wasm'],
  ssr: { noExternal: true, external: ['@duckdb/node-api', '@duckdb/node-bindings'] },
  build: { ssr: 'test/cohort/fuzz/fuzz.ts', outDir: 'out/fuzz', target: 'node20', minify: false },
});
