import { chiSquaredUpper } from '../../stats/distributions/chiSquared.ts';
import { empiricalBayes } from '../../stats/meta/shrinkage.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import type { WeightingEstimand } from '../../stats/propensity/inverseProbabilityWeights.ts';
import { adjustPValues } from '../../stats/sensitivity/adjustPValues.ts';
import type { AdjustedSample } from '../analysis/adjustedSample.ts';
import { selectSample } from '../analysis/mainEffect.ts';
import type { SubgroupColumn } from '../population/studyPopulation.ts';
import type { Effect, SubgroupEffects } from '../result/comparisonResult.ts';
import { effectOnScale, scaledEstimate } from './effectScale.ts';
import { rebalanceWithin } from './rebalanceWithin.ts';

/** Persons of each arm that a category must have for an effect to be said. */
export const LEAST_PERSONS_IN_CATEGORY = 20;

/** Outcomes of both arms together that a category must have; each arm must have at least one. */
export const LEAST_EVENTS_IN_CATEGORY = 10;

export interface SubgroupInput {
  readonly sample: AdjustedSample;
  /** Over the population's rows. */
  readonly columns: readonly SubgroupColumn[];
  /** Names of the subgroups by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Of a weighted sample: each category is balanced anew for it. Null: nothing is weighted. */
  readonly estimand: WeightingEstimand | null;
  /** The study's main effect on a part of the sample; null where it cannot be estimated. */
  readonly effectOf: (part: AdjustedSample) => Effect | null;
}

/**
 * The main effect within every category of every subgroup, with a test of interaction and shrunk estimates.
 *
 * Within a category the sample keeps its matched sets and strata; a weighted sample is balanced anew for the category's
 * own persons (see {@link rebalanceWithin}). Rows whose category is not known are in none. The test compares the
 * categories' effects by Cochran's Q: categories share no persons, so that this is the Wald test of treatment ×
 * category in a model whose baseline is free in each category, and it is valid with weights because each effect's
 * variance is. Its p-values are corrected by Holm over the study's subgroups. Shrunk effects are empirical-Bayes
 * estimates within one subgroup.
 * Sources: Cochran (1954); Dixon and Simon (1991), Biometrics 47:871; Dong et al. (2020), Stat Methods Med Res 29:659.
 */
export function subgroupEffects(input: SubgroupInput, checkpoint: Checkpoint): SubgroupEffects<number>[] {
  const found = input.columns.map((column, s) => {
    checkpoint(s / input.columns.length);
    return oneSubgroup(input, column, checkpoint);
  });
  const tested = found.filter(({ interactionP }) => interactionP !== null);
  const adjusted = adjustPValues(
    tested.map(({ interactionP }) => interactionP as number),
    'holm',
  );
  return found.map((subgroup) => {
    const place = tested.indexOf(subgroup);
    return { ...subgroup, interactionAdjustedP: place < 0 ? null : (adjusted[place] as number) };
  });
}

function oneSubgroup(
  input: SubgroupInput,
  column: SubgroupColumn,
  checkpoint: Checkpoint,
): SubgroupEffects<number> {
  const categories = column.categories.map((category, code) => {
    checkpoint(Number.NaN);
    return { ...category, ...oneCategory(input, column, code) };
  });
  const effects = categories.flatMap(({ effect }) => (effect ? [effect] : []));
  const shrunk = shrinkEffects(effects);
  return {
    id: column.id,
    name: input.names.get(column.id) ?? column.id,
    categories: categories.map((category) => ({
      ...category,
      shrunk: category.effect ? (shrunk[effects.indexOf(category.effect)] ?? null) : null,
    })),
    interactionP: interactionTest(effects),
    interactionAdjustedP: null,
  };
}

function oneCategory(
  { sample, estimand, effectOf }: SubgroupInput,
  column: SubgroupColumn,
  code: number,
): Omit<SubgroupEffects<number>['categories'][number], 'id' | 'name' | 'shrunk'> {
  const places = Int32Array.from(sample.rows.keys()).filter(
    (k) => column.category[sample.rows[k] as number] === code,
  );
  const part = selectSample(sample, places);
  const counts = { target: 0, comparator: 0, targetEvents: 0, comparatorEvents: 0 };
  part.treated.forEach((treated, k) => {
    const event = part.status[k] === 1 ? 1 : 0;
    // Pieces of follow-up count once, where they begin.
    const person = (part.entry?.[k] ?? 0) === 0 ? 1 : 0;
    if (treated === 1) {
      counts.target += person;
      counts.targetEvents += event;
    } else {
      counts.comparator += person;
      counts.comparatorEvents += event;
    }
  });
  const isEnough =
    Math.min(counts.target, counts.comparator) >= LEAST_PERSONS_IN_CATEGORY &&
    Math.min(counts.targetEvents, counts.comparatorEvents) >= 1 &&
    counts.targetEvents + counts.comparatorEvents >= LEAST_EVENTS_IN_CATEGORY;
  if (!isEnough) return { ...counts, effect: null };
  return { ...counts, effect: effectOf(estimand ? rebalanceWithin(part, estimand) : part) };
}

/** Cochran's Q of the categories' effects; null with fewer than two. */
export function interactionTest(effects: readonly Effect[]): number | null {
  const scaled = effects.flatMap((effect) => scaledEstimate(effect) ?? []);
  if (scaled.length < 2) return null;
  let total = 0;
  let sum = 0;
  for (const { estimate, standardError } of scaled) {
    total += standardError ** -2;
    sum += estimate * standardError ** -2;
  }
  let q = 0;
  for (const { estimate, standardError } of scaled) q += ((estimate - sum / total) / standardError) ** 2;
  return chiSquaredUpper(q, scaled.length - 1);
}

/** Empirical-Bayes estimates in the order given; nulls with fewer than two effects. */
export function shrinkEffects(effects: readonly Effect[]): (Effect | null)[] {
  const scaled = effects.map(scaledEstimate);
  const usable = scaled.filter((one) => one !== null);
  if (usable.length < 2 || usable.length < effects.length) return effects.map(() => null);
  const shrunk = empiricalBayes({
    estimates: usable.map(({ estimate }) => estimate),
    variances: usable.map(({ standardError }) => standardError ** 2),
  });
  return effects.map((effect, i) => {
    const one = shrunk[i];
    return one ? effectOnScale(effect, one.estimate, one.standardError) : null;
  });
}
