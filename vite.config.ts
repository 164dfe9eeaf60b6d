import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';
import { LicenceCollector } from './main/dev/licences.ts';

const root = import.meta.dirname;
const out = resolve(root, 'out');

/** Entries that exist, as `name below out/` → source. */
function entries(sources: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sources)
      .map(([name, source]) => [name, resolve(root, source)] as const)
      .filter(([, source]) => existsSync(source)),
  );
}

const page = entries({ index: 'renderer/index.html' });
const programs = entries({
  'main/main': 'main/app/main.ts',
  'main/nativeHost': 'main/host/nativeHost.ts',
  'main/calculationProgram': 'main/host/calculationProgram.ts',
  'main/liveProgram': 'main/host/liveProgram.ts',
  'cli/akashi': 'main/cli/akashi.ts',
});
const preload = entries({ 'preload/preload': 'main/preload/preload.ts' });

/**
 * Not warned about: evals of Emscripten in DuckDB-Wasm, which never run (our own are a lint error and refused at run
 * time), directives of server-side rendering, and how long the build took.
 */
const quietChecks = { eval: false, moduleLevelDirective: false, bundlerTimings: false };

/** A bundle for Node or Electron with everything inside but `external`. */
function nodeBundle(rolldownOptions: NonNullable<EnvironmentOptions['build']>['rolldownOptions']) {
  return {
    consumer: 'server',
    resolve: { noExternal: true, conditions: ['node', 'import', 'module', 'default'] },
    build: {
      outDir: out,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: rolldownOptions ?? {},
    },
  } satisfies EnvironmentOptions;
}

/** Lets the command line be started by its name. */
const executableCommandLine: Plugin = {
  name: 'akashi:executable-command-line',
  async writeBundle(_options, bundle) {
    if ('cli/akashi.js' in bundle) await chmod(resolve(out, 'cli/akashi.js'), 0o755);
  },
};

const licences = new LicenceCollector(resolve(root, 'node_modules'));

/**
 * Everything that runs, built into `out/`: `main/` (Electron main and the native host), `preload/` (CommonJS, as the
 * sandbox demands), `cli/akashi.js` and `renderer/` (the page with its worker, WebAssembly and fonts). Only
 * `@duckdb/node-api` stays outside, because its native library must be a real file.
 */
export default defineConfig({
  assetsInclude: ['**/*.wasm'],
  root: resolve(root, 'renderer'),
  base: './',
  publicDir: false,
  resolve: {
    alias: {
      // The package's own entry for browsers names a file that it does not ship.
      '@duckdb/duckdb-wasm/blocking': resolve(
        root,
        'node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs',
      ),
    },
  },
  logLevel: 'warn',
  plugins: [executableCommandLine, licences.plugin()],
  worker: {
    format: 'es',
    plugins: () => [licences.plugin()],
    rolldownOptions: { checks: quietChecks },
  },
  builder: {
    // One configuration for all environments, so that one list gathers the licences of all.
    sharedConfigBuild: true,
    async buildApp(builder) {
      await rm(out, { recursive: true, force: true });
      for (const environment of Object.values(builder.environments)) {
        const input = environment.config.build.rolldownOptions.input;
        if (input && Object.keys(input).length > 0) await builder.build(environment);
      }
      await licences.write(resolve(out, 'renderer', 'licences.json'));
    },
  },
  environments: {
    client: {
      build: {
        outDir: resolve(out, 'renderer'),
        emptyOutDir: false,
        target: 'chrome130',
        // A data: address would be refused by the content security policy.
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 8192,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: page, checks: quietChecks },
      },
    },
    node: nodeBundle({
      input: programs,
      external: ['electron', /^node:/, ...builtinModules, /^@duckdb\/node-/],
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        banner: ({ name }) => (name === 'cli/akashi' ? '#!/usr/bin/env node' : ''),
      },
    }),
    preload: nodeBundle({
      input: preload,
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    }),
  },
});
