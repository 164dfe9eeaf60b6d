import type { Locale } from '../../i18n/translate.ts';
import type { ReleaseCard } from '../../release/releaseCard.ts';
import type { ReportedTable } from '../../study/safety/reports/reportedTable.ts';
import type { OutcomePictures, SafetyResult } from '../../study/safety/safetyResult.ts';
import type { SafetySpecification } from '../../study/safety/specification/safetySpecification.ts';

/** What a safety study found, as tables, figures and the report are made of it. All counts are published ones. */
export interface SafetyFindings {
  readonly study: SafetySpecification;
  readonly result: SafetyResult;
  /** Of outcomes of the first time-at-risk, in the order in which they are shown. */
  readonly pictures: readonly OutcomePictures[];
  /** Null where there are no spontaneous reports. */
  readonly reported: ReportedTable | null;
}

/** What the report of a safety study is made of. */
export interface SafetyReportModel extends SafetyFindings {
  readonly card: ReleaseCard;
  /** The language that it opens in. */
  readonly locale: Locale;
  /** ISO time, given by the caller. */
  readonly generatedAt: string;
}
