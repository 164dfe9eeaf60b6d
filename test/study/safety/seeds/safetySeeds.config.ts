import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Bundles the campaign of the shipped safety studies over many seeds for plain Node. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../../../..'),
  logLevel: 'error',
  assetsInclude: ['**/*.wasm'],
  ssr: { noExternal: true, external: ['@duckdb/node-api', '@duckdb/node-bindings'] },
  build: {
    ssr: 'test/study/safety/seeds/safetySeeds.ts',
    outDir: 'out/safety-seeds',
    target: 'node20',
    minify: false,
  },
});
