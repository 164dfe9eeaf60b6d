import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Bundles the golden runner for plain Node. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../../..'),
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: 'test/golden/stats/golden.ts',
    outDir: 'out/golden',
    target: 'node20',
    minify: false,
  },
});
