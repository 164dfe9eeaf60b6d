import { crossProduct, multiply, quadraticForm, sumRowsByGroup } from '../numeric/matrix.ts';
import type { PreparedCox } from './coxData.ts';
import type { CoxFit } from './coxRegression.ts';
import { type EventTable, eventTable } from './eventTable.ts';

/** Residuals that add up to zero at the estimates: martingale per row, score per row and covariate (in data order). */
export interface CoxScores {
  readonly martingale: Float64Array;
  /** On the original covariate scale, unweighted, row-major n×p. */
  readonly score: Float64Array;
}

/** Martingale and score residuals at standardised coefficients, not weighted. */
export function coxScores(prepared: PreparedCox, table: EventTable): CoxScores {
  const { n, p, row, x, time, event, entry, stratumStart, scale } = prepared;
  const count = table.time.length;
  const cumulative = new Float64Array(count);
  const cumulativeMean = new Float64Array(count * p);
  for (let s = 0; s + 1 < table.stratumStart.length; s++) {
    const begin = table.stratumStart[s] as number;
    for (let e = begin; e < (table.stratumStart[s + 1] as number); e++) {
      cumulative[e] = (e > begin ? (cumulative[e - 1] as number) : 0) + (table.hazard[e] as number);
      for (let j = 0; j < p; j++) {
        cumulativeMean[e * p + j] =
          (e > begin ? (cumulativeMean[(e - 1) * p + j] as number) : 0) +
          (table.meanHazard[e * p + j] as number);
      }
    }
  }
  const martingale = new Float64Array(n);
  const score = new Float64Array(n * p);
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    const begin = table.stratumStart[s] as number;
    const finish = table.stratumStart[s + 1] as number;
    for (let k = stratumStart[s] as number; k < (stratumStart[s + 1] as number); k++) {
      const last = lastAtOrBefore(table.time, begin, finish, time[k] as number);
      const before = entry ? lastAtOrBefore(table.time, begin, finish, entry[k] as number) : begin - 1;
      const dies = event[k] === 1;
      const r = table.relativeRisk[k] as number;
      let hazard = 0;
      if (last > before) {
        hazard = (cumulative[last] as number) - (before >= begin ? (cumulative[before] as number) : 0);
        if (dies) hazard += (table.deathHazard[last] as number) - (table.hazard[last] as number);
      }
      const i = row[k] as number;
      martingale[i] = (dies ? 1 : 0) - r * hazard;
      for (let j = 0; j < p; j++) {
        const xj = x[k * p + j] as number;
        let meanHazard = 0;
        if (last > before) {
          meanHazard =
            (cumulativeMean[last * p + j] as number) -
            (before >= begin ? (cumulativeMean[before * p + j] as number) : 0);
          if (dies) {
            meanHazard +=
              (table.deathMeanHazard[last * p + j] as number) - (table.meanHazard[last * p + j] as number);
          }
        }
        const own = dies ? xj - (table.mean[last * p + j] as number) : 0;
        score[i * p + j] = (own - r * (xj * hazard - meanHazard)) * (scale[j] as number);
      }
    }
  }
  return { martingale, score };
}

function lastAtOrBefore(times: Float64Array, begin: number, end: number, t: number): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Influence of every row on the coefficients, and what follows from it. */
export interface CoxInfluence {
  /** Approximate change of the coefficients when a row is left out (times its weight), n×p in data order. */
  readonly dfbeta: Float64Array;
  /** Σ over clusters of weighted influence, squared: the Lin-Wei covariance. */
  readonly covariance: Float64Array;
  /** Robust score statistic at coefficients of zero. */
  readonly scoreStatistic: number;
}

/** Infinitesimal-jackknife influence (R residuals.coxph type dfbeta, and coxph's robust variance and score test). */
export function coxInfluence(fit: CoxFit, cluster?: Int32Array): CoxInfluence {
  const { prepared, ties, covariance } = fit;
  const { p, n } = prepared;
  const { score } = coxScores(prepared, eventTable(prepared, fit.standardised, ties));
  const dfbeta = weigh(multiply(score, covariance, n, p, p), prepared);
  const collapse = (rows: Float64Array): Float64Array => {
    if (!cluster) return rows;
    let clusters = 0;
    for (const c of cluster) if (c + 1 > clusters) clusters = c + 1;
    return sumRowsByGroup(rows, p, cluster, clusters);
  };
  const zero = new Float64Array(p);
  const atNull = collapse(weigh(coxScores(prepared, eventTable(prepared, zero, ties)).score, prepared));
  const total = new Float64Array(p);
  atNull.forEach((v, at) => {
    total[at % p] = (total[at % p] as number) + v;
  });
  return {
    dfbeta,
    covariance: crossProduct(collapse(dfbeta), p),
    scoreStatistic: quadraticForm(crossProduct(atNull, p), p, total).value,
  };
}

function weigh(rows: Float64Array, prepared: PreparedCox): Float64Array {
  const { p, row, weight } = prepared;
  const byRow = new Float64Array(prepared.n);
  row.forEach((i, k) => {
    byRow[i] = weight[k] as number;
  });
  return rows.map((v, at) => v * (byRow[Math.floor(at / p)] as number));
}
