import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createNativeEngine } from '../../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../../main/files/openLocalRelease.ts';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import { generateCohorts } from '../../../shared/cohort/generate.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import type { QueryEngine } from '../../../shared/engine/queryEngine.ts';
import { openRelease } from '../../../shared/release/openRelease.ts';
import type { ReleaseFiles } from '../../../shared/release/releaseFiles.ts';
import { createNodeWasmEngine } from '../../engine/nodeWasmEngine.ts';
import { LiveDrafts } from './liveDrafts.ts';

vi.setConfig({ testTimeout: 600_000 });

/** `AKASHI_ACCEPTANCE=all` takes every definition of the open set; otherwise a spread sample. */
const open = resolve(
  process.env.AKASHI_CIRCE ?? resolve(import.meta.dirname, '../../../../shared/circe'),
  'open',
);
const present = existsSync(open);
if (!present) process.stderr.write(`skipped: the Circe acceptance sets are not at ${open}\n`);
const all = process.env.AKASHI_ACCEPTANCE === 'all';

describe.runIf(present)('live counts of Phenotype Library definitions', () => {
  test('are the persons of the generated cohorts on native DuckDB', async () => {
    await agree(
      await createNativeEngine({ threads: 2 }),
      await openLocalRelease(join(open, 'cdm')),
      all ? 1 : 12,
    );
  });

  test('are the persons of the generated cohorts on WebAssembly', async () => {
    const files = await openLocalRelease(join(open, 'cdm'));
    await agree(await createNodeWasmEngine(), withoutPaths(files), all ? 5 : 40);
  });
});

async function agree(engine: QueryEngine, release: ReleaseFiles, everyNth: number): Promise<void> {
  const job = new JobControl();
  try {
    await openRelease(release, engine, { trustedKeys: [], today: '2026-01-01', job });
    const cohorts = readdirSync(join(open, 'definitions'))
      .sort()
      .filter((_, i) => i % everyNth === 0)
      .flatMap((file, key) => {
        const text = readFileSync(join(open, 'definitions', file), 'utf8');
        const parsed = parseDefinition(file, text);
        return parsed.ok ? [{ key, file, text, definition: parsed.definition }] : [];
      });
    const generated = await generateCohorts(engine, cohorts, { clock: () => performance.now() }, job);
    const drafts = new LiveDrafts(engine);
    let full = 0;
    for (const [i, { file, text }] of cohorts.entries()) {
      const result = generated[i];
      if (!result?.ok) throw new Error(`${file} was refused`);
      const { final } = await drafts.count(JSON.parse(text));
      expect(final.count, file).toBe(result.persons);
      if (result.persons > 0) full++;
    }
    expect(full).toBeGreaterThan(cohorts.length / 4);
  } finally {
    await engine.close();
    await release.close();
  }
}

/** The same release as a browser gives it: read, not found on disk. */
function withoutPaths(files: ReleaseFiles): ReleaseFiles {
  return {
    title: files.title,
    list: async () =>
      (await files.list()).map((entry) => Object.assign(Object.create(entry), { localPath: null })),
    close: () => files.close(),
  };
}
