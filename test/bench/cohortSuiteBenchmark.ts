import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import { generateCohorts } from '../../shared/cohort/generate.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { openRelease } from '../../shared/release/openRelease.ts';
import type { Benchmark } from './benchmark.ts';

const acceptance = resolve(process.cwd(), '../shared/circe/open');

/**
 * The Phenotype Library definitions of the acceptance set on native DuckDB: all at once, as Akashi runs them; each for
 * itself, sharing nothing; and the time that Circe's own SQL took for them on an idle machine of the same size.
 */
export const cohortSuiteBenchmark: Benchmark = {
  name: 'cohorts',
  async *run({ scale }) {
    if (!existsSync(acceptance)) {
      process.stderr.write('the cohort suite needs ../shared/circe/open, which is not there\n');
      return;
    }
    const folder = join(acceptance, 'definitions');
    const files = readdirSync(folder).slice(0, Math.ceil(330 * scale));
    const cohorts = files.flatMap((file, key) => {
      const parsed = parseDefinition(file, readFileSync(join(folder, file), 'utf8'));
      return parsed.ok ? [{ key, definition: parsed.definition }] : [];
    });
    const recorded: Readonly<Record<string, number>> = JSON.parse(
      readFileSync(join(acceptance, 'circe_ms.json'), 'utf8'),
    );
    const circe = files.reduce((sum, file) => sum + (recorded[file.replace('.json', '')] ?? 0), 0);
    const engine = await createNativeEngine({ threads: 2 });
    const job = new JobControl();
    const release = await openLocalRelease(join(acceptance, 'cdm'));
    const options = { clock: () => performance.now() };
    try {
      await openRelease(release, engine, { trustedKeys: [], today: '2026-01-01', job });
      const measure = async (work: () => Promise<unknown>) => {
        const start = performance.now();
        await work();
        return performance.now() - start;
      };
      const together = () => generateCohorts(engine, cohorts, options, job);
      const alone = async () => {
        for (const cohort of cohorts)
          await generateCohorts(engine, [cohort], { ...options, parallelism: 1 }, job);
      };
      const first = await measure(together);
      const again = await measure(together);
      const each = await measure(alone);
      const of = `${cohorts.length} definitions`;
      const ratio = (milliseconds: number) => `${(milliseconds / each).toFixed(2)} of each for itself`;
      yield {
        what: `${of}, all at once, first run`,
        engine: 'native',
        milliseconds: first,
        note: ratio(first),
      };
      yield { what: `${of}, all at once, again`, engine: 'native', milliseconds: again, note: ratio(again) };
      yield { what: `${of}, each for itself`, engine: 'native', milliseconds: each };
      yield { what: `${of}, Circe's SQL, as recorded`, engine: 'native', milliseconds: circe };
    } finally {
      await engine.close();
      await release.close();
    }
  },
};
