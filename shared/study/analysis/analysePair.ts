import type { Checkpoint } from '../../stats/outcome.ts';
import { calibratedEffect } from '../effects/negativeControls.ts';
import { subgroupEffects } from '../effects/subgroupEffects.ts';
import type { FollowUp } from '../population/studyPopulation.ts';
import type { OutcomeResult, PairResult, StudyNote } from '../result/comparisonResult.ts';
import type { ComparisonOutcome } from '../specification/comparisonSpecification.ts';
import { armOutcome } from './armOutcome.ts';
import { cloneFollowUp } from './cloneFollowUp.ts';
import type { ComparisonInput } from './comparisonInput.ts';
import { pairControls } from './controlEffects.ts';
import { derivedSeed } from './derivedSeed.ts';
import { blindingOf, diagnose, LOW_POSITIVITY, positivity } from './diagnostics.ts';
import { countedSample, type FollowUpSample, followUpSample } from './followUpSample.ts';
import { fittedEffect, mainEffect } from './mainEffect.ts';
import { orderedCodes } from './orderedCodes.ts';
import { estimateOutcome } from './outcomeEstimates.ts';
import { adjustPersons, type PairAdjustment } from './pairAdjustment.ts';
import type { OutcomeAnalysis, PairAnalysis } from './pairAnalysis.ts';
import { type CountedBalanceRow, pairBalance, summariseBalance, tableOneRows } from './pairBalance.ts';
import { type PairPersons, pairPersons } from './pairPersons.ts';
import { propensityResult } from './pairResult.ts';
import { fitPropensity, noPropensity, type PropensityModel } from './propensityModel.ts';
import { sensitivityOf } from './sensitivityAnalyses.ts';

export interface AnalysedPair {
  readonly result: PairResult<number>;
  readonly analysis: PairAnalysis;
  readonly model: PropensityModel;
  readonly notes: readonly StudyNote[];
}

/** What all outcomes of a pair share. */
interface PairContext {
  readonly input: ComparisonInput;
  readonly persons: PairPersons;
  readonly model: PropensityModel;
  readonly whole: PairAdjustment;
  readonly sampleOf: (followUp: FollowUp, checkpoint: Checkpoint) => FollowUpSample;
  readonly balance: readonly CountedBalanceRow[];
  readonly controls: ReturnType<typeof pairControls>;
  readonly target: string;
  readonly comparator: string;
}

/** The share of a pair's work after which each part is done. */
const PROPENSITY_DONE = 0.5;
const CONTROLS_DONE = 0.7;

/** Everything about two arms. @param target place of the arm in the specification; so is `comparator` */
export function analysePair(
  input: ComparisonInput,
  target: number,
  comparator: number,
  checkpoint: Checkpoint,
): AnalysedPair {
  const { specification, population, covariates } = input;
  const { adjustment, thresholds } = specification;
  const [targetId, comparatorId] = [target, comparator].map((arm) => specification.arms[arm]?.id ?? '');
  const names = { target: targetId ?? '', comparator: comparatorId ?? '' };
  const persons = pairPersons(population, target, comparator);
  const seed = derivedSeed(specification.seed, `propensity ${names.target} ${names.comparator}`);
  const within = part(checkpoint, 0, PROPENSITY_DONE);
  const model =
    adjustment.method === 'none' || population.clones !== null
      ? noPropensity
      : fitPropensity(persons, covariates, adjustment.propensity, seed, within);
  const whole = adjustPersons(model.scores, persons.treated, adjustment, within);
  const balance = pairBalance(covariates, balanceWeights(persons, whole, population.rows), within);
  const sampleOf: PairContext['sampleOf'] = (followUp, pause) =>
    population.clones
      ? cloneFollowUp(input, persons, { target, comparator }, followUp, whole, pause)
      : followUpSample(persons, model, followUp, adjustment, whole, pause);
  const controls = pairControls(input, sampleOf, part(checkpoint, PROPENSITY_DONE, CONTROLS_DONE));
  const context: PairContext = { input, persons, model, whole, sampleOf, balance, controls, ...names };
  const outcomes = population.followUps.map((followUp, f) => {
    const step = (1 - CONTROLS_DONE) / population.followUps.length;
    const from = CONTROLS_DONE + f * step;
    return analyseOutcome(context, followUp, part(checkpoint, from, from + step));
  });
  return {
    result: {
      ...names,
      propensity: propensityResult(persons, model, whole, covariates),
      balance: summariseBalance(balance, thresholds.standardisedDifference),
      tableOne: tableOneRows(balance),
      outcomes: outcomes.map(({ result }) => result),
    },
    analysis: {
      ...names,
      balance,
      controlEvents: controls?.fewestEvents ?? new Map(),
      outcomes: outcomes.map(({ analysis }) => analysis),
    },
    model,
    notes: [
      ...model.notes,
      ...positivityNotes(context),
      ...(controls && controls.systematicError === null
        ? [{ kind: 'tooFewControls' as const, about: String(controls.summary.estimable) }]
        : []),
      ...outcomes.flatMap(({ notes }) => notes),
    ],
  };
}

function positivityNotes({ whole, persons, input, target, comparator }: PairContext): StudyNote[] {
  const treated = Uint8Array.from(whole.kept, (k) => persons.treated[k] as number);
  const share = positivity(whole, treated);
  if (share === null || share >= LOW_POSITIVITY) return [];
  const name = (arm: string): string => input.specification.arms.find(({ id }) => id === arm)?.name ?? arm;
  return [{ kind: 'lowPositivity', about: `${name(target)} – ${name(comparator)}` }];
}

