import type { ChartTable } from '../../../../shared/report/charts/chartTable.ts';
import {
  findingStatuses,
  latestJudgement,
  type SafetyFinding,
} from '../../../../shared/study/safety/safetyFinding.ts';
import type { Texts } from '../../../state/AppContext.tsx';
import { type Study, studyTitle } from '../../../state/studies.ts';
import { ratioText, withInterval } from '../safetyText.ts';

export const findingColumns = ['outcome', 'study', 'ratio', 'status', 'by', 'at'] as const;
export type FindingColumn = (typeof findingColumns)[number];

/** A finding with the study that holds it. */
export interface FindingRow {
  readonly study: Study;
  readonly finding: SafetyFinding;
}

/** The findings of some studies, sorted; the latest judged first among equals. */
export function findingRows(
  studies: readonly Study[],
  column: FindingColumn,
  descending: boolean,
): readonly FindingRow[] {
  const rows = studies.flatMap((study) =>
    (study.findings ?? []).map((finding): FindingRow => ({ study, finding })),
  );
  const key = ({ study, finding }: FindingRow): string | number => {
    const { status, by, at } = latestJudgement(finding);
    switch (column) {
      case 'outcome':
        return finding.code;
      case 'study':
        return studyTitle(study);
      case 'ratio':
        return finding.ratio ? (finding.ratio.estimate ?? Number.POSITIVE_INFINITY) : -1;
      case 'status':
        return findingStatuses.indexOf(status);
      case 'by':
        return by;
      case 'at':
        return at;
    }
  };
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x !== y) return x < y ? -sign : sign;
    return latestJudgement(a.finding).at < latestJudgement(b.finding).at ? 1 : -1;
  });
}

/** The findings with every judgement of each, one a row, as a spreadsheet reads them. */
export function findingTable(rows: readonly FindingRow[], { t, own, locale }: Texts): ChartTable {
  const columns = [
    'outcome',
    'code',
    'study',
    'timeAtRisk',
    'against',
    'persons',
    'ratio',
    'signal',
    'status',
    'reason',
    'by',
    'at',
    'release',
    'hash',
  ] as const;
  return {
    columns: columns.map((id) => ({ label: t(`safety.finding.column.${id}`), align: 'start' })),
    rows: rows.flatMap(({ study, finding }) =>
      finding.history.map(({ at, by, status, reason }) =>
        [
          own(finding.name),
          finding.code,
          own(studyTitle(study)),
          own(finding.timeAtRiskName),
          t(`safety.against.${finding.against}`),
          own(finding.persons),
          withInterval(locale, finding.ratio, ratioText),
          finding.signal ? t('safety.mark.signal') : '',
          t(`safety.finding.status.${status}`),
          reason,
          by,
          at,
          finding.releaseId,
          finding.studyHash,
        ].map((text) => ({ text })),
      ),
    ),
  };
}
