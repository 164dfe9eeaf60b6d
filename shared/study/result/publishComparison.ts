import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import type { AnalysedResult, ComparisonAnalysis } from '../analysis/analyseComparison.ts';
import { blindingOf } from '../analysis/diagnostics.ts';
import type { OutcomeAnalysis, PairAnalysis } from '../analysis/pairAnalysis.ts';
import type { ComparisonSpecification, TimeAtRisk } from '../specification/comparisonSpecification.ts';
import type {
  ArmResult,
  BalanceRow,
  ComparisonResult,
  Diagnostic,
  Effect,
  OutcomeResult,
  PairResult,
  Sensitivity,
} from './comparisonResult.ts';
import { CountFamilies } from './nearCounts.ts';
import { publishArmOutcome } from './publishArmOutcome.ts';
import { type BalanceTotals, publishBalanceRows } from './publishBalance.ts';
import { publishEstimates } from './publishEstimates.ts';
import { publishMultiArm } from './publishMultiArm.ts';
import { publishEquipoise, publishPropensity } from './publishPropensity.ts';

/**
 * A comparison as it may be shown: counts by the release's output rules, blinded estimates left out (by the overrides of
 * `study`, which may be newer than the analysis), and no figure from which a withheld count would follow.
 *
 * Numbers of one arm's persons are decided together (in all, by step, by pair and follow-up), as are those with the same
 * outcome in several times-at-risk, so that no two that are shown differ by few. Not covered: what can only be narrowed, not
 * solved, from standard errors of estimates on ample counts; covariates of which one holds another but for windows of the
 * same concept.
 * @param show decides on an arm's persons (numbers in the release) together with all sets shown of the release
 */
export function publishComparison(
  result: AnalysedResult & Pick<ComparisonResult, 'provenance'>,
  study: ComparisonSpecification,
  rules: OutputRules,
  show: (personNos: Int32Array) => PublishedCount,
): ComparisonResult {
  const families = new CountFamilies(rules);
  const arms = result.arms.map((arm, a): ArmResult => {
    const family = families.of('persons', arm.id);
    const persons = family.decided(arm.persons, show(result.evidence.persons[a] ?? new Int32Array()));
    const attrition = arm.attrition.map(({ step, persons: left }) => ({
      step,
      persons: family.publish(left),
    }));
    return { id: arm.id, name: arm.name, persons, attrition };
  });
  // Numbers of persons and outcomes first: curves and risks give way to them.
  const counted = result.pairs.map((pair) =>
    pair.outcomes.map((own) => publishArms(own, pair, families, rules)),
  );
  const pairs = result.pairs.map((pair, k) =>
    publishPair(
      pair,
      result.evidence.pairs[k] as PairAnalysis,
      counted[k] as readonly PublishedArms[],
      study,
      families,
      rules,
    ),
  );
  const together = publishMultiArm(result, pairs, study, families, rules);
  return {
    studyHash: result.studyHash,
    name: result.name,
    seed: result.seed,
    arms,
    covariates: result.covariates,
    pairs: pairs.map((pair) => withVariants(pair, study)),
    multiArm: together.multiArm,
    doseResponse: together.doseResponse,
    notes: result.notes,
    provenance: result.provenance,
  };
}

/** Every covariate of one pair as it may be shown; nothing for a pair that the study has not. */
export function publishBalance(
  { result }: ComparisonAnalysis,
  target: string,
  comparator: string,
  rules: OutputRules,
): readonly BalanceRow[] {
  const k = result.pairs.findIndex((pair) => pair.target === target && pair.comparator === comparator);
  const pair = result.pairs[k];
  const evidence = result.evidence.pairs[k];
  return pair && evidence ? publishBalanceRows(evidence.balance, totalsOf(pair), rules) : [];
}

function totalsOf({ propensity }: PairResult<number>): BalanceTotals {
  const { steps } = propensity;
  const none = { target: 0, comparator: 0 };
  return { before: steps[0] ?? none, after: steps[steps.length - 1] ?? none };
}

type PublishedArms = Pick<OutcomeResult, 'target' | 'comparator'>;

function publishArms(
  own: OutcomeResult<number>,
  { target, comparator }: PairResult<number>,
  families: CountFamilies,
  rules: OutputRules,
): PublishedArms {
  const { outcome } = own;
  return {
    target: publishArmOutcome(own.target, { arm: target, outcome }, families, rules),
    comparator: publishArmOutcome(own.comparator, { arm: comparator, outcome }, families, rules),
  };
}

