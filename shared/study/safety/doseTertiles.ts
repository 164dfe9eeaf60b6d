import { sortedQuantile } from '../../stats/descriptive/quantile.ts';
import type { Spells } from './outcomeSpells.ts';
import type { SafetyPersons } from './safetyPersons.ts';

/** Thirds of the exposed by dose: up to the first cut, up to the second, above. */
export interface DoseTertiles {
  /** Tertile of a row; −1: not exposed, or dose not known. */
  readonly of: (row: number) => number;
  /** Milligrams a day; null: open. */
  readonly bounds: (tertile: number) => { readonly from: number | null; readonly to: number | null };
}

/** Cuts the exposed who are at risk of an outcome by their dose; null where nobody's is known. */
export function doseTertiles(
  { group, dailyDose }: SafetyPersons,
  { row: rows }: Spells,
): DoseTertiles | null {
  const known = Float64Array.from(
    [...new Set(rows)].filter((row) => group[row] === 0 && !Number.isNaN(dailyDose[row])),
    (row) => dailyDose[row] as number,
  ).sort();
  if (known.length === 0) return null;
  const cuts = [sortedQuantile(known, 1 / 3, 2), sortedQuantile(known, 2 / 3, 2)] as const;
  return {
    of: (row) => {
      const dose = dailyDose[row] as number;
      if (group[row] !== 0 || Number.isNaN(dose)) return -1;
      return dose <= cuts[0] ? 0 : dose <= cuts[1] ? 1 : 2;
    },
    bounds: (tertile) => ({ from: cuts[tertile - 1] ?? null, to: cuts[tertile] ?? null }),
  };
}
