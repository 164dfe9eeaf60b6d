import { seededRandom } from '../../shared/stats/numeric/random.ts';
import { randomFolds } from '../../shared/stats/penalised/crossValidation.ts';
import type { PenalisedData } from '../../shared/stats/penalised/elasticNet.ts';
import { laplaceLogistic } from '../../shared/stats/penalised/laplacePrior.ts';
import type { Benchmark } from './benchmark.ts';
import { logistic } from './statisticsData.ts';

const PERSONS = 100_000;
const COLUMNS = 10_000;

/**
 * Persons with some 100 of 10,000 binary covariates each, prevalences falling as the covariates of claims data do; one
 * in a hundred covariates bears on the treatment.
 */
export function claimsLike(seed: number, persons: number, columns: number): PenalisedData {
  const random = seededRandom(seed);
  const eta = new Float64Array(persons).fill(-0.8);
  const sparse = Array.from({ length: columns }, (_, j) => {
    const share = Math.min(0.4, 8 / (j + 12) ** 0.9);
    const rows: number[] = [];
    const step = Math.log1p(-share);
    for (let i = Math.floor(Math.log(random()) / step); i < persons; ) {
      rows.push(i);
      i += 1 + Math.floor(Math.log(random()) / step);
    }
    if (j % 100 === 5) for (const i of rows) eta[i] = (eta[i] as number) + (j % 200 === 5 ? 0.7 : -0.5);
    return { kind: 'sparse' as const, rows: Int32Array.from(rows) };
  });
  return { outcome: eta.map((e) => (random() < logistic(e) ? 1 : 0)), columns: sparse };
}

/** A propensity model of the size that studies fit. */
export const propensityBenchmark: Benchmark = {
  name: 'propensity',
  async *run({ scale }) {
    const data = claimsLike(20240110, Math.round(PERSONS * scale), Math.round(COLUMNS * scale));
    const values = data.columns.reduce((sum, column) => sum + ('rows' in column ? column.rows.length : 0), 0);
    const n = data.outcome.length;
    const start = performance.now();
    const cpu = process.cpuUsage();
    const outcome = laplaceLogistic(data, randomFolds(n, 10, seededRandom(7)));
    const milliseconds = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    if (outcome.kind !== 'fitted') throw new Error(outcome.kind);
    const { fit } = outcome;
    const kept = fit.beta.reduce((count, b) => count + (b === 0 ? 0 : 1), 0);
    yield {
      what: `L1 logistic, ${n} rows × ${data.columns.length} sparse (${values} values), 10-fold choice of the variance`,
      engine: 'TypeScript',
      milliseconds,
      note: `variance ${fit.variance.toPrecision(3)}, ${kept} columns kept, ${((user + system) / 1e6).toFixed(1)} s of CPU`,
    };
  },
};
