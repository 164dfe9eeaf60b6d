// Runs a TypeScript script of this folder: `node main/dev/run.js start`. Vite is the only thing that must be there.
import { resolve } from 'node:path';

const [name] = process.argv.splice(2, 1);
const { runnerImport } = await import('vite');
const { module } = await runnerImport(resolve(import.meta.dirname, `${name}.ts`), {
  root: resolve(import.meta.dirname, '../..'),
  configFile: false,
  logLevel: 'warn',
});
// Said outright: an exit hook of electron-builder's would turn any `exitCode` into 0.
process.exit(await module.main(process.argv.slice(2)));
