import { defineConfig } from 'vitest/config';

/** `npm run screenshots`: the pictures of the README, taken of what is built in `out/`. */
export default defineConfig({
  assetsInclude: ['**/*.wasm'],
  test: {
    root: `${import.meta.dirname}/../../..`,
    include: ['test/e2e/screenshots/screenshots.ts'],
    globalSetup: ['test/e2e/harness/virtualDisplay.ts'],
    pool: 'forks',
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
