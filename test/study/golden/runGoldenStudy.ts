import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNativeEngine } from '../../../main/engine/nativeEngine.ts';
import { PersonNumbers } from '../../../shared/cohort/personNumbers.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import { type AnalysedResult, analyseComparison } from '../../../shared/study/analysis/analyseComparison.ts';
import { buildCovariates } from '../../../shared/study/covariates/buildCovariates.ts';
import { treatmentConcepts } from '../../../shared/study/covariates/treatmentConcepts.ts';
import { buildPopulation } from '../../../shared/study/population/buildPopulation.ts';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';
import { open } from '../../release/opening.ts';
import { writeGoldenRelease } from './goldenRelease.ts';
import { type GoldenStudy, goldenStudyText } from './goldenStudy.ts';
import type { GoldenData } from './goldenStudyCase.ts';

/** Loads data as a release and analyses it by a study file. */
export async function runGoldenStudy(
  data: GoldenData,
  study: Omit<GoldenStudy, 'covariates'>,
): Promise<AnalysedResult> {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-golden-'));
  const engine = await createNativeEngine({ threads: 2 });
  try {
    writeGoldenRelease(folder, data.persons, data.covariates);
    await open(folder, { engine });
    const parsed = parseStudy({
      name: 'golden',
      text: goldenStudyText({ ...study, covariates: data.covariates }),
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
    const job = new JobControl();
    const persons = new PersonNumbers();
    let key = 0;
    const { population, negativeControls } = await buildPopulation(
      { engine, persons, clock: () => performance.now(), newKey: () => --key },
      parsed.study,
      job,
    );
    const connection = await engine.connect();
    const covariates = await buildCovariates(
      connection,
      population,
      persons.table,
      parsed.study.covariates,
      treatmentConcepts(parsed.study),
      job,
    );
    const input = {
      specification: parsed.study,
      studyHash: parsed.hash,
      population,
      covariates,
      negativeControls,
    };
    return analyseComparison(input, () => {}).result;
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
}
