import { normalMultiplier, normalTwoSided } from '../distributions/normal.ts';
import { averageRanks } from '../numeric/ranks.ts';
import { sortOrder } from '../numeric/sortOrder.ts';
import type { Interval, IntervalEstimate } from '../tables/interval.ts';

/** Scores of cases and controls; a higher score speaks for a case. */
export interface RocData {
  readonly score: Float64Array;
  readonly isCase: Uint8Array;
}

/** The area under the ROC curve with its DeLong variance. */
export interface RocArea extends IntervalEstimate {
  readonly cases: number;
  readonly controls: number;
  /** Interval formed on the logit scale. */
  readonly logit: Interval;
  /** Hanley and McNeil's (1982) approximate standard error. */
  readonly hanleyMcNeilSe: number;
  /** Test of an area of one half. */
  readonly z: number;
  readonly p: number;
}

/** Placement values: for each case the share of controls below it, for each control the share of cases above it. */
function placements({ score, isCase }: RocData): {
  cases: Float64Array;
  controls: Float64Array;
  auc: number;
} {
  const all = averageRanks(score).ranks;
  const split = (value: number): Float64Array => score.filter((_, i) => isCase[i] === value);
  const own = [averageRanks(split(0)).ranks, averageRanks(split(1)).ranks] as const;
  const [m, n] = [own[1].length, own[0].length];
  const cases = new Float64Array(m);
  const controls = new Float64Array(n);
  let c = 0;
  let k = 0;
  isCase.forEach((value, i) => {
    const rank = all[i] as number;
    if (value === 1) {
      cases[c] = (rank - (own[1][c] as number)) / n;
      c++;
    } else {
      controls[k] = 1 - (rank - (own[0][k] as number)) / m;
      k++;
    }
  });
  return { cases, controls, auc: cases.reduce((a, b) => a + b, 0) / m };
}

function covariance(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  const mx = x.reduce((a, b) => a + b, 0) / n;
  const my = y.reduce((a, b) => a + b, 0) / n;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += ((x[i] as number) - mx) * ((y[i] as number) - my);
  return sum / (n - 1);
}

/** Area under the curve with DeLong's interval, cut to [0, 1] (DeLong et al., 1988; R pROC::ci.auc). O(n log n). */
export function rocArea(data: RocData, confidenceLevel = 0.95): RocArea {
  const { cases, controls, auc } = placements(data);
  const m = cases.length;
  const n = controls.length;
  const se = Math.sqrt(covariance(cases, cases) / m + covariance(controls, controls) / n);
  const z = normalMultiplier(confidenceLevel);
  const logit = Math.log(auc / (1 - auc));
  const half = (z * se) / (auc * (1 - auc));
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const test = (auc - 0.5) / se;
  return {
    cases: m,
    controls: n,
    estimate: auc,
    standardError: se,
    lower: Math.max(0, auc - z * se),
    upper: Math.min(1, auc + z * se),
    logit: { lower: 1 / (1 + Math.exp(half - logit)), upper: 1 / (1 + Math.exp(-half - logit)) },
    hanleyMcNeilSe: Math.sqrt(
      (auc * (1 - auc) + (m - 1) * (q1 - auc * auc) + (n - 1) * (q2 - auc * auc)) / (m * n),
    ),
    z: test,
    p: normalTwoSided(test),
  };
}

/** Comparison of two areas on the same persons. */
export interface PairedRoc extends IntervalEstimate {
  readonly areas: readonly [number, number];
  /** Covariance matrix of the areas, row-major. */
  readonly covariance: readonly [number, number, number, number];
  readonly z: number;
  readonly p: number;
}

/** DeLong's test of two correlated areas, first minus second (R pROC::roc.test). */
export function compareRocAreas(
  first: Float64Array,
  second: Float64Array,
  isCase: Uint8Array,
  confidenceLevel = 0.95,
): PairedRoc {
  const a = placements({ score: first, isCase });
  const b = placements({ score: second, isCase });
  const shared = (x: typeof a, y: typeof a): number =>
    covariance(x.cases, y.cases) / x.cases.length + covariance(x.controls, y.controls) / x.controls.length;
  const [va, vb, cab] = [shared(a, a), shared(b, b), shared(a, b)];
  const estimate = a.auc - b.auc;
  const standardError = Math.sqrt(va + vb - 2 * cab);
  const half = normalMultiplier(confidenceLevel) * standardError;
  const z = estimate / standardError;
  return {
    areas: [a.auc, b.auc],
    covariance: [va, cab, cab, vb],
    estimate,
    standardError,
    lower: estimate - half,
    upper: estimate + half,
    z,
    p: normalTwoSided(z),
  };
}

