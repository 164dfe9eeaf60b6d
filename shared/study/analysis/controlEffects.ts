import type { Checkpoint } from '../../stats/outcome.ts';
import { type ControlEffect, type NegativeControls, negativeControls } from '../effects/negativeControls.ts';
import type { FollowUp } from '../population/studyPopulation.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import type { ComparisonInput } from './comparisonInput.ts';
import type { FollowUpSample } from './followUpSample.ts';
import { fittedEffect, mainEffect } from './mainEffect.ts';

export interface PairControls extends NegativeControls {
  /** By control, outcomes in the arm that has fewer. */
  readonly fewestEvents: ReadonlyMap<string, number>;
}

/** The study's main effect on every negative control of a pair, and the systematic error that they tell of. */
export function pairControls(
  { specification, negativeControls: followUps }: ComparisonInput,
  sampleOf: (followUp: FollowUp, checkpoint: Checkpoint) => FollowUpSample,
  checkpoint: Checkpoint,
): PairControls | null {
  const { kind } = specification.outcomeModel;
  const fewest = new Map<string, number>();
  const controls = specification.negativeControls.map(({ id, name }, c): ControlEffect => {
    checkpoint(c / specification.negativeControls.length);
    const followUp = followUps.find(({ outcome }) => outcome === id);
    if (!followUp) return { id, name, effect: null };
    const sample = sampleOf(followUp, checkpoint);
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
