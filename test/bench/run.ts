import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Benchmark, Figure } from './benchmark.ts';
import { brushingBenchmark } from './brushingBenchmark.ts';
import { builderBenchmark } from './builderBenchmark.ts';
import { cohortSuiteBenchmark } from './cohortSuiteBenchmark.ts';
import { comparisonBenchmark } from './comparisonBenchmark.ts';
import { conceptBenchmark } from './conceptBenchmark.ts';
import { covariateBenchmark } from './covariateBenchmark.ts';
import { engineBenchmark } from './engineBenchmark.ts';
import { exploreBenchmark } from './exploreBenchmark.ts';
import { liveCountsBenchmark } from './liveCountsBenchmark.ts';
import { propensityBenchmark } from './propensityBenchmark.ts';
import { releaseBenchmark } from './releaseBenchmark.ts';
import { safetyBenchmark } from './safetyBenchmark.ts';
import { statisticsBenchmark } from './statisticsBenchmark.ts';
import { studyBenchmark } from './studyBenchmark.ts';

/** `npm run bench -- [NAME…] [--scale 0.1] [--release DIR [--engine wasm]] [--part first]` */
const benchmarks: readonly Benchmark[] = [
  engineBenchmark,
  cohortSuiteBenchmark,
  conceptBenchmark,
  releaseBenchmark,
  exploreBenchmark,
  brushingBenchmark,
  liveCountsBenchmark,
  builderBenchmark,
  statisticsBenchmark,
  propensityBenchmark,
  covariateBenchmark,
  studyBenchmark,
  comparisonBenchmark,
  safetyBenchmark,
];

const { values, positionals } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    release: { type: 'string' },
    engine: { type: 'string' },
    part: { type: 'string' },
  },
  allowPositionals: true,
});
const options = {
  scale: Number(values.scale),
  release: values.release,
  engine: values.engine === 'wasm' ? 'wasm' : 'native',
  part: values.part,
} as const;
const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

console.log(
  `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.version}\n`,
);
for (const benchmark of chosen) {
  console.log(`| ${benchmark.name} | engine | ms | |\n|---|---|---:|---:|`);
  for await (const figure of benchmark.run(options)) console.log(lineOf(figure));
  console.log(`\npeak memory so far: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`);
}

function lineOf({ what, engine, milliseconds, rows, note, failed }: Figure): string {
  const rate =
    rows === undefined ? '' : `${Math.round(rows / (milliseconds / 1000)).toLocaleString('en-GB')} rows/s`;
  const time = milliseconds.toFixed(milliseconds < 10 ? 1 : 0);
  return `| ${what} | ${engine} | ${failed === undefined ? time : failed} | ${note ?? rate} |`;
}
