// Runs the crash campaign: `npm run crash -- --runs 100`. It starts the application as built in `out/`.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const { module } = await runnerImport(resolve(import.meta.dirname, 'crash.ts'), {
  root: resolve(import.meta.dirname, '../../..'),
  configFile: false,
  logLevel: 'warn',
  assetsInclude: ['**/*.wasm'],
});
process.exit(await module.main());
