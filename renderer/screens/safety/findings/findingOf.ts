import type { SafetyFinding } from '../../../../shared/study/safety/safetyFinding.ts';
import type { SafetyResult, SafetyRow } from '../../../../shared/study/safety/safetyResult.ts';
import { textsIn } from '../../../state/AppContext.tsx';
import type { SafetyChoice } from '../../../state/safety.ts';
import { filterText, specificationOf } from '../safetyCaption.ts';
import { against } from '../table/eventRows.ts';

/** What is on screen of an outcome, as a finding to be saved. */
export function findingOf(
  result: SafetyResult,
  row: SafetyRow,
  choice: SafetyChoice,
  text: string,
): Omit<SafetyFinding, 'id' | 'history'> {
  const comparison = against(row, choice.against);
  const timeAtRisk = choice.timeAtRisk ?? '';
  const [ja, en] = (['ja', 'en'] as const).map((locale) =>
    filterText(result.filter, result.ageBands, textsIn(locale)),
  );
  return {
    studyHash: result.studyHash,
    releaseId: result.provenance.releaseId,
    releaseDigest: result.provenance.releaseDigest,
    outcome: row.id,
    code: row.code,
    name: row.name,
    timeAtRisk,
    timeAtRiskName:
      specificationOf(text)?.timesAtRisk.find(({ id }) => id === timeAtRisk)?.name ?? timeAtRisk,
    persons: `${ja} / ${en}`,
    against: choice.against,
    ratio: comparison?.rateRatio ?? null,
    adjustedP: comparison?.adjustedP ?? null,
    signal: comparison?.signal ?? false,
  };
}
