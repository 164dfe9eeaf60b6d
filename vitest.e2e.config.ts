import { defineConfig } from 'vitest/config';

/** The end-to-end tests: against what is built in `out/` and packaged in `dist/`, one window at a time. */
export default defineConfig({
  assetsInclude: ['**/*.wasm'],
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/harness/virtualDisplay.ts', 'test/e2e/harness/demoRelease.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
