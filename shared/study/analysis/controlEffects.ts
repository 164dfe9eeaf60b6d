import type { Checkpoint } from '../../stats/outcome.ts';
import { type ControlEffect, type NegativeControls, negativeControls } from '../effects/negativeControls.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import type { ComparisonInput } from './comparisonInput.ts';
import { followUpSample } from './followUpSample.ts';
import { fittedEffect, mainEffect } from './mainEffect.ts';
import type { PairAdjustment } from './pairAdjustment.ts';
import type { PairPersons } from './pairPersons.ts';
import type { PropensityModel } from './propensityModel.ts';

export interface PairControls extends NegativeControls {
  /** By control, outcomes in the arm that has fewer. */
  readonly fewestEvents: ReadonlyMap<string, number>;
}

/** The study's main effect on every negative control of a pair, and the systematic error that they tell of. */
export function pairControls(
  { specification, negativeControls: followUps }: ComparisonInput,
  persons: PairPersons,
  model: PropensityModel,
  whole: PairAdjustment,
  checkpoint: Checkpoint,
): PairControls | null {
  const { kind } = specification.outcomeModel;
  const fewest = new Map<string, number>();
  const controls = specification.negativeControls.map(({ id, name }, c): ControlEffect => {
    checkpoint(c / specification.negativeControls.length);
    const followUp = followUps.find(({ outcome }) => outcome === id);
    if (!followUp) return { id, name, effect: null };
    const sample = followUpSample(persons, model, followUp, specification.adjustment, whole, checkpoint);
    fewest.set(id, fewestEvents(sample.adjusted));
    const outcome = mainEffect(sample.adjusted, { kind, cluster: sample.cluster, checkpoint });
    return { id, name, effect: fittedEffect(outcome) };
  });
  const found = negativeControls(controls);
  return found && { ...found, fewestEvents: fewest };
}

/** Outcomes in the arm that has fewer. */
export function fewestEvents({ treated, status }: AdjustedSample): number {
  const events = [0, 0];
  treated.forEach((arm, k) => {
    if (status[k] === 1) events[arm] = (events[arm] ?? 0) + 1;
  });
  return Math.min(events[0] ?? 0, events[1] ?? 0);
}
