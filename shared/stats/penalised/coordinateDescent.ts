import { cholesky, choleskySolve } from '../numeric/matrix.ts';
import type { Checkpoint } from '../outcome.ts';
import type { GlmFamily } from '../regression/glmFamily.ts';
import { addColumn, columnDot, columnMoments, type DesignColumn, subtractWeighted } from './designColumn.ts';

/** A penalised problem with everything resolved: weights add up to 1, columns are divided by `scale` (0 = left out). */
export interface PenalisedProblem {
  readonly outcome: Float64Array;
  readonly offset: Float64Array;
  readonly columns: readonly DesignColumn[];
  readonly weights: Float64Array;
  readonly scale: Float64Array;
  readonly factors: Float64Array;
  readonly alpha: number;
  readonly family: GlmFamily;
  /** Divides the ridge part of the penalty. */
  readonly ridgeScale: number;
  /** Coordinates stop when no step changes the quadratic objective by more than this share of the null deviance. */
  readonly tolerance: number;
}

/**
 * The state of a coordinate descent: coefficients (of scaled columns), linear predictor and gradient. Dense columns are
 * centred so that they do not fight the intercept; sparse ones are not, so that they stay sparse. Neither changes the
 * solution, since the intercept is free.
 */
export class CoordinateDescent {
  readonly nullDeviance: number;
  deviance: number;
  readonly #problem: PenalisedProblem;
  readonly #beta: Float64Array;
  readonly #center: Float64Array;
  #intercept: number;
  readonly #eta: Float64Array;
  readonly #gradient: Float64Array;
  readonly #active: Uint8Array;

