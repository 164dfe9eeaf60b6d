import type { Checkpoint } from '../../stats/outcome.ts';
import {
  effectiveSampleSize,
  propensityWeights,
  truncateWeights,
} from '../../stats/propensity/inverseProbabilityWeights.ts';
import { caliperScale, matchingWeights, nearestNeighbourMatching } from '../../stats/propensity/matching.ts';
import { subclassify } from '../../stats/propensity/subclassification.ts';
import { type Trimming, trim } from '../../stats/propensity/trimming.ts';
import type { PropensityResult } from '../result/comparisonResult.ts';
import type { Adjustment } from '../specification/comparisonSpecification.ts';
import { orderedCodes } from './orderedCodes.ts';

/** Matches per person when as many as there are may be taken. */
const MOST_MATCHES = 100;

export interface AdjustmentStep {
  readonly step: PropensityResult['steps'][number]['step'];
  readonly target: number;
  readonly comparator: number;
}

/** Who of some persons is left by an adjustment and how they count. */
export interface PairAdjustment {
  /** Places among the persons given, ascending. */
  readonly kept: Int32Array;
  /** Of the kept, for the outcome model: 1 where strata do the work. */
  readonly weights: Float64Array;
  /** Of the kept, that make the arms comparable without conditioning: for risks, curves and balance. */
  readonly marginalWeights: Float64Array;
  /** Matched set (more than one comparator each) or stratum of the kept. */
  readonly strata: Int32Array | null;
  /** Pairs of one-to-one matching: the outcome model is not conditional on them but its variance is robust to them. */
  readonly pairs: Int32Array | null;
  readonly steps: readonly AdjustmentStep[];
  /** Kish's number of each arm; null where nothing is weighted. */
  readonly effective: { readonly target: number; readonly comparator: number } | null;
  readonly largestWeight: number | null;
}

/**
 * Trims, and then matches, stratifies or weights persons by their propensity. Standardisation and no adjustment only
 * trim. Matching (unless told otherwise of the closest pairs first, as CohortMethod does) gives the effect in the target's persons, or with the estimand ATC in the comparator's.
 * @param scores null without a model: everybody stays as they are
 */
export function adjustPersons(
  scores: Float64Array | null,
  treated: Uint8Array,
  settings: Adjustment,
  checkpoint: Checkpoint,
): PairAdjustment {
  const everybody = Int32Array.from(treated.keys());
  const all = countStep('all', treated, everybody);
  if (scores === null || settings.method === 'none') return unweighted(everybody, [all]);
  const trimming = trimmingOf(settings.trim);
  const inside = trimming ? trim(scores, treated, trimming) : null;
  const left = inside ? everybody.filter((k) => inside[k] === 1) : everybody;
  const steps = trimming ? [all, countStep('trimmed', treated, left)] : [all];
  const part = {
    scores: Float64Array.from(left, (k) => scores[k] as number),
    treated: Uint8Array.from(left, (k) => treated[k] as number),
  };
  const { target, comparator } = steps[steps.length - 1] as AdjustmentStep;
  if (target === 0 || comparator === 0) return unweighted(left, steps);
  switch (settings.method) {
    case 'standardisation':
      return unweighted(left, steps);
    case 'weighting':
      return weightPersons(part, left, settings, steps, treated);
    case 'stratification':
      return stratifyPersons(part, left, settings, steps, treated);
    case 'matching':
      return matchPersons(part, left, settings, steps, treated, checkpoint);
  }
}

interface ScoredPart {
  readonly scores: Float64Array;
  readonly treated: Uint8Array;
}

function trimmingOf(settings: Adjustment['trim']): Trimming | null {
  switch (settings.kind) {
    case 'none':
      return null;
    case 'symmetric':
      return { kind: 'crump', alpha: settings.bound };
    case 'optimal':
      return { kind: 'crump', alpha: 'optimal' };
    case 'asymmetric':
      return { kind: 'stuermer', fraction: settings.fraction };
    case 'equipoise':
      return settings;
  }
}

function weightPersons(
  { scores, treated }: ScoredPart,
  left: Int32Array,
  settings: Adjustment,
  steps: readonly AdjustmentStep[],
  all: Uint8Array,
): PairAdjustment {
  const raw = propensityWeights(scores, treated, settings.estimand);
  const cut = settings.truncateWeights;
  const weights = cut ? truncateWeights(raw, cut.lower, cut.upper) : raw;
  return {
    kept: left,
    weights,
    marginalWeights: weights,
    strata: null,
    pairs: null,
    steps: [...steps, countStep('weighted', all, left)],
    effective: effectivePersons(weights, treated),
    largestWeight: largest(weights),
  };
}

