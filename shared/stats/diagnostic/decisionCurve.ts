import { sortOrder } from '../numeric/sortOrder.ts';

/** Net benefit at one threshold probability; treating nobody has 0. */
export interface DecisionPoint {
  readonly threshold: number;
  readonly model: number;
  readonly treatAll: number;
}

/**
 * Decision curve: per person, true positives minus false positives weighed by the odds of the threshold, when those at
 * or above it are treated, and when all are. Source: Vickers and Elkin (2006).
 * @param thresholds probabilities in (0, 1)
 */
export function decisionCurve(
  predicted: Float64Array,
  outcome: Uint8Array,
  thresholds: readonly number[],
): DecisionPoint[] {
  const n = predicted.length;
  const order = sortOrder(predicted);
  const sorted = Float64Array.from(order, (i) => predicted[i] as number);
  /** Cases among the first k in ascending order of the prediction. */
  const casesBefore = new Int32Array(n + 1);
  order.forEach((i, k) => {
    casesBefore[k + 1] = (casesBefore[k] as number) + (outcome[i] as number);
  });
  const cases = casesBefore[n] as number;
  return thresholds.map((threshold) => {
    const below = firstAtLeast(sorted, threshold);
    const hits = cases - (casesBefore[below] as number);
    const alarms = n - below - hits;
    const odds = threshold / (1 - threshold);
    return {
      threshold,
      model: (hits - alarms * odds) / n,
      treatAll: (cases - (n - cases) * odds) / n,
    };
  });
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
