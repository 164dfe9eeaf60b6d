/** Nodes in (-1, 1) and weights of Gauss-Legendre quadrature. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** Gauss-Legendre nodes and weights of the given order, by Newton's iteration on the Legendre recurrence. */
export function gaussLegendre(order: number): Quadrature {
  const nodes = new Float64Array(order);
  const weights = new Float64Array(order);
  for (let i = 0; i < order; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (order + 0.5));
    let derivative = 1;
    for (let step = 0; step < 100; step++) {
      let p0 = 1;
      let p1 = x;
      for (let k = 2; k <= order; k++) {
        const p2 = ((2 * k - 1) * x * p1 - (k - 1) * p0) / k;
        p0 = p1;
        p1 = p2;
      }
      derivative = (order * (x * p1 - p0)) / (x * x - 1);
      const change = p1 / derivative;
      x -= change;
      if (Math.abs(change) < 1e-16) break;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * derivative * derivative);
  }
  return { nodes, weights };
}

/** The integral of f over [lower, upper], split into equal panels of the given quadrature. */
export function integrate(
  f: (x: number) => number,
  lower: number,
  upper: number,
  panels: number,
  rule: Quadrature,
): number {
  const half = (upper - lower) / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const middle = lower + (2 * panel + 1) * half;
    for (let i = 0; i < rule.nodes.length; i++) {
      sum += (rule.weights[i] ?? 0) * f(middle + half * (rule.nodes[i] ?? 0));
    }
  }
  return sum * half;
}
