import type { Checkpoint } from '../../stats/outcome.ts';
import type { FollowUp } from '../population/studyPopulation.ts';
import type { Adjustment } from '../specification/comparisonSpecification.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { adjustPersons, type PairAdjustment } from './pairAdjustment.ts';
import type { PairPersons } from './pairPersons.ts';
import type { PropensityModel } from './propensityModel.ts';

/** The persons of a pair who count in one follow-up, before and after adjustment. */
export interface FollowUpSample {
  readonly crude: AdjustedSample;
  /** For the outcome model: with strata where it is to be conditional on them. */
  readonly adjusted: AdjustedSample;
  /** The same persons with weights that balance the arms without strata: for risks and curves. */
  readonly marginal: AdjustedSample;
  /** Pairs of one-to-one matching over the adjusted sample, for a robust variance. */
  readonly cluster: Int32Array | undefined;
  readonly adjustment: PairAdjustment;
  /** Whether all persons of the pair count. */
  readonly isWhole: boolean;
}

/** The persons of the adjusted sample, one row each: its rows may be pieces of follow-up. */
export function countedSample({ crude, adjusted }: FollowUpSample): AdjustedSample {
  return adjusted.entry ? crude : adjusted;
}

/**
 * The sample of one follow-up. The propensity is that of the pair; trimming, matching and so on are done among those who
 * count in the follow-up, so that matched sets stay whole.
 * @param whole the adjustment of all persons of the pair, for follow-ups that leave nobody out
 */
export function followUpSample(
  persons: PairPersons,
  model: PropensityModel,
  followUp: FollowUp,
  settings: Adjustment,
  whole: PairAdjustment,
  checkpoint: Checkpoint,
): FollowUpSample {
  const places = Int32Array.from(persons.rows.keys()).filter(
    (k) => followUp.included[persons.rows[k] as number] === 1,
  );
  const isWhole = places.length === persons.rows.length;
  const { scores } = model;
  const treated = Uint8Array.from(places, (k) => persons.treated[k] as number);
  const propensity = scores && Float64Array.from(places, (k) => scores[k] as number);
  const adjustment = isWhole ? whole : adjustPersons(propensity, treated, settings, checkpoint);
  const rows = places.map((k) => persons.rows[k] as number);
  const crude: AdjustedSample = {
    rows,
    treated,
    days: rows.map((row) => followUp.days[row] as number),
    status: Uint8Array.from(rows, (row) => followUp.status[row] as number),
    weights: new Float64Array(rows.length).fill(1),
    strata: null,
    propensity,
  };
  return adjustedBy(crude, adjustment, isWhole);
}

/** The same persons adjusted otherwise. */
export function resampled(
  { crude, isWhole }: FollowUpSample,
  settings: Adjustment,
  checkpoint: Checkpoint,
): FollowUpSample {
  return adjustedBy(crude, adjustPersons(crude.propensity, crude.treated, settings, checkpoint), isWhole);
}

function adjustedBy(crude: AdjustedSample, adjustment: PairAdjustment, isWhole: boolean): FollowUpSample {
  const adjusted = keptOf(crude, adjustment);
  return {
    crude,
    adjusted,
    marginal: { ...adjusted, weights: adjustment.marginalWeights, strata: null },
    cluster: adjustment.pairs ?? undefined,
    adjustment,
    isWhole,
  };
}

function keptOf(crude: AdjustedSample, { kept, weights, strata }: PairAdjustment): AdjustedSample {
  const { propensity } = crude;
  return {
    rows: kept.map((k) => crude.rows[k] as number),
    treated: Uint8Array.from(kept, (k) => crude.treated[k] as number),
    days: kept.map((k) => crude.days[k] as number),
    status: Uint8Array.from(kept, (k) => crude.status[k] as number),
    weights,
    strata,
    propensity: propensity && Float64Array.from(kept, (k) => propensity[k] as number),
  };
}
