import { parseArgs } from 'node:util';
import { JobControl } from '../../../../shared/engine/job.ts';
import { withSeedRelease } from '../../seeds/seedRelease.ts';
import { oneSafetySeed, type SafetySeed } from './oneSafetySeed.ts';
import { safetySeedTable } from './safetySeedTable.ts';

const usage = 'usage: npm run safety:seeds -- [--seeds N] [--first S] [--persons P]';

/**
 * Makes a demo release for every seed, runs the shipped safety studies on it and compares what they find, before
 * anything is withheld, with what is true of it. Prints coverage, false discovery, type I error and reporting; what is
 * false among the findings on the way. Interrupted, it ends with the seed that it is at.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '50' },
      first: { type: 'string', default: '1' },
      persons: { type: 'string', default: '40000' },
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
  const all: SafetySeed[] = [];
  let isInterrupted = false;
  process.once('SIGINT', () => {
    isInterrupted = true;
  });
  for (let seed = first; seed < first + seeds && !isInterrupted; seed++) {
    const started = performance.now();
    const job = new JobControl();
    const own = await withSeedRelease(seed, persons, job, (release, folder) =>
      oneSafetySeed(release, folder, job),
    );
    all.push(own);
    const wrong = own.compared.flatMap(({ what, falseFindings }) =>
      falseFindings.length === 0 ? [] : [`${what}: ${falseFindings.join(', ')}`],
    );
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stderr.write(`seed ${seed}: ${seconds} s; false: ${wrong.join('; ') || 'none'}\n`);
  }
  process.stdout.write(`${safetySeedTable(all)}\n`);
  return 0;
}

process.exitCode = await main();
