import { adjustByFamilies, testFamilies } from '../analysis/multiplicity.ts';
import type { SafetyOutcome } from '../safetyPersons.ts';
import type { SafetyComparison, SafetyRow } from '../safetyResult.ts';

/** Which comparisons were made, by row and comparison, whether or not they are shown. */
export interface MadeComparisons {
  readonly isTested: (row: number, comparison: number) => boolean;
  readonly isCalibrated: (row: number, comparison: number) => boolean;
}

/**
 * Rows with p-values adjusted anew, and their findings: comparisons that are withheld were made, and count as if they
 * had found nothing (p = 1), since an adjusted p-value may be another's. Null where the p-value itself is.
 */
export function shownFindings(
  rows: readonly SafetyRow[],
  { isTested, isCalibrated }: MadeComparisons,
  level: number,
): SafetyRow[] {
  const place = new Map(rows.map(({ id }, i) => [id, i]));
  const outcomes = rows.map(
    ({ parents, ...row }): SafetyOutcome => ({
      ...row,
      parents: parents.flatMap((id) => place.get(id) ?? []),
    }),
  );
  const families = testFamilies(outcomes, [...rows.keys()]);
  const adjusted = (
    own: (comparison: SafetyComparison) => number | undefined | null,
    isMade: (row: number, comparison: number) => boolean,
  ) =>
    (rows[0]?.against ?? []).map((_, k) =>
      adjustByFamilies(
        rows.map(({ against }, i) => own(against[k] as SafetyComparison) ?? (isMade(i, k) ? 1 : null)),
        families,
        level,
      ),
    );
  const crude = adjusted(({ p }) => p, isTested);
  const calibrated = adjusted((own) => own.calibrated?.p, isCalibrated);
  return rows.map((row, i) => ({
    ...row,
    against: row.against.map((own, k): SafetyComparison => {
      const p = calibrated[k]?.[i] ?? null;
      return {
        ...own,
        adjustedP: own.p === null ? null : (crude[k]?.[i] ?? null),
        signal: own.calibrated !== null && p !== null && p <= level && own.calibrated.rateRatio.estimate > 1,
      };
    }),
  }));
}
