import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shippedStudies } from '../../../shared/demo/studies/shippedStudies.ts';
import type { StudyTruth } from '../../../shared/demo/studyTruths.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import type { ReleaseSession } from '../../../shared/session/releaseSession.ts';
import { analyseComparison } from '../../../shared/study/analysis/analyseComparison.ts';
import { collectComparison } from '../../../shared/study/analysis/collectComparison.ts';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';
import { type Finding, findings } from './estimands.ts';
import { seedContext, withSeedRelease } from './seedRelease.ts';
import { seedRows, seedTable } from './seedTable.ts';

const usage = 'usage: npm run studies:seeds -- [--seeds N] [--first S] [--persons P]';

/**
 * Makes a demo release for every seed, runs the shipped studies on it and compares what they find, before anything is
 * withheld or blinded, with the release's truth. Prints bias and coverage.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '50' },
      first: { type: 'string', default: '1' },
      persons: { type: 'string', default: '50000' },
    },
  });
  const [seeds, first, persons] = [values.seeds, values.first, values.persons].map(Number) as [
    number,
    number,
    number,
  ];
  if (![seeds, first, persons].every((one) => Number.isInteger(one) && one > 0)) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const all: Finding[] = [];
  for (let seed = first; seed < first + seeds; seed++) {
    const started = performance.now();
    all.push(...(await oneSeed(seed, persons)));
    process.stderr.write(`seed ${seed}: ${Math.round((performance.now() - started) / 1000)} s\n`);
  }
  process.stdout.write(`${seedTable(seedRows(all))}\n`);
  return 0;
}

function oneSeed(seed: number, persons: number): Promise<Finding[]> {
  const job = new JobControl();
  return withSeedRelease(seed, persons, job, async (release, folder) => {
    const truth = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8'));
    const truths: readonly StudyTruth[] = truth.stories.angina.studies;
    const found: Finding[] = [];
    for (const truth of truths) found.push(...(await oneStudy(release, truth, job)));
    return found;
  });
}

async function oneStudy(release: ReleaseSession, truth: StudyTruth, job: JobControl): Promise<Finding[]> {
  const file = shippedStudies().find(({ name }) => name === truth.study);
  const parsed = file && parseStudy(file);
  if (!parsed?.ok) throw new Error(`no shipped study ${truth.study}`);
  const { input } = await collectComparison(seedContext(release), parsed.study, parsed.hash, job);
  const { result } = analyseComparison(input, () => {});
  return findings(result, truth);
}

process.exitCode = await main();
