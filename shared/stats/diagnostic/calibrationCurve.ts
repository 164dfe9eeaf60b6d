import { sortOrder } from '../numeric/sortOrder.ts';

/** A smoothed curve over ascending, distinct predictions. */
export interface CalibrationCurve {
  readonly predicted: Float64Array;
  /** Smoothed share of outcomes. */
  readonly observed: Float64Array;
}

/**
 * Observed share against predicted probability, smoothed by locally weighted lines (Cleveland's lowess without
 * robustness iterations, tricube weights over the nearest `span` of the rows; R `lowess(predicted, outcome, iter = 0,
 * delta = 0)`, as val.prob of rms draws it).
 */
export function calibrationCurve(
  predicted: Float64Array,
  outcome: Uint8Array,
  span = 2 / 3,
): CalibrationCurve {
  const order = sortOrder(predicted);
  const x = Float64Array.from(order, (i) => predicted[i] as number);
  const y = Float64Array.from(order, (i) => outcome[i] as number);
  const n = x.length;
  const near = Math.max(2, Math.min(n, Math.floor(span * n + 1e-7)));
  const points: number[] = [];
  const smooth: number[] = [];
  let left = 0;
  for (let i = 0; i < n; i++) {
    const at = x[i] as number;
    if (i > 0 && at === x[i - 1]) continue;
    // The window of the nearest rows moves right while that brings it nearer.
    while (left + near < n && at - (x[left] as number) > (x[left + near] as number) - at) left++;
    points.push(at);
    smooth.push(localLine(x, y, at, left, near));
  }
  return { predicted: Float64Array.from(points), observed: Float64Array.from(smooth) };
}

function localLine(x: Float64Array, y: Float64Array, at: number, left: number, near: number): number {
  const n = x.length;
  const reach = Math.max(at - (x[left] as number), (x[left + near - 1] as number) - at);
  const far = 0.999 * reach;
  const close = 0.001 * reach;
  let [weights, meanX, meanY] = [0, 0, 0];
  const w: number[] = [];
  for (let j = left; j < n; j++) {
    const distance = Math.abs((x[j] as number) - at);
    if (distance > far) {
      if ((x[j] as number) > at) break;
      w.push(0);
      continue;
    }
    const weight = distance > close ? (1 - (distance / reach) ** 3) ** 3 : 1;
    w.push(weight);
    weights += weight;
    meanX += weight * (x[j] as number);
    meanY += weight * (y[j] as number);
  }
  meanX /= weights;
  meanY /= weights;
  if (!(reach > 0)) return meanY;
  let [spread, slope] = [0, 0];
  w.forEach((weight, k) => {
    const gap = (x[left + k] as number) - meanX;
    spread += (weight / weights) * gap * gap;
    slope += (weight / weights) * gap * (y[left + k] as number);
  });
  const range = (x[n - 1] as number) - (x[0] as number);
  // Points that lie together give no slope.
  return Math.sqrt(spread) > 0.001 * range ? meanY + ((at - meanX) * slope) / spread : meanY;
}
