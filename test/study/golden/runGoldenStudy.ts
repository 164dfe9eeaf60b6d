import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeWorkbench } from '../../../main/host/nodeWorkbench.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import type { ComparisonResult } from '../../../shared/study/result/comparisonResult.ts';
import { writeGoldenRelease } from './goldenRelease.ts';
import { type GoldenStudy, goldenStudyText } from './goldenStudy.ts';
import type { GoldenData } from './goldenStudyCase.ts';

/** Writes data as a release, opens it in the workbench and runs a study file on it. */
export async function runGoldenStudy(
  data: GoldenData,
  study: Omit<GoldenStudy, 'covariates'>,
): Promise<ComparisonResult> {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-golden-'));
  const workbench = createNodeWorkbench({ engine: { threads: 2 }, userData: join(folder, 'user') });
  const job = new JobControl();
  try {
    const locator = join(folder, 'release');
    writeGoldenRelease(locator, data.persons, data.covariates);
    await workbench.run('release.open', { locator }, job);
    const text = goldenStudyText({ ...study, covariates: data.covariates });
    return await workbench.run('studies.run', { name: 'golden', text }, job);
  } finally {
    await workbench.close();
    rmSync(folder, { recursive: true });
  }
}
