import type { OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld } from '../../disclosure/publishedCount.ts';
import type { AnalysedResult, ComparisonEvidence } from '../analysis/analyseComparison.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { armHorizons } from './armHorizons.ts';
import type { ComparisonResult, MultiArmResult, OutcomeResult, PairResult } from './comparisonResult.ts';
import type { CountFamilies } from './nearCounts.ts';

/**
 * All arms at once. An arm's effect against the first is shown where that pair's is: its diagnostics passed, and the balance of
 * all arms too, unless the pair was overridden. Risks are shown where all effects of the outcome are, at days up to and
 * after which enough persons had the outcome. Dose-response is shown where no effect is blinded.
 */
export function publishMultiArm(
  result: AnalysedResult,
  pairs: readonly PairResult[],
  study: ComparisonSpecification,
  families: CountFamilies,
  rules: OutputRules,
): Pick<ComparisonResult, 'multiArm' | 'doseResponse'> {
  const own = result.multiArm;
  const isBalanced = !own || own.balance.after <= study.thresholds.standardisedDifference;
  const first = result.arms[0]?.id;
  const against = (arm: string, outcome: string, timeAtRisk: string): OutcomeResult | undefined =>
    pairs
      .find(({ target, comparator }) => target === first && comparator === arm)
      ?.outcomes.find((other) => other.outcome === outcome && other.timeAtRisk === timeAtRisk);
  const isShown = (arm: string, outcome: string, timeAtRisk: string): boolean => {
    const pair = against(arm, outcome, timeAtRisk);
    return pair !== undefined && pair.estimates !== null && (isBalanced || pair.blinding !== null);
  };
  const others = result.arms.slice(1).map(({ id }) => id);
  const outcomes = own?.outcomes.map(({ outcome, timeAtRisk, arms }): MultiArmResult['outcomes'][number] => {
    const allShown = others.every((arm) => isShown(arm, outcome, timeAtRisk));
    return {
      outcome,
      timeAtRisk,
      arms: arms.map((arm) => {
        const persons = families.of('persons', arm.arm).publish(arm.persons);
        const days = allShown
          ? horizonsOf(result.evidence, arm.arm, { outcome, timeAtRisk }, { pairs, study, families, rules })
          : [];
        return {
          arm: arm.arm,
          persons,
          effective: isWithheld(persons) ? null : arm.effective,
          risks: arm.risks.filter(({ horizon }) => days.includes(horizon)),
          effect: arm.arm !== first && isShown(arm.arm, outcome, timeAtRisk) ? arm.effect : null,
        };
      }),
    };
  });
  const blinded = !outcomes?.some(({ arms }) => arms.some(({ effect }) => effect !== null));
  return {
    multiArm: own && outcomes ? { outcomes, balance: own.balance, blinded } : null,
    doseResponse:
      result.doseResponse?.map((dose) =>
        others.every((arm) => isShown(arm, dose.outcome, dose.timeAtRisk))
          ? dose
          : { ...dose, trend: null, curve: null, nonLinearityP: null },
      ) ?? null,
  };
}

/** The horizons at which an arm's risk may be told, from the first pair that it is in. */
function horizonsOf(
  evidence: ComparisonEvidence,
  arm: string,
  named: { readonly outcome: string; readonly timeAtRisk: string },
  { pairs, study, families, rules }: MultiArmContext,
): number[] {
  const k = pairs.findIndex(({ target, comparator }) => target === arm || comparator === arm);
  const place = pairs[k]?.outcomes.findIndex(
    (own) => own.outcome === named.outcome && own.timeAtRisk === named.timeAtRisk,
  );
  const crude = evidence.pairs[k]?.outcomes[place ?? -1]?.sample.crude;
  const code = pairs[k]?.target === arm ? 1 : 0;
  const outcomes = families.of('outcome', arm, named.outcome);
  return crude ? armHorizons(crude, code, study.horizons, outcomes, rules) : [];
}

interface MultiArmContext {
  readonly pairs: readonly PairResult[];
  readonly study: ComparisonSpecification;
  readonly families: CountFamilies;
  readonly rules: OutputRules;
}
