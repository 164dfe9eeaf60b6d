import type { SafetyResult, SafetyTable } from '../../../shared/study/safety/safetyResult.ts';
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
