import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { quadraticForm } from '../numeric/matrix.ts';
import { groupIndices } from '../numeric/sortOrder.ts';
import type { ChiSquaredTest } from '../outcome.ts';
import { alignTies } from '../survival/survivalData.ts';
import { type CompetingData, competingRiskSets, selectCompeting } from './competingData.ts';

/** What Gray's test compares. */
export interface GrayOptions {
  readonly group: Int32Array;
  readonly groups: number;
  readonly strata?: Int32Array | undefined;
  /** Weight (1 - F(t-))^rho. */
  readonly rho?: number;
  /** The cause whose incidence is compared. */
  readonly cause: number;
}

/**
 * Gray's K-sample test of equal cumulative incidence of one cause in the presence of the others, stratified.
 * Source: Gray (1988), Annals of Statistics 16:1141; the variance as in R cmprsk::cuminc.
 */
export function grayTest(data: CompetingData, options: GrayOptions): ChiSquaredTest {
  const { group, groups, strata, rho = 0, cause } = options;
  const { time } = alignTies(data.time);
  const aligned = { ...data, time };
  const kept = groups - 1;
  const score = new Float64Array(kept);
  const variance = new Float64Array(kept * kept);
  let count = 1;
  if (strata) for (const s of strata) count = Math.max(count, s + 1);
  for (const rows of groupIndices(strata ?? new Int32Array(time.length), count)) {
    const part = Int32Array.from(rows, (i) => group[i] as number);
    addStratum(selectCompeting(aligned, rows), part, groups, rho, cause, score, variance);
  }
  const statistic = quadraticForm(variance, kept, score).value;
  return { statistic, df: kept, p: chiSquaredUpper(statistic, kept) };
}

/** Symmetric matrix with one row and column per group. */
class GroupMatrix {
  readonly values: Float64Array;
  readonly #groups: number;

  constructor(groups: number) {
    this.#groups = groups;
    this.values = new Float64Array(groups * groups);
  }

  get(i: number, j: number): number {
    return this.values[i * this.#groups + j] as number;
  }

  set(i: number, j: number, value: number): void {
    this.values[i * this.#groups + j] = value;
    this.values[j * this.#groups + i] = value;
  }
}

function addStratum(
  data: CompetingData,
  group: Int32Array,
  groups: number,
  rho: number,
  cause: number,
  score: Float64Array,
  variance: Float64Array,
): void {
  const kept = groups - 1;
  const sets = competingRiskSets(data);
  const m = sets.time.length;
  const own = Array.from({ length: groups }, () => new Float64Array(m));
  const other = Array.from({ length: groups }, () => new Float64Array(m));
  const ends = Array.from({ length: groups }, () => new Float64Array(m));
  const atRisk = new Float64Array(groups);
  for (let i = 0; i < group.length; i++) {
    const g = group[i] as number;
    const k = sets.slot[i] as number;
    const c = data.cause[i] as number;
    atRisk[g] = (atRisk[g] as number) + 1;
    const tally = (list: readonly Float64Array[]): void => {
      const values = list[g] as Float64Array;
      values[k] = (values[k] as number) + 1;
    };
    tally(ends);
    if (c === cause) tally(own);
    else if (c > 0) tally(other);
  }
  const free = new Float64Array(groups).fill(1);
  const freeAfter = new Float64Array(groups).fill(1);
  const incidence = new Float64Array(groups);
  const incidenceAfter = new Float64Array(groups);
  const a = new GroupMatrix(groups);
  const c = new GroupMatrix(groups);
  const v2 = new Float64Array(groups * groups);
  const v3 = new Float64Array(groups);
  let pooled = 0;
  for (let k = 0; k < m; k++) {
    let d1 = 0;
    let d2 = 0;
    for (let g = 0; g < groups; g++) {
      d1 += (own[g] as Float64Array)[k] as number;
      d2 += (other[g] as Float64Array)[k] as number;
    }
    if (d1 + d2 > 0) {
      let tr = 0;
      let tq = 0;
      for (let g = 0; g < groups; g++) {
        const n = atRisk[g] as number;
        if (n <= 0) continue;
        const d = ((own[g] as Float64Array)[k] as number) + ((other[g] as Float64Array)[k] as number);
        const s = free[g] as number;
        freeAfter[g] = (s * (n - d)) / n;
        incidenceAfter[g] = (incidence[g] as number) + (s * ((own[g] as Float64Array)[k] as number)) / n;
        tr += n / s;
        tq += (n * (1 - (incidence[g] as number))) / s;
      }
      const pooledAfter = pooled + d1 / tr;
      const weight = (1 - pooled) ** rho;
      a.values.fill(0);
      for (let i = 0; i < groups; i++) {
        if ((atRisk[i] as number) <= 0) continue;
        const ti = (atRisk[i] as number) / (free[i] as number);
        for (let j = 0; j <= i; j++) {
          if ((atRisk[j] as number) <= 0) continue;
          const tj = (atRisk[j] as number) / (free[j] as number);
          const value = i === j ? weight * ti * (1 - ti / tr) : (-weight * ti * tj) / tr;
          a.set(i, j, value);
          c.set(i, j, c.get(i, j) + (value * d1) / (tr * (1 - pooled)));
        }
        if (i < kept) {
          const share = (ti * (1 - (incidence[i] as number))) / tq;
          score[i] = (score[i] as number) + weight * (((own[i] as Float64Array)[k] as number) - d1 * share);
        }
      }
      const accumulate = (
        g: number,
        t3: number,
        t4: number,
        term: (i: number) => number,
        sign: number,
      ): void => {
        v3[g] = (v3[g] as number) + t4 * t4 * t3;
        for (let i = 0; i < kept; i++) {
          const t1 = term(i);
          v2[i * groups + g] = (v2[i * groups + g] as number) + sign * t1 * t4 * t3;
          for (let j = 0; j <= i; j++) {
            variance[i * kept + j] = (variance[i * kept + j] as number) + t1 * term(j) * t3;
          }
        }
      };
      for (let g = 0; g < groups; g++) {
        const n = atRisk[g] as number;
        if (n <= 0) continue;
        const s = free[g] as number;
        const after = freeAfter[g] as number;
        if (d1 > 0) {
          const t4 = after > 0 ? 1 - (1 - pooledAfter) / after : 1;
          const ties = d1 > 1 ? 1 - (d1 - 1) / (tr * s - 1) : 1;
          accumulate(g, (ties * s * d1) / (tr * n), t4, (i) => a.get(i, g) - t4 * c.get(i, g), 1);
        }
        const others = (other[g] as Float64Array)[k] as number;
        if (others > 0 && after > 0) {
          const t4 = (1 - pooledAfter) / after;
          const ties = others > 1 ? 1 - (others - 1) / (n - 1) : 1;
          accumulate(g, (ties * s * s * others) / (n * n), t4, (i) => t4 * c.get(i, g), -1);
        }
      }
      pooled = pooledAfter;
      free.set(freeAfter);
      incidence.set(incidenceAfter);
    }
    for (let g = 0; g < groups; g++) {
      atRisk[g] = (atRisk[g] as number) - ((ends[g] as Float64Array)[k] as number);
    }
  }
  for (let i = 0; i < kept; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = variance[i * kept + j] as number;
      for (let g = 0; g < groups; g++) {
        sum += c.get(i, g) * c.get(j, g) * (v3[g] as number);
        sum += c.get(i, g) * (v2[j * groups + g] as number) + c.get(j, g) * (v2[i * groups + g] as number);
      }
      variance[i * kept + j] = sum;
      variance[j * kept + i] = sum;
    }
  }
}