function publishPair(
  pair: PairResult<number>,
  evidence: PairAnalysis,
  counted: readonly PublishedArms[],
  study: ComparisonSpecification,
  families: CountFamilies,
  rules: OutputRules,
): PairResult {
  const { target, comparator } = pair;
  const outcomes = pair.outcomes.map((outcome, o) =>
    publishOutcome(
      outcome,
      counted[o] as PublishedArms,
      pair,
      evidence,
      evidence.outcomes[o] as OutcomeAnalysis,
      study,
      families,
      rules,
    ),
  );
  // Every covariate is decided as in the full table, so that Table 1 and it say the same.
  const rows = publishBalanceRows(evidence.balance, totalsOf(pair), rules);
  const byCovariate = new Map(rows.map((row) => [row.covariate.id, row]));
  return {
    target,
    comparator,
    propensity: publishPropensity(pair.propensity, pair, families, rules),
    balance: pair.balance,
    tableOne: pair.tableOne.flatMap(({ covariate }) => byCovariate.get(covariate.id) ?? []),
    outcomes,
  };
}

function publishOutcome(
  own: OutcomeResult<number>,
  arms: PublishedArms,
  { target, comparator, propensity }: PairResult<number>,
  { controlEvents }: PairAnalysis,
  evidence: OutcomeAnalysis,
  study: ComparisonSpecification,
  families: CountFamilies,
  rules: OutputRules,
): OutcomeResult {
  const { outcome, name, timeAtRisk } = own;
  const named = { target, comparator, outcome, timeAtRisk };
  const blinding = blindingOf(own.diagnostics, named, study.overrides);
  const isOpen = blinding === null || blinding.override !== null;
  const context = { target, comparator, outcome, families, horizons: study.horizons, rules, controlEvents };
  return {
    outcome,
    name,
    timeAtRisk,
    ...arms,
    diagnostics: publishDiagnostics(own, arms, publishEquipoise(propensity, rules), rules),
    blinding,
    estimates: isOpen && own.estimates ? publishEstimates(own.estimates, arms, evidence, context) : null,
  };
}

/**
 * Equipoise is rounded; events, and what can be solved for them, are left out where they or their difference from what is
 * shown are few.
 */
function publishDiagnostics(
  { diagnostics, target, comparator }: OutcomeResult<number>,
  arms: Pick<OutcomeResult, 'target' | 'comparator'>,
  equipoise: number | null,
  rules: OutputRules,
): Diagnostic[] {
  const events = diagnostics.find(({ kind }) => kind === 'events')?.value ?? 0;
  const all = target.withOutcome + comparator.withOutcome;
  const isHidden =
    isWithheld(arms.target.withOutcome) ||
    isWithheld(arms.comparator.withOutcome) ||
    isSmall(events, rules) ||
    isSmall(all - events, rules);
  const tells = (kind: Diagnostic['kind']): boolean =>
    kind === 'events' || kind === 'minimumDetectableRelativeRisk';
  return diagnostics.map((one) => {
    if (one.kind === 'equipoise') return { ...one, value: equipoise };
    return isHidden && tells(one.kind) ? { ...one, value: null } : one;
  });
}

/** What the analysis by intention to treat and on treatment give for the same outcome, where both are shown. */
function withVariants(pair: PairResult, study: ComparisonSpecification): PairResult {
  return {
    ...pair,
    outcomes: pair.outcomes.map((own) => {
      if (own.estimates === null) return own;
      const others = pair.outcomes.flatMap((other) => {
        const time = study.timesAtRisk.find(({ id }) => id === other.timeAtRisk);
        const effect: Effect | undefined = other.estimates?.adjusted[0];
        return other.outcome === own.outcome && time && effect ? [{ kind: followed(time), effect }] : [];
      });
      const found = (['intentionToTreat', 'perProtocol'] as const).flatMap(
        (kind) => others.find((other) => other.kind === kind) ?? [],
      );
      if (found.length < 2) return own;
      const { sensitivity } = own.estimates;
      const variants: Sensitivity['variants'] = [...found, ...sensitivity.variants];
      return { ...own, estimates: { ...own.estimates, sensitivity: { ...sensitivity, variants } } };
    }),
  };
}

/** Follow-up that ends with the treatment, or with a switch to another, is per protocol. */
function followed({ end, censorAtSwitch }: TimeAtRisk): 'intentionToTreat' | 'perProtocol' {
  return censorAtSwitch || end.anchor === 'cohortEnd' ? 'perProtocol' : 'intentionToTreat';
}
