import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { quadraticForm } from '../numeric/matrix.ts';
import { averageRanks } from '../numeric/ranks.ts';
import type { ChiSquaredTest } from '../outcome.ts';
import { kaplanMeier } from '../survival/kaplanMeier.ts';
import type { CoxFit } from './coxRegression.ts';
import { relativeRisks, walkRiskSets } from './riskSetWalk.ts';

/** The function of time with which a coefficient may change: `km` is 1 - S(t-) over all strata together. */
export type TimeTransform = 'km' | 'identity' | 'log' | 'rank';

/** Tests of proportional hazards, one per covariate and one for all. */
export interface ProportionalHazardsTest {
  readonly perCovariate: readonly ChiSquaredTest[];
  readonly global: ChiSquaredTest;
}

/**
 * Score tests for adding covariate × g(time) to a Cox model (Grambsch and Therneau, 1994, in the exact score-test form
 * of R survival::cox.zph, version 3 and later). Not for exact ties.
 */
export function proportionalHazardsTest(fit: CoxFit, transform: TimeTransform): ProportionalHazardsTest {
  const { prepared, standardised, ties } = fit;
  const { p, n, event, time, x, weight } = prepared;
  const g = transformedTimes(fit, transform);
  const size = 2 * p;
  const information = new Float64Array(size * size);
  const score = new Float64Array(p);
  for (let k = 0; k < n; k++) {
    if (event[k] !== 1) continue;
    const w = (weight[k] as number) * (g.get(time[k] as number) as number);
    for (let j = 0; j < p; j++) score[j] = (score[j] as number) + w * (x[k * p + j] as number);
  }
  const mean = new Float64Array(p);
  walkRiskSets(prepared, relativeRisks(prepared, standardised), true, (sums) => {
    const at = g.get(sums.time) as number;
    const steps = ties === 'efron' ? sums.deaths : 1;
    const w = sums.deathWeight / steps;
    for (let k = 0; k < steps; k++) {
      const part = k / steps;
      const total = sums.s0 - part * sums.d0;
      let m = 0;
      for (let i = 0; i < p; i++) {
        const mi = ((sums.s1[i] as number) - part * (sums.d1[i] as number)) / total;
        mean[i] = mi;
        score[i] = (score[i] as number) - w * at * mi;
        for (let j = 0; j <= i; j++, m++) {
          const second = ((sums.s2[m] as number) - part * (sums.d2[m] as number)) / total;
          addBlocks(information, size, p, i, j, w * (second - mi * (mean[j] as number)), at);
        }
      }
    }
  });
  return {
    perCovariate: Array.from({ length: p }, (_, j) => scoreTest(information, size, p, score, [j])),
    global: scoreTest(
      information,
      size,
      p,
      score,
      Array.from({ length: p }, (_, j) => j),
    ),
  };
}

function addBlocks(
  information: Float64Array,
  size: number,
  p: number,
  i: number,
  j: number,
  value: number,
  g: number,
): void {
  const add = (row: number, column: number, v: number): void => {
    information[row * size + column] = (information[row * size + column] as number) + v;
  };
  for (const [a, b] of i === j ? [[i, j] as const] : [[i, j] as const, [j, i] as const]) {
    add(a, b, value);
    add(p + a, b, g * value);
    add(a, p + b, g * value);
    add(p + a, p + b, g * g * value);
  }
}

function scoreTest(
  information: Float64Array,
  size: number,
  p: number,
  score: Float64Array,
  columns: readonly number[],
): ChiSquaredTest {
  const kept = [...Array.from({ length: p }, (_, j) => j), ...columns.map((j) => p + j)];
  const u = kept.map((k) => (k < p ? 0 : (score[k - p] as number)));
  const reduced = new Float64Array(kept.length ** 2);
  kept.forEach((a, i) => {
    kept.forEach((b, j) => {
      reduced[i * kept.length + j] = information[a * size + b] as number;
    });
  });
  const statistic = quadraticForm(reduced, kept.length, u).value;
  return { statistic, df: columns.length, p: chiSquaredUpper(statistic, columns.length) };
}

/**
 * g(t) minus its mean over the events, by time. Ranks are taken among all ends of follow-up, as cox.zph does; the
 * constant taken off does not change the tests.
 */
function transformedTimes(fit: CoxFit, transform: TimeTransform): Map<number, number> {
  const { time, event, entry } = fit.prepared;
  const g = new Map<number, number>();
  if (transform === 'km') {
    const curve = kaplanMeier({ time, event, entry });
    curve.time.forEach((t, k) => {
      g.set(t, 1 - (k > 0 ? (curve.survival[k - 1] as number) : 1));
    });
  } else {
    const ranks = transform === 'rank' ? averageRanks(time).ranks : undefined;
    time.forEach((t, k) => {
      g.set(t, ranks ? (ranks[k] as number) : transform === 'log' ? Math.log(t) : t);
    });
  }
  let mean = 0;
  let deaths = 0;
  time.forEach((t, k) => {
    if (event[k] !== 1) return;
    mean += g.get(t) as number;
    deaths++;
  });
  mean /= deaths;
  for (const [t, value] of g) g.set(t, value - mean);
  return g;
}
