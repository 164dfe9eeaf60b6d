import { effectiveSampleSize } from '../../stats/propensity/inverseProbabilityWeights.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';
import type { PatientsLike } from '../result/comparisonResult.ts';
import { adjustedRisks } from './adjustedRisk.ts';
import { beginnings, type WeightedFollowUp } from './weightedFollowUp.ts';

/** Fewer comparable persons in an arm than these are too few to say anything. */
export const LEAST_COMPARABLE = 50;

/** So is a smaller effective number (Kish) after weighting. */
export const LEAST_EFFECTIVE = 25;

/** Fewer persons with the outcome up to a day leave the risk until then unsaid. */
export const LEAST_OUTCOMES = 10;

/** So do fewer persons who are still followed on that day. */
export const LEAST_FOLLOWED = 10;

/** Points of a curve at most; between two of them at least {@link LEAST_OUTCOMES} persons have the outcome. */
const MOST_POINTS = 60;

type Arm = PatientsLike<number>['arms'][number];

/** The answer before publishing: who was counted, so that output rules can be obeyed. */
export interface ComparablePatients extends PatientsLike<number> {
  readonly arms: readonly ComparableArm[];
}

export interface ComparableArm extends Arm {
  /** Numbers of the persons in the release. */
  readonly personNos: Int32Array;
  /** Those of them with the outcome up to the horizon. */
  readonly risks: readonly (Arm['risks'][number] & { readonly withOutcome: Int32Array })[];
  /** Those with the outcome up to each point. */
  readonly curves: readonly (Arm['curves'][number] & { readonly withOutcome: readonly Int32Array[] })[];
}

/** What became of one arm's comparable persons. */
export interface OutcomeLike {
  readonly risks: ComparableArm['risks'];
  readonly curve: ComparableArm['curves'];
}

/** Risks and the curve of one outcome in one arm, as far as there are enough persons to say. */
export function outcomeLike(
  { specification, population }: ComparisonInput,
  outcome: string,
  follow: WeightedFollowUp,
): OutcomeLike {
  const persons = follow.rows.map((row) => population.personNo[row] as number);
  const horizons = [...specification.horizons].sort((a, b) => a - b);
  const counted = beginnings(follow);
  const effective = effectiveSampleSize(Float64Array.from(counted, (k) => follow.weights[k] as number));
  const isEnough = counted.length >= LEAST_COMPARABLE && effective >= LEAST_EFFECTIVE;
  const withOutcomeBy = (day: number): Int32Array =>
    persons.filter((_, k) => follow.status[k] === 1 && (follow.days[k] as number) <= day);
  const followedOn = (day: number): number =>
    follow.days.filter((end, k) => end >= day && (follow.entry?.[k] ?? 0) < day).length;
  const isSaid = (day: number): boolean =>
    isEnough && withOutcomeBy(day).length >= LEAST_OUTCOMES && followedOn(day) >= LEAST_FOLLOWED;
  const risks = adjustedRisks(follow, isEnough ? horizons : []);
  return {
    risks: horizons.map((horizon, h) => ({
      outcome,
      horizon,
      risk: isSaid(horizon) ? (risks[h] ?? null) : null,
      withOutcome: withOutcomeBy(horizon),
    })),
    curve: isEnough ? curveLike(outcome, follow, curveDays(follow, followedOn), withOutcomeBy) : [],
  };
}

/** Days of outcomes, thinned to points with enough outcomes between them, while enough persons are followed. */
function curveDays({ days, status }: WeightedFollowUp, followedOn: (day: number) => number): number[] {
  const outcomes = days.filter((_, k) => status[k] === 1).sort();
  const step = Math.max(LEAST_OUTCOMES, Math.ceil(outcomes.length / MOST_POINTS));
  const chosen: number[] = [];
  let counted = 0;
  for (const [k, day] of outcomes.entries()) {
    if (outcomes[k + 1] === day || k + 1 - counted < step) continue;
    if (followedOn(day) < LEAST_FOLLOWED) break;
    chosen.push(day);
    counted = k + 1;
  }
  return chosen;
}

function curveLike(
  outcome: string,
  follow: WeightedFollowUp,
  days: readonly number[],
  withOutcomeBy: (day: number) => Int32Array,
): ComparableArm['curves'] {
  const points = adjustedRisks(follow, days).flatMap((risk, k) =>
    risk ? [{ day: days[k] as number, ...risk }] : [],
  );
  if (points.length === 0) return [];
  return [
    {
      outcome,
      days: points.map(({ day }) => day),
      incidence: points.map(({ estimate }) => estimate),
      lower: points.map(({ lower }) => lower),
      upper: points.map(({ upper }) => upper),
      withOutcome: points.map(({ day }) => withOutcomeBy(day)),
    },
  ];
}
