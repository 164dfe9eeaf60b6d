import type {
  ComparisonResult,
  OutcomeResult,
  PairResult,
} from '../../../shared/study/result/comparisonResult.ts';
import { failureTab, type ReadStudy } from '../../state/readStudy.ts';
import type { StudyChoice, StudyRun, StudyTab } from '../../state/studies.ts';

export type Mark = 'done' | 'open' | 'problem' | 'failed' | 'blinded' | 'few';

/** What a tab has to say of itself, with a figure where one sums it up. */
export interface TabMark {
  readonly mark: Mark;
  readonly figure: { readonly kind: 'count' | 'share' | 'greatest' | 'arms'; readonly value: number } | null;
}

/** Whether diagnostics keep an effect from being seen; one that is missing all the same rests on too few persons. */
export function isBlinded({ blinding, estimates }: OutcomeResult): boolean {
  return estimates === null && blinding !== null && blinding.override === null;
}

/** The pair and outcome that are looked at; the first ones where those chosen are not there. */
export function chosenIn(
  result: ComparisonResult,
  choice: StudyChoice,
): { readonly pair: PairResult; readonly outcome: OutcomeResult | null } | null {
  const pair = result.pairs[choice.pair] ?? result.pairs[0];
  return pair ? { pair, outcome: pair.outcomes[choice.outcome] ?? pair.outcomes[0] ?? null } : null;
}

export function tabMark(
  tab: StudyTab,
  read: ReadStudy,
  run: StudyRun | undefined,
  choice: StudyChoice,
): TabMark {
  const { form } = read;
  if (!form) return { mark: tab === 'file' ? 'problem' : 'open', figure: null };
  if (read.failures.some((failure) => failureTab(failure) === tab)) return { mark: 'problem', figure: null };
  const none = (isDone: boolean): TabMark => ({ mark: isDone ? 'done' : 'open', figure: null });
  const result = run?.result ?? null;
  const chosen = result && chosenIn(result, choice);
  const passes = (kind: 'equipoise' | 'balance' | 'positivity') =>
    chosen?.outcome?.diagnostics.filter((one) => one.kind === kind).every((one) => one.passes) !== false;
  const estimates = chosen?.outcome?.estimates ?? null;
  const withheld: Mark = chosen?.outcome && !isBlinded(chosen.outcome) ? 'few' : 'blinded';
  switch (tab) {
    case 'arms':
      return form.arms.length < 2
        ? none(false)
        : { mark: 'done', figure: { kind: 'arms', value: form.arms.length } };
    case 'followUp':
      return none(form.outcomes.length > 0 && form.timesAtRisk.length > 0);
    case 'covariates':
      return result
        ? { mark: 'done', figure: { kind: 'count', value: result.covariates.count } }
        : none(form.covariates.domains.length + form.covariates.picked.length > 0);
    case 'overlap': {
      if (!chosen) return none(false);
      const { equipoise } = chosen.pair.propensity;
      return {
        mark: passes('equipoise') && passes('positivity') ? 'done' : 'failed',
        figure: equipoise === null ? null : { kind: 'share', value: equipoise },
      };
    }
    case 'balance':
      if (!chosen) return none(false);
      return {
        mark: passes('balance') ? 'done' : 'failed',
        figure: { kind: 'greatest', value: chosen.pair.balance.after },
      };
    case 'results':
      if (!chosen?.outcome) return none(false);
      return { mark: estimates ? 'done' : withheld, figure: null };
    case 'subgroups':
    case 'sensitivity':
      return chosen?.outcome && !estimates ? { mark: withheld, figure: null } : none(estimates !== null);
    case 'patients':
      return none(result !== null);
    case 'file':
      return none(read.failures.length === 0);
  }
}
