import type { Checkpoint } from '../../stats/outcome.ts';
import { type ControlEffect, type NegativeControls, negativeControls } from '../effects/negativeControls.ts';
import type { ComparisonInput } from './comparisonInput.ts';
import { followUpSample } from './followUpSample.ts';
import { fittedEffect, mainEffect } from './mainEffect.ts';
import type { PairAdjustment } from './pairAdjustment.ts';
import type { PairPersons } from './pairPersons.ts';
import type { PropensityModel } from './propensityModel.ts';

/** The study's main effect on every negative control of a pair, and the systematic error that they tell of. */
export function pairControls(
  { specification, negativeControls: followUps }: ComparisonInput,
  persons: PairPersons,
  model: PropensityModel,
  whole: PairAdjustment,
  checkpoint: Checkpoint,
): NegativeControls | null {
  const { kind } = specification.outcomeModel;
  const controls = specification.negativeControls.map(({ id, name }, c): ControlEffect => {
    checkpoint(c / specification.negativeControls.length);
    const followUp = followUps.find(({ outcome }) => outcome === id);
    if (!followUp) return { id, name, effect: null };
    const sample = followUpSample(persons, model, followUp, specification.adjustment, whole, checkpoint);
    const outcome = mainEffect(sample.adjusted, { kind, cluster: sample.cluster, checkpoint });
    return { id, name, effect: fittedEffect(outcome) };
  });
  return negativeControls(controls);
}
