import { sortedQuantile } from '../../../stats/descriptive/quantile.ts';
import type { SafetyPersons } from '../safetyPersons.ts';
import type { Spells } from './outcomeSpells.ts';

/** Thirds of the exposed by dose: up to the first cut, up to the second, above. */
export interface DoseTertiles {
  /** Tertile of each row; −1: not exposed, or dose not known. */
  readonly of: Int8Array;
  /** Milligrams a day; null: open. */
  readonly bounds: (tertile: number) => { readonly from: number | null; readonly to: number | null };
}

/** Cuts the exposed who are at risk of an outcome by their dose; null where nobody's is known. */
export function doseTertiles(
  { group, dailyDose }: SafetyPersons,
  { row: rows }: Spells,
): DoseTertiles | null {
  const atRisk = new Float64Array(rows.length);
  let known = 0;
  let last = -1;
  for (const row of rows) {
    const dose = dailyDose[row] as number;
    if (row !== last && group[row] === 0 && !Number.isNaN(dose)) atRisk[known++] = dose;
    last = row;
  }
  if (known === 0) return null;
  const sorted = atRisk.subarray(0, known).sort();
  const cuts = [sortedQuantile(sorted, 1 / 3, 2), sortedQuantile(sorted, 2 / 3, 2)] as const;
  return {
    of: Int8Array.from(dailyDose, (dose, row) => {
      if (group[row] !== 0 || Number.isNaN(dose)) return -1;
      return dose <= cuts[0] ? 0 : dose <= cuts[1] ? 1 : 2;
    }),
    bounds: (tertile) => ({ from: cuts[tertile - 1] ?? null, to: cuts[tertile] ?? null }),
  };
}