  constructor(problem: PenalisedProblem) {
    this.#problem = problem;
    const { columns, scale, outcome } = problem;
    const p = columns.length;
    this.#beta = new Float64Array(p);
    this.#gradient = new Float64Array(p);
    this.#active = new Uint8Array(p);
    this.#eta = Float64Array.from(problem.offset);
    this.#center = Float64Array.from(columns, (column) =>
      column.kind === 'dense' ? columnMoments(column, problem.weights).sum : 0,
    );
    this.#intercept = this.#startIntercept();
    for (let i = 0; i < outcome.length; i++) this.#eta[i] = (this.#eta[i] as number) + this.#intercept;
    this.deviance = this.#computeDeviance();
    this.#solveOn(Int32Array.of(), 0);
    this.nullDeviance = this.deviance;
    const free = Int32Array.from(columns.keys()).filter((j) => problem.factors[j] === 0 && scale[j] !== 0);
    if (free.length > 0) {
      for (const j of free) this.#active[j] = 1;
      this.#solveOn(free, 0);
    }
    this.#updateGradient();
  }

  /** The intercept on the original scale. */
  get intercept(): number {
    let value = this.#intercept;
    this.#beta.forEach((b, j) => {
      if (b !== 0) value -= (b * (this.#center[j] as number)) / (this.#problem.scale[j] as number);
    });
    return value;
  }

  /** Coefficients on the original scale. */
  coefficients(): Float64Array {
    return this.#beta.map((b, j) => (b === 0 ? 0 : b / (this.#problem.scale[j] as number)));
  }

  /** Largest gradient of a penalised coefficient that is zero, per unit of penalty factor. */
  largestGradient(): number {
    let largest = 0;
    this.#gradient.forEach((g, j) => {
      const f = this.#problem.factors[j] as number;
      if (f > 0 && this.#problem.scale[j] !== 0) largest = Math.max(largest, Math.abs(g) / f);
    });
    return largest;
  }

  /** Solves for one penalty, starting from the present state, which solves `previousLambda`. */
  solve(lambda: number, previousLambda: number, checkpoint?: Checkpoint): void {
    const { alpha, factors, scale } = this.#problem;
    const p = this.#beta.length;
    const threshold = alpha * (2 * lambda - previousLambda);
    for (let j = 0; j < p; j++) {
      if (scale[j] === 0 || this.#active[j] === 1) continue;
      if (alpha === 0 || Math.abs(this.#gradient[j] as number) >= threshold * (factors[j] as number)) {
        this.#active[j] = 1;
      }
    }
    for (;;) {
      const working = Int32Array.from(this.#active.keys()).filter((j) => this.#active[j] === 1);
      this.#solveOn(working, lambda, checkpoint);
      this.#updateGradient();
      let violations = 0;
      for (let j = 0; j < p; j++) {
        if (this.#active[j] === 1 || scale[j] === 0) continue;
        if (Math.abs(this.#gradient[j] as number) > lambda * alpha * (factors[j] as number)) {
          this.#active[j] = 1;
          violations++;
        }
      }
      if (violations === 0) break;
    }
    // Only columns that came in stay candidates without passing the rule again.
    for (let j = 0; j < p; j++) if (this.#beta[j] === 0 && factors[j] !== 0) this.#active[j] = 0;
  }

  #startIntercept(): number {
    const { outcome, weights, family } = this.#problem;
    let mean = 0;
    for (let i = 0; i < outcome.length; i++) mean += (weights[i] as number) * (outcome[i] as number);
    return family.linkOf(mean);
  }

  #computeDeviance(): number {
    const { outcome, weights, family } = this.#problem;
    let sum = 0;
    for (let i = 0; i < outcome.length; i++) {
      const e = this.#eta[i] as number;
      sum += (weights[i] as number) * family.deviance(outcome[i] as number, e);
    }
    return sum * outcome.length;
  }

  #updateGradient(): void {
    const { outcome, weights, family, columns, scale } = this.#problem;
    const residuals = new Float64Array(outcome.length);
    let total = 0;
    for (let i = 0; i < outcome.length; i++) {
      const r = (weights[i] as number) * ((outcome[i] as number) - family.mean(this.#eta[i] as number));
      residuals[i] = r;
      total += r;
    }
    for (let j = 0; j < columns.length; j++) {
      const s = scale[j] as number;
      if (s === 0) continue;
      const centred = columnDot(columns[j] as DesignColumn, residuals) - (this.#center[j] as number) * total;
      this.#gradient[j] = centred / s;
    }
  }

  /** Solves over the columns in `working` by reweighted quadratic approximations. */
  #solveOn(working: Int32Array, lambda: number, checkpoint?: Checkpoint): void {
    const n = this.#problem.outcome.length;
    const weights = new Float64Array(n);
    const residuals = new Float64Array(n);
    const scaleOfChange = Math.max(this.nullDeviance ?? this.deviance, 1e-300) / n;
    const limit = this.#problem.tolerance * this.#problem.tolerance * 100 * scaleOfChange;
    for (let outer = 0; outer < 100; outer++) {
      checkpoint?.(Number.NaN);
      const before = this.#objective(lambda);
      const saved = { beta: this.#beta.slice(), intercept: this.#intercept, eta: this.#eta.slice() };
      this.#quadratic(weights, residuals);
      const largest = this.#descend(working, lambda, weights, residuals, limit, checkpoint);
      this.#rebuild(working, saved);
      this.deviance = this.#computeDeviance();
      for (
        let half = 0;
        half < 20 && !(this.#objective(lambda) <= before + 1e-12 * Math.abs(before));
        half++
      ) {
        this.#halve(saved);
        this.deviance = this.#computeDeviance();
      }
      if (largest < limit || this.#problem.family.name === 'gaussian') return;
    }
  }

  #objective(lambda: number): number {
    const { alpha, factors, ridgeScale } = this.#problem;
    let penalty = 0;
    this.#beta.forEach((b, j) => {
      if (b === 0) return;
      penalty += (factors[j] as number) * (alpha * Math.abs(b) + ((1 - alpha) / 2 / ridgeScale) * b * b);
    });
    return this.deviance / (2 * this.#problem.outcome.length) + lambda * penalty;
  }

  #quadratic(work: Float64Array, residuals: Float64Array): void {
    const { outcome, weights, family } = this.#problem;
    for (let i = 0; i < outcome.length; i++) {
      const e = this.#eta[i] as number;
      const mu = family.mean(e);
      const w = weights[i] as number;
      // Canonical links: the working weight is the variance; bounded below so that sure predictions stay usable.
      work[i] = w * (family.name === 'gaussian' ? 1 : Math.max(family.variance(mu), 1e-9));
      residuals[i] = w * ((outcome[i] as number) - mu);
    }
  }

  /** Cycles over the coordinates until none moves; returns the largest change made in the first full cycle. */
  #descend(
    working: Int32Array,
    lambda: number,
    work: Float64Array,
    residuals: Float64Array,
    limit: number,
    checkpoint?: Checkpoint,
  ): number {
    const { columns, scale } = this.#problem;
    let total = 0;
    for (const w of work) total += w;
    const curvature = new Float64Array(working.length);
    const weightedSum = new Float64Array(working.length);
    working.forEach((j, k) => {
      const { sum, squares } = columnMoments(columns[j] as DesignColumn, work);
      const s = scale[j] as number;
      const c = this.#center[j] as number;
      curvature[k] = (squares - 2 * c * sum + c * c * total) / (s * s);
      weightedSum[k] = sum - c * total;
    });
    const state: Sweep = { work, residuals, lambda, curvature, weightedSum, residualSum: 0 };
    for (const r of residuals) state.residualSum += r;
    let first = -1;
    let enough = limit;
    for (let cycle = 0; cycle < 10_000; cycle++) {
      checkpoint?.(Number.NaN);
      const full = this.#sweep(working, state, total, false);
      if (first < 0) {
        first = full;
        // While the quadratic itself is still to change, solving it further than this is wasted.
        enough = Math.max(limit, 1e-3 * first);
      }
      if (full < enough) break;
      for (let inner = 0; inner < 1000; inner++) {
        if ((inner & 3) === 3) checkpoint?.(Number.NaN);
        if (this.#sweep(working, state, total, true) < enough) break;
        // Correlated columns creep: their common minimum is then found at once.
        if ((inner & 15) === 15) this.#jump(working, state, total);
      }
    }
    return first;
  }

  /** One pass over all working coordinates, or over those not zero; returns the largest change of the objective. */
  #sweep(working: Int32Array, state: Sweep, total: number, nonZeroOnly: boolean): number {
    const { columns, scale, factors, alpha, ridgeScale } = this.#problem;
    const { work, residuals, lambda } = state;
    let largest = 0;
    for (let k = 0; k < working.length; k++) {
      const j = working[k] as number;
      const old = this.#beta[j] as number;
      if (nonZeroOnly && old === 0) continue;
      const s = scale[j] as number;
      const c = this.#center[j] as number;
      const column = columns[j] as DesignColumn;
      const gradient = (columnDot(column, residuals) - c * state.residualSum) / s;
      const v = state.curvature[k] as number;
      const u = gradient + v * old;
      const bound = lambda * alpha * (factors[j] as number);
      const shrunk = Math.abs(u) - bound;
      const next =
        shrunk > 0
          ? (Math.sign(u) * shrunk) / (v + (lambda * (1 - alpha) * (factors[j] as number)) / ridgeScale)
          : 0;
      const step = next - old;
      if (step === 0) continue;
      this.#beta[j] = next;
      subtractWeighted(column, step / s, work, residuals);
      if (c !== 0) addScaled(residuals, work, (step * c) / s);
      state.residualSum -= (step / s) * (state.weightedSum[k] as number);
      largest = Math.max(largest, v * step * step);
    }
    // The running sum collects rounding; recomputed it also gives the exact step of the intercept.
    let sum = 0;
    for (let i = 0; i < residuals.length; i++) sum += residuals[i] as number;
    const step = sum / total;
    this.#intercept += step;
    addScaled(residuals, work, -step);
    state.residualSum = 0;
    return Math.max(largest, total * step * step);
  }

  /**
   * Moves all coefficients that are not zero straight towards the joint minimum of the quadratic, as far as none of
   * them changes its sign; the first that would becomes zero. Does nothing where the equations would be too large.
   */
  #jump(working: Int32Array, state: Sweep, total: number): void {
    const { columns, scale, factors, alpha, ridgeScale } = this.#problem;
    const { work, residuals, lambda } = state;
    const n = residuals.length;
    const members = Array.from(working.keys()).filter((k) => this.#beta[working[k] as number] !== 0);
    const a = members.length;
    if (a === 0 || a * a * n > 5e7) return;
    const size = a + 1;
    const gram = new Float64Array(size * size);
    const right = new Float64Array(size);
    gram[a * size + a] = total;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += residuals[i] as number;
    right[a] = sum;
    const weighted = new Float64Array(n);
    members.forEach((k, at) => {
      const j = working[k] as number;
      const column = columns[j] as DesignColumn;
      const s = scale[j] as number;
      const c = this.#center[j] as number;
      weighted.fill(0);
      subtractWeighted(column, -1 / s, work, weighted);
      if (c !== 0) addScaled(weighted, work, -c / s);
      for (let other = at; other < a; other++) {
        const i = working[members[other] as number] as number;
        const product =
          columnDot(columns[i] as DesignColumn, weighted) -
          ((this.#center[i] as number) * (state.weightedSum[k] as number)) / s;
        gram[other * size + at] = product / (scale[i] as number);
      }
      gram[a * size + at] = (state.weightedSum[k] as number) / s;
      const b = this.#beta[j] as number;
      const f = lambda * (factors[j] as number);
      const ridge = (f * (1 - alpha)) / ridgeScale;
      gram[at * size + at] = (gram[at * size + at] as number) + ridge;
      right[at] = (columnDot(column, residuals) - c * sum) / s - f * alpha * Math.sign(b) - ridge * b;
    });
    const decomposition = cholesky(gram, size, 1e-12);
    if (decomposition.dependent.length > 0) return;
    const direction = choleskySolve(decomposition, right);
    let length = 1;
    let first = -1;
    members.forEach((k, at) => {
      const j = working[k] as number;
      const b = this.#beta[j] as number;
      const crossing = -b / (direction[at] as number);
      if (factors[j] !== 0 && alpha > 0 && crossing > 0 && crossing < length) {
        length = crossing;
        first = at;
      }
    });
    members.forEach((k, at) => {
      const j = working[k] as number;
      const step = at === first ? -(this.#beta[j] as number) : length * (direction[at] as number);
      this.#beta[j] = at === first ? 0 : (this.#beta[j] as number) + step;
      const s = scale[j] as number;
      subtractWeighted(columns[j] as DesignColumn, step / s, work, residuals);
      addScaled(residuals, work, (step * (this.#center[j] as number)) / s);
    });
    const shift = length * (direction[a] as number);
    this.#intercept += shift;
    addScaled(residuals, work, -shift);
    state.residualSum = 0;
    for (let i = 0; i < n; i++) state.residualSum += residuals[i] as number;
  }

  /** Linear predictor from the change of the coefficients since `saved`. */
  #rebuild(working: Int32Array, saved: Saved): void {
    const { columns, scale } = this.#problem;
    let shift = this.#intercept - saved.intercept;
    for (const j of working) {
      const change = ((this.#beta[j] as number) - (saved.beta[j] as number)) / (scale[j] as number);
      if (change === 0) continue;
      addColumn(columns[j] as DesignColumn, change, this.#eta);
      shift -= change * (this.#center[j] as number);
    }
    for (let i = 0; i < this.#eta.length; i++) this.#eta[i] = (this.#eta[i] as number) + shift;
  }

  #halve(saved: Saved): void {
    for (let j = 0; j < this.#beta.length; j++) {
      this.#beta[j] = ((this.#beta[j] as number) + (saved.beta[j] as number)) / 2;
    }
    this.#intercept = (this.#intercept + saved.intercept) / 2;
    for (let i = 0; i < this.#eta.length; i++) {
      this.#eta[i] = ((this.#eta[i] as number) + (saved.eta[i] as number)) / 2;
    }
  }
}

interface Saved {
  readonly beta: Float64Array;
  readonly intercept: number;
  readonly eta: Float64Array;
}

interface Sweep {
  readonly work: Float64Array;
  readonly residuals: Float64Array;
  readonly lambda: number;
  /** Second derivative of the quadratic in each working coordinate. */
  readonly curvature: Float64Array;
  /** Σ w (x - center) of each working column. */
  readonly weightedSum: Float64Array;
  residualSum: number;
}

function addScaled(v: Float64Array, w: Float64Array, factor: number): void {
  for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) + factor * (w[i] as number);
}
