import { seededRandom } from '../../shared/stats/numeric/random.ts';
import { analyseComparison } from '../../shared/study/analysis/analyseComparison.ts';
import type { ComparisonInput } from '../../shared/study/analysis/comparisonInput.ts';
import { specificationOf } from '../study/analysis/simulated.ts';
import type { Benchmark } from './benchmark.ts';
import { claimsLike } from './propensityBenchmark.ts';

const PERSONS = 100_000;
const COLUMNS = 10_000;

export function comparison(persons: number, columns: number, method: string): ComparisonInput {
  const data = claimsLike(20240110, persons, columns);
  const random = seededRandom(3);
  const arm = Uint8Array.from(data.outcome, (treated) => 1 - treated);
  const follow = Array.from(arm, (a) => {
    const event = -Math.log(random()) / (0.00004 * (a === 0 ? 0.8 : 1));
    const end = 1 + 1500 * random();
    const death = -Math.log(random()) / 0.00003;
    const days = Math.max(1, Math.ceil(Math.min(event, end, death)));
    return { days, status: event < Math.min(end, death) ? 1 : death < end ? 2 : 0 };
  });
  const count = arm.reduce((sum, a) => sum + a, 0);
  return {
    specification: specificationOf({ adjustment: { method, estimand: 'ATT' } }),
    studyHash: '',
    population: {
      rows: persons,
      personNo: Int32Array.from({ length: persons }, (_, i) => i),
      arm,
      indexDay: new Int32Array(persons),
      age: new Int32Array(persons),
      sex: new Uint8Array(persons),
      followUps: [
        {
          outcome: 'mi',
          timeAtRisk: 'itt',
          included: new Uint8Array(persons).fill(1),
          start: new Int32Array(persons).fill(1),
          days: Int32Array.from(follow, ({ days }) => days),
          status: Uint8Array.from(follow, ({ status }) => status),
        },
      ],
      attrition: [{ step: 'cohort', persons: [persons - count, count] }],
      subgroups: [],
      clones: null,
    },
    covariates: {
      rows: persons,
      columns: data.columns,
      covariates: data.columns.map((_, j) => ({
        id: `c${j}`,
        domain: 'condition',
        window: 'anyTime',
        concept: null,
        name: `c${j}`,
        kind: 'binary',
      })),
      excluded: [],
    },
    negativeControls: [],
  };
}

/** A whole analysis of the size that studies have: propensity, adjustment, balance, one outcome with all measures. */
export const comparisonBenchmark: Benchmark = {
  name: 'comparison',
  async *run({ scale }) {
    for (const method of ['weighting', 'matching', 'standardisation']) {
      const input = comparison(Math.round(PERSONS * scale), Math.round(COLUMNS * scale), method);
      let longest = 0;
      let last = performance.now();
      const start = last;
      const { result } = analyseComparison(input, () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
      });
      const { auc } = result.pairs[0]?.propensity ?? {};
      yield {
        what: `comparison of ${input.population.rows} persons with ${input.covariates.columns.length} covariates, ${method}`,
        engine: 'TypeScript',
        milliseconds: performance.now() - start,
        note: `AUC ${auc?.toFixed(3)}, longest without a checkpoint ${Math.round(longest)} ms`,
      };
    }
  },
};