/** Progress of a part as progress of the whole. */
export function part(checkpoint: Checkpoint, from: number, to: number): Checkpoint {
  return (fraction) => checkpoint(Number.isNaN(fraction) ? from : from + fraction * (to - from));
}

function balanceWeights(
  { rows, treated }: PairPersons,
  { kept, marginalWeights }: PairAdjustment,
  size: number,
): { arm: Uint8Array; after: Float64Array } {
  const arm = new Uint8Array(size).fill(2);
  const after = new Float64Array(size);
  rows.forEach((row, k) => {
    arm[row] = treated[k] as number;
  });
  kept.forEach((k, at) => {
    after[rows[k] as number] = marginalWeights[at] as number;
  });
  return { arm, after };
}

function analyseOutcome(
  context: PairContext,
  followUp: FollowUp,
  checkpoint: Checkpoint,
): { result: OutcomeResult<number>; analysis: OutcomeAnalysis; notes: readonly StudyNote[] } {
  const { input, model, sampleOf, controls, target, comparator } = context;
  const { specification, population, covariates } = input;
  const { adjustment, outcomeModel, thresholds, overrides } = specification;
  const outcome = specification.outcomes.find(({ id }) => id === followUp.outcome) as ComparisonOutcome;
  const { timeAtRisk } = followUp;
  const sample = sampleOf(followUp, checkpoint);
  const counted = countedSample(sample);
  const diagnostics = diagnose({
    model,
    method: adjustment.method,
    adjustment: sample.adjustment,
    sample: counted,
    largestDifference: largestDifference(context, sample, checkpoint),
    systematicError: controls?.summary.systematicError ?? null,
    thresholds,
  });
  const seed = derivedSeed(specification.seed, `${target} ${comparator} ${outcome.id} ${timeAtRisk}`);
  const isAdjusted = model.outcome === 'fitted' || model.outcome === 'notNeeded';
  const { curves, ...estimated } = estimateOutcome(
    sample,
    { specification, covariates, target, comparator, seed, isAdjusted },
    checkpoint,
  );
  const main = estimated.adjusted[0] ?? null;
  const isWeighted = adjustment.method === 'weighting';
  const subgroups = isAdjusted
    ? subgroupEffects(
        {
          sample: sample.adjusted,
          columns: population.subgroups,
          names: new Map(specification.subgroups.map(({ id, name }) => [id, name])),
          estimand: isWeighted ? adjustment.estimand : null,
          effectOf: (some) =>
            fittedEffect(
              mainEffect(some, {
                kind: outcomeModel.kind,
                cluster:
                  some.entry && orderedCodes(some.rows.map((row) => population.personNo[row] as number)),
                checkpoint,
              }),
            ),
        },
        checkpoint,
      )
    : [];
  return {
    result: {
      outcome: outcome.id,
      name: outcome.name,
      timeAtRisk,
      target: armOutcome(sample.crude, 1),
      comparator: armOutcome(sample.crude, 0),
      diagnostics,
      blinding: blindingOf(diagnostics, { target, comparator, outcome: outcome.id, timeAtRisk }, overrides),
      estimates: {
        ...estimated,
        calibrated: main && calibratedEffect(main, controls?.systematicError ?? null),
        curves: curves.map(({ curve }) => curve),
        subgroups,
        sensitivity: sensitivityOf(
          {
            specification,
            outcome,
            covariates,
            sample,
            main,
            negativeControls: controls?.summary ?? null,
          },
          checkpoint,
        ),
      },
    },
    analysis: { sample, curveCounts: curves.map(({ counts }) => counts) },
    notes: outcomeNotes(outcome, sample, estimated.proportionality?.crosses ?? false),
  };
}

/** The balance of the outcome's own sample; of the pair where nobody is left out. */
function largestDifference(
  { input, persons, balance }: PairContext,
  { adjusted, marginal, crude, isWhole }: FollowUpSample,
  checkpoint: Checkpoint,
): number {
  const { thresholds } = input.specification;
  if (isWhole) return summariseBalance(balance, thresholds.standardisedDifference).after;
  const arm = new Uint8Array(input.population.rows).fill(2);
  crude.rows.forEach((row, k) => {
    arm[row] = crude.treated[k] as number;
  });
  const after = new Float64Array(persons.place.length);
  adjusted.rows.forEach((row, k) => {
    after[row] = marginal.weights[k] as number;
  });
  const own = pairBalance(input.covariates, { arm, after }, checkpoint);
  return summariseBalance(own, thresholds.standardisedDifference).after;
}

function outcomeNotes(outcome: ComparisonOutcome, { crude }: FollowUpSample, crosses: boolean): StudyNote[] {
  const about = outcome.name;
  if (crude.rows.length === 0) return [{ kind: 'allHadOutcome', about }];
  const notes: StudyNote[] = [];
  if (!crude.status.includes(1)) notes.push({ kind: 'noEvents', about });
  else if ([0, 1].some((arm) => !crude.treated.some((t, k) => t === arm && crude.status[k] === 1))) {
    notes.push({ kind: 'separated', about });
  }
  if (crosses) notes.push({ kind: 'curvesCross', about });
  return notes;
}
