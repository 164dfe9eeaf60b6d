import type { SafetyResult, SafetyRow, SafetyTable } from '../../../shared/study/safety/safetyResult.ts';
import type { SafetyChoice } from '../../state/safety.ts';
import { against, direction } from './table/eventRows.ts';

/** Negative controls below which nothing may be called a signal. */
export const fewestControls = 20;

export function mayCallSignals({ controls }: SafetyResult): boolean {
  return controls !== null && controls.estimable >= fewestControls;
}

/**
 * What the first time-at-risk says against the unexposed: outcomes raised after double FDR, and signals; null where
 * there are too few controls to call anything one.
 */
export function safetyCounts(
  result: SafetyResult,
  level: number,
): { readonly raised: number; readonly signals: number | null } {
  const rows = result.timesAtRisk[0]?.rows ?? [];
  const raised = rows.filter((row) => direction(against(row, 'unexposed'), level) === 'raised');
  const signals = rows.filter((row) => against(row, 'unexposed')?.signal === true);
  return { raised: raised.length, signals: mayCallSignals(result) ? signals.length : null };
}

/** The table of the time-at-risk that is looked at; the first where the one chosen is not there. */
export function tableOf({ timesAtRisk }: SafetyResult, chosen: string | null): SafetyTable | null {
  return timesAtRisk.find(({ timeAtRisk }) => timeAtRisk === chosen) ?? timesAtRisk[0] ?? null;
}

/** The outcome to look at until one is chosen: the surest of those that are raised, the finer one among equals. */
export function leadingOutcome(rows: readonly SafetyRow[], other: SafetyChoice['against']): string | null {
  const strength = (row: SafetyRow) => {
    const ratio = against(row, other)?.rateRatio;
    return ratio ? Math.log(ratio.lower) || 0 : Number.NEGATIVE_INFINITY;
  };
  const tested = rows.filter((row) => against(row, other)?.adjustedP != null);
  const [first] = tested.toSorted((a, b) => {
    const [p, q] = [a, b].map((row) => against(row, other)?.adjustedP ?? 1) as [number, number];
    return p - q || strength(b) - strength(a) || b.level - a.level;
  });
  return first?.id ?? null;
}
