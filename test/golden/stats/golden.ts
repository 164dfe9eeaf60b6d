import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findCases } from './goldenCase.ts';
import { describeOutcome, runCase } from './runCases.ts';

const folder = process.argv[2];
if (folder === undefined || !existsSync(folder)) {
  process.stderr.write('usage: npm run golden -- DIR   (a folder that holds golden cases)\n');
  process.exit(2);
}

const count = { passed: 0, failed: 0, 'not implemented': 0 };
for (const found of findCases(resolve(folder))) {
  const outcome = runCase(found);
  count[outcome.status]++;
  process.stdout.write(`${describeOutcome(outcome)}\n`);
}
process.stdout.write(
  `golden: ${count.passed} passed, ${count.failed} failed, ${count['not implemented']} not implemented\n`,
);
process.exitCode = count.failed > 0 ? 1 : 0;
