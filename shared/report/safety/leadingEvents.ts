import type {
  OutcomePictures,
  RatioEstimate,
  SafetyComparison,
  SafetyResult,
  SafetyRow,
} from '../../study/safety/safetyResult.ts';

/** Events that lead a report, and of which pictures are drawn. */
export const LEADING = 10;
export const PICTURED = 5;

/**
 * Rows with a rate above the unexposed's, the ones that stand up best first: findings, then by p after double FDR, by p,
 * by the lower limit of the rate ratio. Only rows with nothing listed below them: what
 * lies above is told by the tree.
 */
export function leadingEvents(rows: readonly SafetyRow[], most = LEADING): SafetyRow[] {
  const isAbove = new Set(rows.flatMap(({ parents }) => parents));
  return rows
    .flatMap((row) => {
      const own = comparedWith(row, 'unexposed');
      if (isAbove.has(row.id) || own?.p == null || !own.rateRatio || !isAboveOne(own.rateRatio)) return [];
      const { signal, adjustedP, p } = own;
      return [{ row, isFinding: signal, adjustedP: adjustedP ?? 1, p, lower: own.rateRatio.lower }];
    })
    .sort(
      (a, b) =>
        Number(b.isFinding) - Number(a.isFinding) ||
        a.adjustedP - b.adjustedP ||
        a.p - b.p ||
        b.lower - a.lower ||
        (a.row.id < b.row.id ? -1 : 1),
    )
    .slice(0, most)
    .map(({ row }) => row);
}

function isAboveOne({ estimate }: RatioEstimate): boolean {
  return estimate === null || estimate > 1;
}

/** What a row says of the exposed against a group; undefined where the study has none. */
export function comparedWith(
  { against }: SafetyRow,
  other: SafetyComparison['with'],
): SafetyComparison | undefined {
  return against.find((one) => one.with === other);
}

/**
 * The pictures of the leading events of the first time-at-risk.
 * @param ask `safety.outcome` of the study; what it has no answer to (null) is left out
 */
export async function leadingPictures(
  { timesAtRisk: [first] }: SafetyResult,
  ask: (timeAtRisk: string, outcome: string) => Promise<OutcomePictures | null>,
): Promise<OutcomePictures[]> {
  const pictures: OutcomePictures[] = [];
  for (const { id } of leadingEvents(first?.rows ?? [], PICTURED)) {
    const own = await ask(first?.timeAtRisk ?? '', id);
    if (own) pictures.push(own);
  }
  return pictures;
}
