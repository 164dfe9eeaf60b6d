import { minimumDetectableRelativeRisk } from '../../stats/sensitivity/empiricalCalibration.ts';
import type { Diagnostic, OutcomeResult } from '../result/comparisonResult.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import type { PairAdjustment } from './pairAdjustment.ts';
import type { PropensityModel } from './propensityModel.ts';

/** Below this share of effective persons in an arm, few persons speak for many. */
export const LOW_POSITIVITY = 0.1;

export interface DiagnosticInput {
  readonly model: PropensityModel;
  readonly method: ComparisonSpecification['adjustment']['method'];
  readonly adjustment: PairAdjustment;
  /** After adjustment. */
  readonly sample: AdjustedSample;
  /** Largest absolute standardised difference after adjustment. */
  readonly largestDifference: number;
  /** Expected absolute systematic error; null where there are no or too few negative controls. */
  readonly systematicError: number | null;
  readonly thresholds: ComparisonSpecification['thresholds'];
}

/**
 * The diagnostics that decide whether an effect is shown, with the limits of CohortMethod 6. What the design does not have
 * (a propensity model, balance by weights, negative controls) is not judged and passes with no value; a propensity model
 * that could not be fitted fails. Positivity is the smaller arm's share of effective persons and has no limit of its own.
 */
export function diagnose(input: DiagnosticInput): Diagnostic[] {
  const { model, method, sample, thresholds } = input;
  const isAdjustable = model.outcome === 'fitted' || model.outcome === 'notNeeded';
  const counts = eventCounts(sample);
  const relativeRisk =
    counts.events > 0 && counts.treatedShare > 0 && counts.treatedShare < 1
      ? minimumDetectableRelativeRisk(counts.events, counts.treatedShare)
      : null;
  const judged = (
    kind: Diagnostic['kind'],
    value: number | null,
    threshold: number | null,
    passes: boolean,
  ): Diagnostic => ({ kind, value, threshold, passes });
  const balance = method === 'standardisation' ? null : input.largestDifference;
  const { systematicError } = input;
  return [
    judged(
      'equipoise',
      model.equipoise,
      thresholds.equipoise,
      model.equipoise === null ? isAdjustable : model.equipoise >= thresholds.equipoise,
    ),
    judged(
      'balance',
      isAdjustable ? balance : null,
      thresholds.standardisedDifference,
      isAdjustable && (balance === null || balance <= thresholds.standardisedDifference),
    ),
    judged(
      'minimumDetectableRelativeRisk',
      relativeRisk,
      thresholds.minimumDetectableRelativeRisk,
      relativeRisk !== null && relativeRisk <= thresholds.minimumDetectableRelativeRisk,
    ),
    judged(
      'systematicError',
      systematicError,
      thresholds.systematicError,
      systematicError === null || systematicError <= thresholds.systematicError,
    ),
    judged(
      'positivity',
      positivity(input.adjustment, sample.treated),
      null,
      counts.treatedShare > 0 && counts.treatedShare < 1,
    ),
    judged('events', counts.events, null, counts.events > 0),
  ];
}

/** The smaller arm's effective persons as a share of its persons; null where an arm is empty. */
export function positivity({ effective }: PairAdjustment, treated: Uint8Array): number | null {
  let targets = 0;
  for (const t of treated) targets += t;
  const comparators = treated.length - targets;
  if (targets === 0 || comparators === 0) return null;
  if (effective === null) return 1;
  return Math.min(effective.target / targets, effective.comparator / comparators);
}

function eventCounts({ treated, status }: AdjustedSample): { events: number; treatedShare: number } {
  let events = 0;
  let targets = 0;
  treated.forEach((t, k) => {
    targets += t;
    if (status[k] === 1) events++;
  });
  return { events, treatedShare: treated.length > 0 ? targets / treated.length : 0 };
}

/** Blinded by what failed, unless the study's overrides name the result. */
export function blindingOf(
  diagnostics: readonly Diagnostic[],
  named: {
    readonly target: string;
    readonly comparator: string;
    readonly outcome: string;
    readonly timeAtRisk: string;
  },
  overrides: ComparisonSpecification['overrides'],
): OutcomeResult['blinding'] {
  const failed = diagnostics.filter(({ passes }) => !passes).map(({ kind }) => kind);
  if (failed.length === 0) return null;
  const override = overrides.find(
    ({ target, comparator, outcome, timeAtRisk }) =>
      target === named.target &&
      comparator === named.comparator &&
      outcome === named.outcome &&
      timeAtRisk === named.timeAtRisk,
  );
  return {
    failed,
    override: override ? { reason: override.reason, by: override.by, at: override.at } : null,
  };
}
