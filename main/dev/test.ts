import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.ts';
import { run, runNode } from './command.ts';
import { ensureElectron } from './electronRuntime.ts';
import { ensureSystemPackages } from './systemPackages.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/**
 * `npm test`: typecheck, lint, unit, contract and golden tests, the build, the packaged application and the
 * end-to-end tests. The last line is `N passed, N failed`; a step that is no test suite counts as one.
 * @returns the exit code
 */
export async function main(): Promise<number> {
  const tallies: Tally[] = [
    await step('Types', async () => (await run('npm', ['run', '--silent', 'typecheck'])).code === 0),
    await step('Lint', async () => (await run('npm', ['run', '--silent', 'lint'])).code === 0),
    await vitest('Unit, contract and golden tests', 'vitest.config.ts'),
    await step('Build', async () => {
      await build();
      return true;
    }),
    ...(await endToEnd()),
  ];
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function endToEnd(): Promise<readonly Tally[]> {
  const missing = await ensureSystemPackages();
  if (missing !== null) {
    console.error(missing);
    return [{ passed: 0, failed: 1 }];
  }
  const runtime = await step('Electron', async () => {
    await ensureElectron();
    return true;
  });
  const packaged = await step('Packaging', async () => {
    const packaged = await runNode('main/dev/run.js', ['package', '--as-built'], { output: 'keep' });
    if (packaged.code !== 0) console.error(packaged.text);
    return packaged.code === 0;
  });
  return [runtime, packaged, await vitest('End-to-end tests', 'vitest.e2e.config.ts')];
}

async function step(title: string, work: () => Promise<boolean>): Promise<Tally> {
  console.log(`\n— ${title}`);
  try {
    if (await work()) return { passed: 1, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error(`${title}: failed`);
  return { passed: 0, failed: 1 };
}

/** Runs a Vitest configuration. What fails outside any test (a file that cannot be loaded) counts as one failure. */
async function vitest(title: string, config: string): Promise<Tally> {
  console.log(`\n— ${title}`);
  const folder = await mkdtemp(join(tmpdir(), 'akashi-test-'));
  const report = join(folder, 'report.json');
  try {
    const { code } = await runNode('node_modules/vitest/vitest.mjs', [
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8'));
    return {
      passed: numPassedTests,
      failed: code !== 0 && numFailedTests === 0 ? 1 : numFailedTests,
    };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
