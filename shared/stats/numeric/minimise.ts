/** A function to be minimised, with its gradient. */
export type Objective = (x: Float64Array) => { readonly value: number; readonly gradient: Float64Array };

/** Where a minimisation ended. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly iterations: number;
}

/**
 * Minimum of a smooth function of a few variables by BFGS with backtracking (Nocedal and Wright, 2006, ch. 6). Stops
 * when the largest element of the gradient falls below `tolerance` or no step improves.
 */
export function minimise(f: Objective, start: ArrayLike<number>, tolerance = 1e-9, limit = 500): Minimum {
  const n = start.length;
  let x = Float64Array.from(start);
  let point = f(x);
  let inverse = identity(n);
  let iterations = 0;
  for (; iterations < limit; iterations++) {
    const { gradient } = point;
    if (gradient.every((g) => Math.abs(g) <= tolerance)) break;
    let direction = multiplyVector(inverse, gradient).map((d) => -d);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      inverse = identity(n);
      direction = gradient.map((g) => -g);
      slope = -dot(gradient, gradient);
    }
    const longest = Math.max(...direction.map(Math.abs));
    let length = longest > 2 ? 2 / longest : 1;
    let next = x;
    let nextPoint = point;
    for (let half = 0; half < 60; half++, length /= 2) {
      next = x.map((v, i) => v + length * (direction[i] as number));
      nextPoint = f(next);
      if (nextPoint.value <= point.value + 1e-4 * length * slope) break;
    }
    if (!(nextPoint.value <= point.value)) break;
    const step = next.map((v, i) => v - (x[i] as number));
    const change = nextPoint.gradient.map((g, i) => g - (gradient[i] as number));
    const settled = Math.abs(nextPoint.value - point.value) <= 1e-16 * Math.abs(point.value);
    inverse = update(inverse, step, change);
    x = next;
    point = nextPoint;
    if (settled) break;
  }
  return { x, value: point.value, gradient: point.gradient, iterations };
}

function identity(n: number): Float64Array {
  const m = new Float64Array(n * n);
  for (let i = 0; i < n; i++) m[i * n + i] = 1;
  return m;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
}

function multiplyVector(matrix: Float64Array, v: Float64Array): Float64Array<ArrayBuffer> {
  const n = v.length;
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (matrix[i * n + j] as number) * (v[j] as number);
    return sum;
  });
}

function update(inverse: Float64Array, step: Float64Array, change: Float64Array): Float64Array<ArrayBuffer> {
  const n = step.length;
  const curvature = dot(step, change);
  if (!(curvature > 1e-14 * Math.sqrt(dot(step, step) * dot(change, change))))
    return Float64Array.from(inverse);
  const hy = multiplyVector(inverse, change);
  const factor = (1 + dot(change, hy) / curvature) / curvature;
  return Float64Array.from(inverse, (v, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    const [si, sj] = [step[i] as number, step[j] as number];
    return v + factor * si * sj - (si * (hy[j] as number) + (hy[i] as number) * sj) / curvature;
  });
}
