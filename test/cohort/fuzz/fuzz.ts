import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { complaints } from '../random/agreement.ts';
import { attributeKinds } from '../random/attributeKinds.ts';
import { CompiledCohorts } from '../random/compiledCohorts.ts';
import { described, minimised } from '../random/counterexample.ts';
import { Coverage } from '../random/coverage.ts';
import { randomCdm } from '../random/randomCdm.ts';
import { randomExpression, targetsOfDemographics, targetsOfDomain } from '../random/randomExpression.ts';
import { CdmIndex } from '../reference/cdmData.ts';

const usage = 'usage: npm run cohorts:fuzz -- [--runs N] [--seed S]';
/** Definitions compared on one data set. */
const perData = 12;
const mostShown = 5;

/**
 * Compares the cohort compiler with the evaluator on `--runs` random pairs of definition and data, starting at `--seed`.
 * Prints every mismatch made small, the features used, and the figures. Exits 1 on a mismatch.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
  });
  const runs = Number(values.runs);
  const firstSeed = Number(values.seed);
  if (!(Number.isInteger(runs) && runs > 0 && Number.isInteger(firstSeed))) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const compiled = await CompiledCohorts.start();
  const coverage = new Coverage();
  const expressions = fc.oneof(
    randomExpression(),
    ...[...Object.keys(attributeKinds).flatMap(targetsOfDomain), ...targetsOfDemographics()].map(
      ({ expression }) => expression,
    ),
  );
  const samples = fc.noBias(
    fc.tuple(
      randomCdm(),
      fc.array(fc.oneof(randomExpression(), expressions), { minLength: perData, maxLength: perData }),
    ),
  );
  let compared = 0;
  let mismatches = 0;
  for (let seed = firstSeed; compared < runs; seed++) {
    const [sample] = fc.sample(samples, { seed, numRuns: 1 });
    if (!sample) break;
    if (seed % 100 === 0) process.stderr.write(`seed ${seed}: ${compared} runs, ${mismatches} mismatches\n`);
    const [data, all] = sample;
    const definitions = all.slice(0, runs - compared);
    await compiled.load(data);
    // Generation with attrition runs other statements.
    const attrition = seed % 2 === 0;
    const results = await compiled.generate(definitions, attrition);
    const cdm = new CdmIndex(data);
    for (const [i, expression] of definitions.entries()) {
      compared++;
      coverage.add(expression, cdm, 3);
      const result = results[i];
      if (result && complaints(expression, cdm, result).length === 0) continue;
      mismatches++;
      if (mismatches > mostShown) continue;
      const smallest = await minimised({ expression, data, attrition }, compiled);
      process.stdout.write(`\nmismatch at seed ${seed}\n${await described(smallest, compiled)}\n`);
    }
  }
  await compiled.close();
  for (const { name, uses, effects } of coverage.counts()) {
    const effect = effects > 0 ? 'changed results' : 'changed nothing';
    process.stdout.write(`${String(uses).padStart(7)}  ${name.padEnd(44)} ${effect}\n`);
  }
  process.stdout.write(
    `\ncohorts:fuzz: ${compared} runs, ${mismatches} mismatches; ${coverage.unused().length} features unused, ` +
      `${coverage.withoutEffect().length} without effect\n`,
  );
  return mismatches > 0 ? 1 : 0;
}

process.exitCode = await main();