function stratifyPersons(
  { scores, treated }: ScoredPart,
  left: Int32Array,
  settings: Adjustment,
  steps: readonly AdjustmentStep[],
  all: Uint8Array,
): PairAdjustment {
  const estimand = settings.estimand === 'ATT' || settings.estimand === 'ATC' ? settings.estimand : 'ATE';
  const { stratum, weights } = subclassify(scores, treated, settings.strata, estimand);
  // Strata without one of the arms say nothing: their weight is 0.
  const inside = Int32Array.from(left.keys()).filter((k) => (weights[k] as number) > 0);
  const kept = inside.map((k) => left[k] as number);
  const marginal = Float64Array.from(inside, (k) => weights[k] as number);
  const arms = Uint8Array.from(inside, (k) => treated[k] as number);
  return {
    kept,
    weights: new Float64Array(kept.length).fill(1),
    marginalWeights: marginal,
    strata: orderedCodes(inside.map((k) => stratum[k] as number)),
    pairs: null,
    steps: [...steps, countStep('stratified', all, kept)],
    effective: effectivePersons(marginal, arms),
    largestWeight: largest(marginal),
  };
}

function matchPersons(
  { scores, treated }: ScoredPart,
  left: Int32Array,
  settings: Adjustment,
  steps: readonly AdjustmentStep[],
  all: Uint8Array,
  checkpoint: Checkpoint,
): PairAdjustment {
  const { ratio, caliper, scale, order } = settings.matching;
  const distance = scale === 'standardisedLogit' ? scores.map((e) => Math.log(e / (1 - e))) : scores;
  const unit = scale === 'propensity' ? 1 : caliperScale(distance);
  const choosers = settings.estimand === 'ATC' ? treated.map((t) => 1 - t) : treated;
  const matching = nearestNeighbourMatching(distance, choosers, {
    ratio: ratio === 0 ? MOST_MATCHES : ratio,
    caliper: caliper === 0 ? undefined : caliper * unit,
    order,
    checkpoint,
  });
  const set = new Int32Array(left.length).fill(-1);
  matching.matches.forEach((matched, k) => {
    if (matched.length === 0) return;
    set[matching.treatedRows[k] as number] = k;
    for (const i of matched) set[i] = k;
  });
  const inside = Int32Array.from(left.keys()).filter((k) => (set[k] as number) >= 0);
  const kept = inside.map((k) => left[k] as number);
  const weights = matchingWeights(matching, left.length);
  const marginal = Float64Array.from(inside, (k) => weights[k] as number);
  const sets = orderedCodes(inside.map((k) => set[k] as number));
  const isWeighted = marginal.some((weight) => weight !== 1);
  return {
    kept,
    weights: new Float64Array(kept.length).fill(1),
    marginalWeights: marginal,
    strata: ratio === 1 ? null : sets,
    pairs: ratio === 1 ? sets : null,
    steps: [...steps, countStep('matched', all, kept)],
    effective: isWeighted
      ? effectivePersons(
          marginal,
          Uint8Array.from(inside, (k) => treated[k] as number),
        )
      : null,
    largestWeight: isWeighted ? largest(marginal) : null,
  };
}

function unweighted(kept: Int32Array, steps: readonly AdjustmentStep[]): PairAdjustment {
  const ones = new Float64Array(kept.length).fill(1);
  return {
    kept,
    weights: ones,
    marginalWeights: ones,
    strata: null,
    pairs: null,
    steps,
    effective: null,
    largestWeight: null,
  };
}

function countStep(step: AdjustmentStep['step'], treated: Uint8Array, kept: Int32Array): AdjustmentStep {
  let target = 0;
  for (const k of kept) target += treated[k] as number;
  return { step, target, comparator: kept.length - target };
}

function effectivePersons(weights: Float64Array, treated: Uint8Array): PairAdjustment['effective'] {
  const arm = (group: number): number => {
    const own = weights.filter((_, k) => treated[k] === group);
    return own.length > 0 ? effectiveSampleSize(own) : 0;
  };
  return { target: arm(1), comparator: arm(0) };
}

function largest(weights: Float64Array): number | null {
  return weights.length > 0 ? weights.reduce((most, weight) => Math.max(most, weight), 0) : null;
}