/** Points of a ROC curve: a score at or above the threshold counts as positive. Thresholds ascend. */
export interface RocCurve {
  /** Minus infinity, the middles between neighbouring scores, infinity. */
  readonly threshold: Float64Array;
  readonly sensitivity: Float64Array;
  readonly specificity: Float64Array;
}

/** The empirical ROC curve. */
export function rocCurve({ score, isCase }: RocData): RocCurve {
  const order = sortOrder(score);
  let cases = 0;
  for (const c of isCase) cases += c;
  const controls = isCase.length - cases;
  const threshold = [Number.NEGATIVE_INFINITY];
  const sensitivity = [1];
  const specificity = [0];
  let casesBelow = 0;
  let controlsBelow = 0;
  for (let k = 0; k < order.length; ) {
    const value = score[order[k] as number] as number;
    for (; k < order.length && score[order[k] as number] === value; k++) {
      if (isCase[order[k] as number] === 1) casesBelow++;
      else controlsBelow++;
    }
    threshold.push(
      k < order.length ? (value + (score[order[k] as number] as number)) / 2 : Number.POSITIVE_INFINITY,
    );
    sensitivity.push((cases - casesBelow) / cases);
    specificity.push(controlsBelow / controls);
  }
  return {
    threshold: Float64Array.from(threshold),
    sensitivity: Float64Array.from(sensitivity),
    specificity: Float64Array.from(specificity),
  };
}

/** The point of a curve with the largest sensitivity plus specificity; the first of several. */
export function youdenPoint(curve: RocCurve): {
  threshold: number;
  sensitivity: number;
  specificity: number;
} {
  let best = 0;
  const sum = (k: number): number => (curve.sensitivity[k] as number) + (curve.specificity[k] as number);
  for (let k = 1; k < curve.threshold.length; k++) if (sum(k) > sum(best) + 1e-12) best = k;
  return {
    threshold: curve.threshold[best] as number,
    sensitivity: curve.sensitivity[best] as number,
    specificity: curve.specificity[best] as number,
  };
}

/** Area under the part of the curve with specificity of at least `from`, not rescaled. */
export function partialArea(curve: RocCurve, from: number): number {
  let area = 0;
  for (let k = 1; k < curve.threshold.length; k++) {
    const right = curve.specificity[k] as number;
    const left = curve.specificity[k - 1] as number;
    if (right <= from || right === left) continue;
    const high = curve.sensitivity[k] as number;
    let start = left;
    let low = curve.sensitivity[k - 1] as number;
    if (start < from) {
      low += ((high - low) * (from - start)) / (right - start);
      start = from;
    }
    area += ((low + high) / 2) * (right - start);
  }
  return area;
}

/** Points of a precision-recall curve, from the highest threshold down, with the area by average precision. */
export interface PrecisionRecall {
  readonly threshold: Float64Array;
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  readonly averagePrecision: number;
}

/** Precision and recall at every distinct score. */
export function precisionRecall({ score, isCase }: RocData): PrecisionRecall {
  const order = sortOrder(score).reverse();
  let cases = 0;
  for (const c of isCase) cases += c;
  const threshold: number[] = [];
  const precision: number[] = [];
  const recall: number[] = [];
  let found = 0;
  let averagePrecision = 0;
  for (let k = 0; k < order.length; ) {
    const value = score[order[k] as number] as number;
    for (; k < order.length && score[order[k] as number] === value; k++)
      found += isCase[order[k] as number] as number;
    const share = found / cases;
    averagePrecision += (found / k) * (share - (recall[recall.length - 1] ?? 0));
    threshold.push(value);
    precision.push(found / k);
    recall.push(share);
  }
  return {
    threshold: Float64Array.from(threshold),
    precision: Float64Array.from(precision),
    recall: Float64Array.from(recall),
    averagePrecision,
  };
}
